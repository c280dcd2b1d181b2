using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Network pixels to image pixels as today's packages do it: take the padding off, divide by the scale, add the static crop's offset.
/// Single precision throughout.
/// </summary>
internal readonly struct CurrentMapping(in InputGeometry geometry)
{
    private readonly float padLeft = geometry.PadLeft;
    private readonly float padTop = geometry.PadTop;
    private readonly float scaleX = geometry.ScaleX;
    private readonly float scaleY = geometry.ScaleY;
    private readonly float offsetX = geometry.Crop.X;
    private readonly float offsetY = geometry.Crop.Y;
    private readonly float width = geometry.Original.Width;
    private readonly float height = geometry.Original.Height;

    /// <summary>A column in image pixels; may lie outside the image.</summary>
    public float X(float x) => (x - padLeft) / scaleX + offsetX;

    /// <summary>A row in image pixels; may lie outside the image.</summary>
    public float Y(float y) => (y - padTop) / scaleY + offsetY;

    /// <summary>A column in image pixels, moved into the image.</summary>
    public float ClampedX(float x) => Math.Clamp(X(x), 0, width);

    /// <summary>A row in image pixels, moved into the image.</summary>
    public float ClampedY(float y) => Math.Clamp(Y(y), 0, height);

    /// <summary>A box in whole image pixels, inside the image: the four coordinates at once.</summary>
    public Box Box(float x1, float y1, float x2, float y2)
    {
        var mapped = (Vector128.Create(x1, y1, x2, y2) - Vector128.Create(padLeft, padTop, padLeft, padTop))
            / Vector128.Create(scaleX, scaleY, scaleX, scaleY) + Vector128.Create(offsetX, offsetY, offsetX, offsetY);
        var inside = Vector128.Min(Vector128.Max(mapped, Vector128<float>.Zero), Vector128.Create(width, height, width, height));

        // Adding zero makes a negative zero positive.
        var (corner, opposite) = Vector128.Widen(Vector128.Round(inside) + Vector128<float>.Zero);
        return new(corner[0], corner[1], opposite[0], opposite[1]);
    }

    /// <summary>Rounds half to even, to a value that an integer can hold; never the negative zero.</summary>
    public static double Round(float value) => Math.Clamp(MathF.Round(value), int.MinValue, (double)int.MaxValue) + 0.0;
}

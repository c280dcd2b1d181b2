namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The part of a map of the network (prototypes, mask or class logits) that shows the image: without the padding of the input, or with a
/// margin where a centre crop cut the image. Its left and top are in pixels of the map and negative for a margin.
/// </summary>
internal readonly record struct CutPlane(int Left, int Top, int Width, int Height)
{
    /// <summary>Scales the padding of the input to a map and rounds it.</summary>
    /// <param name="geometry">How the input was made.</param>
    /// <param name="input">The size of the input that the padding belongs to.</param>
    /// <param name="map">The size of the map.</param>
    public static CutPlane Of(in InputGeometry geometry, ImageSize input, ImageSize map)
    {
        double scaleX = (double)map.Width / input.Width, scaleY = (double)map.Height / input.Height;
        int left = (int)Math.Round(scaleX * geometry.PadLeft), right = (int)Math.Round(scaleX * geometry.PadRight);
        int top = (int)Math.Round(scaleY * geometry.PadTop), bottom = (int)Math.Round(scaleY * geometry.PadBottom);
        return new(left, top, map.Width - left - right, map.Height - top - bottom);
    }

    /// <summary>Whether nothing of the map shows the image.</summary>
    public bool IsEmpty => Width < 1 || Height < 1;

    /// <summary>A rectangle of the map, in pixels of this part; what lies outside it is cut off.</summary>
    public PixelRectangle Inside(PixelRectangle rectangle) =>
        (rectangle with { X = rectangle.X - Left, Y = rectangle.Y - Top }).Intersect(new(0, 0, Width, Height));
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Network pixels to image pixels as packages of the legacy format do it: relative to the static crop (recomputed with rounding, which can
/// be one pixel off the crop that was made), clipped to it, rounded, then shifted. Double precision throughout.
/// </summary>
/// <remarks>Boxes undo a fit with rounded sizes, points and keypoints with truncated ones: they can be half a pixel apart.</remarks>
internal readonly struct LegacyMapping
{
    private readonly double shiftX;
    private readonly double shiftY;
    private readonly double width;
    private readonly double height;
    private readonly double padX;
    private readonly double padY;
    private readonly double scaleX;
    private readonly double scaleY;
    private readonly bool isStretched;

    private LegacyMapping(in InputGeometry geometry, ImageSize from, bool truncates)
    {
        double left = 0, top = 0, right = 1, bottom = 1;
        if (geometry.StaticCrop is { } crop)
        {
            (left, top, right, bottom) = (crop.XMin / 100, crop.YMin / 100, crop.XMax / 100, crop.YMax / 100);
        }

        shiftX = Math.Round(left * geometry.Original.Width);
        shiftY = Math.Round(top * geometry.Original.Height);
        width = Math.Round(geometry.Original.Width * (right - left));
        height = Math.Round(geometry.Original.Height * (bottom - top));
        isStretched = geometry.IsStretched;
        if (isStretched)
        {
            (scaleX, scaleY) = (width / from.Width, height / from.Height);
            return;
        }

        double scale = Math.Min(from.Height / height, from.Width / width);
        (scaleX, scaleY) = (scale, scale);
        double fittedWidth = truncates ? Math.Truncate(width * scale) : Math.Round(width * scale);
        double fittedHeight = truncates ? Math.Truncate(height * scale) : Math.Round(height * scale);
        (padX, padY) = ((from.Width - fittedWidth) / 2, (from.Height - fittedHeight) / 2);
    }

    /// <summary>How boxes are mapped.</summary>
    public static LegacyMapping ForBoxes(in InputGeometry geometry) => new(geometry, geometry.Network, truncates: false);

    /// <summary>How keypoints are mapped.</summary>
    public static LegacyMapping ForKeypoints(in InputGeometry geometry) => new(geometry, geometry.Network, truncates: true);

    /// <summary>How the points of a mask's outline are mapped.</summary>
    /// <param name="geometry">How the network's input was made.</param>
    /// <param name="mask">The size of the mask, whatever of the padding was left in it.</param>
    public static LegacyMapping ForPolygons(in InputGeometry geometry, ImageSize mask) => new(geometry, mask, truncates: true);

    /// <summary>A column in image pixels, neither clipped nor rounded.</summary>
    public double X(double x) => Unshifted(x, padX, scaleX) + shiftX;

    /// <summary>A row in image pixels, neither clipped nor rounded.</summary>
    public double Y(double y) => Unshifted(y, padY, scaleY) + shiftY;

    /// <summary>A column in whole image pixels, inside the crop.</summary>
    public double RoundedX(double x) => Math.Round(Math.Clamp(Unshifted(x, padX, scaleX), 0, width)) + shiftX;

    /// <summary>A row in whole image pixels, inside the crop.</summary>
    public double RoundedY(double y) => Math.Round(Math.Clamp(Unshifted(y, padY, scaleY), 0, height)) + shiftY;

    /// <summary>A box in whole image pixels, inside the crop.</summary>
    public Box Box(float x1, float y1, float x2, float y2) => new(RoundedX(x1), RoundedY(y1), RoundedX(x2), RoundedY(y2));

    private double Unshifted(double value, double pad, double scale) => isStretched ? value * scale : (value - pad) / scale;
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Network pixels to image pixels as packages of the legacy format do it: relative to the static crop (recomputed with rounding, which can
/// be one pixel off the crop that was made), clipped to it, rounded, then shifted. Double precision throughout.
/// </summary>
/// <remarks>Boxes undo a fit with rounded sizes, points and keypoints with truncated ones: they can be half a pixel apart.</remarks>
internal readonly struct LegacyMapping
{
    private readonly bool isStretched;

    private LegacyMapping(in InputGeometry geometry, ImageSize from, bool truncates)
    {
        double left = 0, top = 0, right = 1, bottom = 1;
        if (geometry.StaticCrop is { } crop)
        {
            (left, top, right, bottom) = (crop.XMin / 100, crop.YMin / 100, crop.XMax / 100, crop.YMax / 100);
        }

        ShiftX = Math.Round(left * geometry.Original.Width);
        ShiftY = Math.Round(top * geometry.Original.Height);
        // A crop of an image of a few pixels can round to nothing, although pixels were left of it.
        Width = Math.Max(1, Math.Round(geometry.Original.Width * (right - left)));
        Height = Math.Max(1, Math.Round(geometry.Original.Height * (bottom - top)));
        isStretched = geometry.IsStretched;
        if (isStretched)
        {
            (ScaleX, ScaleY) = (Width / from.Width, Height / from.Height);
            return;
        }

        double scale = Math.Min(from.Height / Height, from.Width / Width);
        (ScaleX, ScaleY) = (scale, scale);
        double fittedWidth = truncates ? Math.Truncate(Width * scale) : Math.Round(Width * scale);
        double fittedHeight = truncates ? Math.Truncate(Height * scale) : Math.Round(Height * scale);
        (PadX, PadY) = ((from.Width - fittedWidth) / 2, (from.Height - fittedHeight) / 2);
    }

    /// <summary>Added to columns at the end: where the static crop starts.</summary>
    public double ShiftX { get; }

    /// <summary>Added to rows at the end: where the static crop starts.</summary>
    public double ShiftY { get; }

    /// <summary>Columns of the static crop.</summary>
    public double Width { get; }

    /// <summary>Rows of the static crop.</summary>
    public double Height { get; }

    /// <summary>Taken off columns at the beginning: the padding of a fit.</summary>
    public double PadX { get; }

    /// <summary>Taken off rows at the beginning: the padding of a fit.</summary>
    public double PadY { get; }

    /// <summary>What columns are divided by for a fit, multiplied by for a stretch.</summary>
    public double ScaleX { get; }

    /// <summary>What rows are divided by for a fit, multiplied by for a stretch.</summary>
    public double ScaleY { get; }

    /// <summary>How boxes are mapped.</summary>
    public static LegacyMapping ForBoxes(in InputGeometry geometry) => new(geometry, geometry.Network, truncates: false);

    /// <summary>How keypoints are mapped.</summary>
    public static LegacyMapping ForKeypoints(in InputGeometry geometry) => new(geometry, geometry.Network, truncates: true);

    /// <summary>How the points of a mask's outline are mapped.</summary>
    /// <param name="geometry">How the network's input was made.</param>
    /// <param name="mask">The size of the mask, whatever of the padding was left in it.</param>
    public static LegacyMapping ForPolygons(in InputGeometry geometry, ImageSize mask) => new(geometry, mask, truncates: true);

    /// <summary>A column in image pixels, neither clipped nor rounded.</summary>
    public double X(double x) => Unshifted(x, PadX, ScaleX) + ShiftX;

    /// <summary>A row in image pixels, neither clipped nor rounded.</summary>
    public double Y(double y) => Unshifted(y, PadY, ScaleY) + ShiftY;

    /// <summary>A column in whole image pixels, inside the crop.</summary>
    public double RoundedX(double x) => Math.Round(Math.Clamp(Unshifted(x, PadX, ScaleX), 0, Width)) + ShiftX;

    /// <summary>A row in whole image pixels, inside the crop.</summary>
    public double RoundedY(double y) => Math.Round(Math.Clamp(Unshifted(y, PadY, ScaleY), 0, Height)) + ShiftY;

    /// <summary>A box in whole image pixels, inside the crop.</summary>
    public Box Box(float x1, float y1, float x2, float y2) => new(RoundedX(x1), RoundedY(y1), RoundedX(x2), RoundedY(y2));

    private double Unshifted(double value, double pad, double scale) => isStretched ? value * scale : (value - pad) / scale;
}

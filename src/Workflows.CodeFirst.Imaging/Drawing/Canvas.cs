using Workflows.CodeFirst.Imaging.Drawing;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Draws on an RGB image, in place. Coordinates are pixels, 0,0 being the top left one; shapes may lie partly or wholly outside of the image.
/// Lines, boxes, circles, polygons and stroke text agree with OpenCV's drawing functions to the pixel.
/// </summary>
/// <param name="image">The image, in <see cref="PixelFormat.Rgb24"/>.</param>
/// <exception cref="ArgumentException">The image has another format.</exception>
public readonly ref struct Canvas(Image image)
{
    private readonly Surface surface = new(image);

    /// <summary>The pixels.</summary>
    internal Surface Surface => surface;

    /// <summary>A straight line; thick ones have round ends.</summary>
    /// <param name="x1">Column of one end.</param>
    /// <param name="y1">Row of one end.</param>
    /// <param name="x2">Column of the other end.</param>
    /// <param name="y2">Row of the other end.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <param name="smooth">Whether to blend the outline with what is below.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767.</exception>
    public void Line(int x1, int y1, int x2, int y2, Rgb color, int thickness = 1, bool smooth = false) =>
        StrokePainter.Line(surface, x1, y1, x2, y2, color, Check(thickness), smooth);

    /// <summary>The outline of a box. Its middle runs through the corners, both of which belong to it.</summary>
    /// <param name="x1">Column of one corner.</param>
    /// <param name="y1">Row of one corner.</param>
    /// <param name="x2">Column of the opposite corner.</param>
    /// <param name="y2">Row of the opposite corner.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767.</exception>
    public void Rectangle(int x1, int y1, int x2, int y2, Rgb color, int thickness = 1)
    {
        ReadOnlySpan<Fixed> corners = [Fixed.At(x1, y1), Fixed.At(x2, y1), Fixed.At(x2, y2), Fixed.At(x1, y2)];
        StrokePainter.Chain(surface, corners, closed: true, color, Check(thickness), smooth: false, whole: true);
    }

    /// <summary>A filled box with both corners.</summary>
    /// <param name="x1">Column of one corner.</param>
    /// <param name="y1">Row of one corner.</param>
    /// <param name="x2">Column of the opposite corner.</param>
    /// <param name="y2">Row of the opposite corner.</param>
    /// <param name="color">The colour.</param>
    public void FillRectangle(int x1, int y1, int x2, int y2, Rgb color)
    {
        int bottom = Math.Min(Math.Max(y1, y2), surface.Height - 1);
        for (int y = Math.Max(Math.Min(y1, y2), 0); y <= bottom; y++)
        {
            surface.Fill(y, Math.Min(x1, x2), Math.Max(x1, x2), color);
        }
    }

    /// <summary>A filled box with round corners.</summary>
    /// <param name="x1">Left column.</param>
    /// <param name="y1">Top row.</param>
    /// <param name="x2">Right column.</param>
    /// <param name="y2">Bottom row.</param>
    /// <param name="radius">The corners' radius in pixels; at most half of the shorter side is used.</param>
    /// <param name="color">The colour.</param>
    public void FillRoundedRectangle(int x1, int y1, int x2, int y2, int radius, Rgb color)
    {
        radius = Math.Max(0, Math.Min(radius, Math.Min(x2 - x1, y2 - y1) / 2));
        FillRectangle(x1 + radius, y1, x2 - radius, y2, color);
        FillRectangle(x1, y1 + radius, x2, y2 - radius, color);
        FillCircle(x1 + radius, y1 + radius, radius, color);
        FillCircle(x2 - radius, y1 + radius, radius, color);
        FillCircle(x1 + radius, y2 - radius, radius, color);
        FillCircle(x2 - radius, y2 - radius, radius, color);
    }

    /// <summary>The outline of a box with round corners.</summary>
    /// <param name="x1">Left column.</param>
    /// <param name="y1">Top row.</param>
    /// <param name="x2">Right column.</param>
    /// <param name="y2">Bottom row.</param>
    /// <param name="radius">The corners' radius in pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767, or the radius is negative.</exception>
    public void RoundedRectangle(int x1, int y1, int x2, int y2, int radius, Rgb color, int thickness = 1)
    {
        Arc(x1 + radius, y1 + radius, radius, radius, 180, 270, color, thickness);
        Line(x1 + radius, y1, x2 - radius, y1, color, thickness);
        Arc(x2 - radius, y1 + radius, radius, radius, 270, 360, color, thickness);
        Line(x2, y1 + radius, x2, y2 - radius, color, thickness);
        Arc(x2 - radius, y2 - radius, radius, radius, 0, 90, color, thickness);
        Line(x1 + radius, y2, x2 - radius, y2, color, thickness);
        Arc(x1 + radius, y2 - radius, radius, radius, 90, 180, color, thickness);
        Line(x1, y1 + radius, x1, y2 - radius, color, thickness);
    }

    /// <summary>A circle.</summary>
    /// <param name="x">Column of the centre.</param>
    /// <param name="y">Row of the centre.</param>
    /// <param name="radius">The radius in pixels; 0 gives one pixel.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767, or the radius is negative.</exception>
    public void Circle(int x, int y, int radius, Rgb color, int thickness = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        if (Check(thickness) > 1)
        {
            Arc(x, y, radius, radius, 0, 360, color, thickness);
        }
        else
        {
            DiscPainter.Outline(surface, Fixed.Clamp(x), Fixed.Clamp(y), Fixed.Clamp(radius), color);
        }
    }

    /// <summary>A filled circle.</summary>
    /// <param name="x">Column of the centre.</param>
    /// <param name="y">Row of the centre.</param>
    /// <param name="radius">The radius in pixels; 0 gives one pixel.</param>
    /// <param name="color">The colour.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative.</exception>
    public void FillCircle(int x, int y, int radius, Rgb color)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        DiscPainter.Fill(surface, Fixed.Clamp(x), Fixed.Clamp(y), Fixed.Clamp(radius), color);
    }

    /// <summary>A part of an ellipse's outline.</summary>
    /// <param name="x">Column of the centre.</param>
    /// <param name="y">Row of the centre.</param>
    /// <param name="radiusX">Half the width in pixels.</param>
    /// <param name="radiusY">Half the height in pixels.</param>
    /// <param name="startAngle">Where the part starts, in degrees clockwise from the right.</param>
    /// <param name="endAngle">Where it ends.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <param name="rotation">By how many degrees the ellipse is turned clockwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767, or a radius is negative.</exception>
    public void Arc(int x, int y, int radiusX, int radiusY, int startAngle, int endAngle, Rgb color, int thickness = 1, int rotation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radiusX);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusY);
        var radii = Fixed.At(radiusX, radiusY);
        ArcPainter.Arc(surface, Fixed.At(x, y), radii.X, radii.Y, rotation, startAngle % 36000, endAngle % 36000, color, Check(thickness), smooth: false);
    }

    /// <summary>Lines from point to point.</summary>
    /// <param name="points">The points in order.</param>
    /// <param name="closed">Whether the last point is joined to the first.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <param name="smooth">Whether to blend the outline with what is below.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767.</exception>
    public void Polyline(ReadOnlySpan<(int X, int Y)> points, bool closed, Rgb color, int thickness = 1, bool smooth = false)
    {
        var corners = new Fixed[points.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = Fixed.At(points[i].X, points[i].Y);
        }

        StrokePainter.Chain(surface, corners, closed, color, Check(thickness), smooth, whole: true);
    }

    /// <summary>A filled polygon of any form; where its outline crosses itself, what an odd number of turns encloses is inside.</summary>
    /// <param name="points">The corners in order.</param>
    /// <param name="color">The colour.</param>
    public void FillPolygon(ReadOnlySpan<(int X, int Y)> points, Rgb color) => PolygonPainter.Fill(surface, points, color);

    /// <summary>Text of plain strokes (Hershey's simplex typeface), ASCII only: every byte of another character's UTF-8 becomes a question mark.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="x">Left column.</param>
    /// <param name="y">Row of the base line.</param>
    /// <param name="scale">The size; 1 makes capitals 21 pixels high.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The strokes' thickness in pixels, 1 or more.</param>
    /// <param name="smooth">Whether to blend the strokes with what is below.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767, or the scale not within 0 to 1000.</exception>
    public void StrokeText(string text, int x, int y, double scale, Rgb color, int thickness = 1, bool smooth = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        Drawing.StrokeText.Draw(surface, text, x, y, CheckScale(scale), color, Check(thickness), smooth);
    }

    /// <summary>The width and height in pixels that <see cref="StrokeText"/> needs, without what reaches below the base line.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="scale">The size.</param>
    /// <param name="thickness">The strokes' thickness in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is not within 1 to 32767, or the scale not within 0 to 1000.</exception>
    public static (int Width, int Height) MeasureStrokeText(string text, double scale, int thickness = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Drawing.StrokeText.Measure(text, CheckScale(scale), Check(thickness));
    }

    /// <summary>Smooth text in a typeface.</summary>
    /// <param name="text">The text, one line; any characters that the typeface has.</param>
    /// <param name="x">Left column; fractions count.</param>
    /// <param name="y">Row of the base line.</param>
    /// <param name="size">The size in pixels: about the distance of lines.</param>
    /// <param name="color">The colour.</param>
    /// <param name="typeface">The typeface; null for the one that comes with this library.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not within 1 to 1000.</exception>
    public void Text(string text, double x, int y, double size, Rgb color, Typeface? typeface = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (size is not (>= 1 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "Text is 1 to 1000 pixels in size.");
        }

        (typeface ?? Typeface.Default).Draw(surface, text, Math.Clamp(x, -1e6, 1e6), Math.Clamp(y, -1_000_000, 1_000_000), size, color);
    }

    private static int Check(int thickness) => thickness is >= 1 and <= StrokePainter.MaxThickness
        ? thickness
        : throw new ArgumentOutOfRangeException(nameof(thickness), thickness, $"A line is 1 to {StrokePainter.MaxThickness} pixels thick.");

    private static double CheckScale(double scale) => scale is >= 0 and <= 1000
        ? scale
        : throw new ArgumentOutOfRangeException(nameof(scale), scale, "Text is scaled by 0 to 1000.");
}

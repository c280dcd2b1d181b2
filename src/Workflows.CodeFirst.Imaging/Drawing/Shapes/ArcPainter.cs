namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Ellipses, circles and parts of their outlines, approximated by polygons with a corner every few degrees.</summary>
internal static class ArcPainter
{
    // Sines of whole degrees with seven places, 0 to 450: the cosine of an angle is the sine of 450 minus it.
    private static readonly float[] Sines = MakeSines();

    /// <summary>A filled ellipse; radii with 16 binary places.</summary>
    public static void FillEllipse(Surface surface, Fixed center, long radiusX, long radiusY, Rgb color, bool smooth)
    {
        Span<Fixed> corners = stackalloc Fixed[76];
        ConvexPainter.Fill(surface, Corners(corners, center, radiusX, radiusY, 0, 0, 360), color, smooth);
    }

    /// <summary>The outline of an ellipse between two angles, in degrees clockwise from the right; radii with 16 binary places.</summary>
    public static void Arc(Surface surface, Fixed center, long radiusX, long radiusY, int rotation, int startAngle, int endAngle, Rgb color, int thickness, bool smooth)
    {
        Span<Fixed> corners = stackalloc Fixed[76];
        StrokePainter.Chain(surface, Corners(corners, center, radiusX, radiusY, rotation, startAngle, endAngle), closed: false, color, thickness, smooth, whole: false);
    }

    private static ReadOnlySpan<Fixed> Corners(Span<Fixed> corners, Fixed center, long radiusX, long radiusY, int rotation, int startAngle, int endAngle)
    {
        int step = Fixed.Round(Math.Max(radiusX, radiusY)) switch { < 3 => 90, < 10 => 30, < 15 => 18, _ => 5 };
        (startAngle, endAngle) = Normalize(startAngle, endAngle);
        rotation = (rotation % 360 + 360) % 360;
        double cos = Sines[450 - rotation], sin = Sines[rotation];

        int count = 0;
        for (int angle = startAngle; angle < endAngle + step; angle += step)
        {
            int at = Math.Min(angle, endAngle);
            at += at < 0 ? 360 : 0;
            double x = (double)radiusX * Sines[450 - at], y = (double)radiusY * Sines[at];
            var corner = new Fixed(RoundTwice(center.X + x * cos - y * sin), RoundTwice(center.Y + x * sin + y * cos));
            if (count == 0 || corner != corners[count - 1])
            {
                corners[count++] = corner;
            }
        }

        if (count == 1)
        {
            corners[0] = corners[1] = center;
            count = 2;
        }

        return corners[..count];
    }

    private static (int Start, int End) Normalize(int start, int end)
    {
        if (start > end)
        {
            (start, end) = (end, start);
        }

        while (start < 0)
        {
            start += 360;
            end += 360;
        }

        while (end > 360)
        {
            start -= 360;
            end -= 360;
        }

        return end - start > 360 ? (0, 360) : (start, end);
    }

    // First to whole pixels, then what is left: the way that keeps to 32 bits.
    private static long RoundTwice(double value)
    {
        long whole = (long)Math.Round(value / Fixed.One) << Fixed.Shift;
        return whole + (long)Math.Round(value - whole);
    }

    private static float[] MakeSines()
    {
        var sines = new float[451];
        for (int degree = 0; degree < sines.Length; degree++)
        {
            sines[degree] = (float)Math.Round(Math.Sin(degree * Math.PI / 180), 7);
        }

        return sines;
    }
}

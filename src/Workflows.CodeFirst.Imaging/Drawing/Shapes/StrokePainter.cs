namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Lines of any thickness, with round ends, and chains of them.</summary>
internal static class StrokePainter
{
    /// <summary>The greatest thickness of a line, in pixels.</summary>
    public const int MaxThickness = 32767;

    [Flags]
    private enum Ends
    {
        Start = 1,
        End = 2,
        Both = Start | End,
    }

    /// <summary>A line between whole pixels.</summary>
    public static void Line(Surface surface, int x1, int y1, int x2, int y2, Rgb color, int thickness, bool smooth) =>
        Line(surface, Fixed.At(x1, y1), Fixed.At(x2, y2), color, thickness, smooth, Ends.Both, whole: true);

    /// <summary>Lines from point to point, and back to the first one when <paramref name="closed"/>.</summary>
    /// <param name="surface">Where to paint.</param>
    /// <param name="points">The points.</param>
    /// <param name="closed">Whether the last point is joined to the first.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">In pixels, 0 and 1 being the same.</param>
    /// <param name="smooth">Whether to blend the outline.</param>
    /// <param name="whole">Whether the points are whole pixels, between which thin lines are drawn by another method.</param>
    public static void Chain(Surface surface, ReadOnlySpan<Fixed> points, bool closed, Rgb color, int thickness, bool smooth, bool whole)
    {
        if (points.IsEmpty)
        {
            return;
        }

        var previous = closed ? points[^1] : points[0];
        var ends = closed ? Ends.End : Ends.Both;
        for (int i = closed ? 0 : 1; i < points.Length; i++)
        {
            Line(surface, previous, points[i], color, thickness, smooth, ends, whole);
            previous = points[i];
            ends = Ends.End;
        }
    }

    private static void Line(Surface surface, Fixed start, Fixed end, Rgb color, int thickness, bool smooth, Ends ends, bool whole)
    {
        if (thickness <= 1)
        {
            Thin(surface, start, end, color, smooth, whole);
            return;
        }

        double dx = (start.X - end.X) * (1.0 / Fixed.One), dy = (end.Y - start.Y) * (1.0 / Fixed.One);
        double length = dx * dx + dy * dy;
        long halfThickness = (long)thickness << (Fixed.Shift - 1);
        if (length > 2.2e-16)
        {
            // Odd thicknesses get half a pixel more, for the row in the middle.
            double scale = (halfThickness + (thickness & 1) * Fixed.One * 0.5) / Math.Sqrt(length);
            long asideX = (long)Math.Round(dy * scale), asideY = (long)Math.Round(dx * scale);
            ReadOnlySpan<Fixed> body =
            [
                new(start.X + asideX, start.Y + asideY),
                new(start.X - asideX, start.Y - asideY),
                new(end.X - asideX, end.Y - asideY),
                new(end.X + asideX, end.Y + asideY),
            ];
            ConvexPainter.Fill(surface, body, color, smooth);
        }

        if (ends.HasFlag(Ends.Start))
        {
            Cap(surface, start, halfThickness, color, smooth);
        }

        Cap(surface, end, halfThickness, color, smooth);
    }

    private static void Thin(Surface surface, Fixed start, Fixed end, Rgb color, bool smooth, bool whole)
    {
        if (smooth)
        {
            SmoothLinePainter.Draw(surface, start, end, color);
        }
        else if (whole)
        {
            LinePainter.Draw(surface, Fixed.Round(start.X), Fixed.Round(start.Y), Fixed.Round(end.X), Fixed.Round(end.Y), color);
        }
        else
        {
            LinePainter.Draw(surface, start, end, color);
        }
    }

    private static void Cap(Surface surface, Fixed center, long radius, Rgb color, bool smooth)
    {
        if (smooth)
        {
            ArcPainter.FillEllipse(surface, center, radius, radius, color, smooth: true);
        }
        else
        {
            DiscPainter.Fill(surface, Fixed.Round(center.X), Fixed.Round(center.Y), Fixed.Round(radius), color);
        }
    }
}

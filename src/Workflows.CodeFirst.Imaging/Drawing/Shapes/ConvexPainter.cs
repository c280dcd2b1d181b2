namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Filled convex polygons: two edges walk down from the topmost corner, one on each side.</summary>
internal static class ConvexPainter
{
    /// <param name="surface">Where to paint.</param>
    /// <param name="corners">The corners in order, in either sense.</param>
    /// <param name="color">The colour.</param>
    /// <param name="smooth">Whether to blend the outline.</param>
    /// <param name="whole">Whether the corners are whole pixels, whose outline is drawn by another method.</param>
    public static void Fill(Surface surface, ReadOnlySpan<Fixed> corners, Rgb color, bool smooth = false, bool whole = false)
    {
        long left = long.MaxValue, right = long.MinValue, top = long.MaxValue, bottom = long.MinValue;
        int first = 0;
        var previous = corners[^1];
        for (int i = 0; i < corners.Length; i++)
        {
            var corner = corners[i];
            if (corner.Y < top)
            {
                (top, first) = (corner.Y, i);
            }

            bottom = Math.Max(bottom, corner.Y);
            left = Math.Min(left, corner.X);
            right = Math.Max(right, corner.X);
            Outline(surface, previous, corner, color, smooth, whole);
            previous = corner;
        }

        int firstRow = Fixed.Round(top), lastRow = Math.Min(Fixed.Round(bottom), surface.Height - 1);
        bool visible = Fixed.Round(right) >= 0 && Fixed.Round(bottom) >= 0 && Fixed.Round(left) < surface.Width && firstRow < surface.Height;
        if (corners.Length < 3 || !visible)
        {
            return;
        }

        // A smooth outline covers its own pixels; only what lies wholly inside of it is filled.
        long roundLeft = smooth ? Fixed.One - 1 : Fixed.Half, roundRight = smooth ? 0 : Fixed.Half;
        var forward = new Edge(first, 1, firstRow);
        var backward = new Edge(first, corners.Length - 1, firstRow);
        int unused = corners.Length;
        for (int y = firstRow, rows; y <= lastRow; y += rows)
        {
            if (!smooth || y < lastRow || y == firstRow)
            {
                forward.Reach(y, corners, ref unused);
                backward.Reach(y, corners, ref unused);
            }

            if (unused < 0)
            {
                break;
            }

            // Above the image, straight on to where something happens.
            rows = y >= 0 ? 1 : Math.Max(1, Math.Min(0, Math.Min(forward.End, backward.End)) - y);
            if (y >= 0)
            {
                (long from, long to) = forward.X > backward.X ? (backward.X, forward.X) : (forward.X, backward.X);
                surface.Fill(y, (int)((from + roundLeft) >> Fixed.Shift), (int)((to + roundRight) >> Fixed.Shift), color);
            }

            forward.X += forward.Step * rows;
            backward.X += backward.Step * rows;
        }
    }

    private static void Outline(Surface surface, Fixed from, Fixed to, Rgb color, bool smooth, bool whole)
    {
        if (smooth)
        {
            SmoothLinePainter.Draw(surface, from, to, color);
        }
        else if (whole)
        {
            LinePainter.Draw(surface, (int)(from.X >> Fixed.Shift), (int)(from.Y >> Fixed.Shift), (int)(to.X >> Fixed.Shift), (int)(to.Y >> Fixed.Shift), color);
        }
        else
        {
            LinePainter.Draw(surface, from, to, color);
        }
    }

    private struct Edge(int corner, int direction, int firstRow)
    {
        private int corner = corner;

        public int End { get; private set; } = firstRow;

        public long X { get; set; } = -Fixed.One;

        public long Step { get; private set; }

        /// <summary>When the edge has ended, goes on to the next one that reaches below row <paramref name="y"/>; every corner is used once by either side.</summary>
        public void Reach(int y, ReadOnlySpan<Fixed> corners, ref int unused)
        {
            if (y < End)
            {
                return;
            }

            int from = corner, to = Next(from, corners.Length);
            while (unused-- > 0)
            {
                int row = Fixed.Round(corners[to].Y);
                if (row > y)
                {
                    X = corners[from].X;
                    Step = ((corners[to].X - X) * 2 + (row - y)) / (2 * (row - y));
                    End = row;
                    corner = to;
                    return;
                }

                from = to;
                to = Next(from, corners.Length);
            }
        }

        private readonly int Next(int index, int count)
        {
            index += direction;
            return index >= count ? index - count : index;
        }
    }
}

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Filled polygons of any form, whole pixels as corners: inside is what an odd number of outlines encloses; outlines belong to the polygon.</summary>
internal static class PolygonPainter
{
    /// <summary>Fills the area of several closed outlines, given one after another.</summary>
    public static void Fill(Surface surface, ReadOnlySpan<(int X, int Y)> points, ReadOnlySpan<int> outlineLengths, Rgb color)
    {
        var edges = new List<Edge>(points.Length);
        foreach (int length in outlineLengths)
        {
            AddEdges(surface, points[..length], color, edges);
            points = points[length..];
        }

        Sweep(surface, edges, color);
    }

    private static void AddEdges(Surface surface, ReadOnlySpan<(int X, int Y)> outline, Rgb color, List<Edge> edges)
    {
        if (outline.IsEmpty)
        {
            return;
        }

        (int x, int y) = (Fixed.Clamp(outline[^1].X), Fixed.Clamp(outline[^1].Y));
        foreach (var point in outline)
        {
            (int previousX, int previousY) = (x, y);
            (x, y) = (Fixed.Clamp(point.X), Fixed.Clamp(point.Y));
            LinePainter.Draw(surface, previousX, previousY, x, y, color);
            if (y != previousY)
            {
                long step = ((long)(x - previousX) << Fixed.Shift) / (y - previousY);
                edges.Add(previousY < y ? new(previousY, y, (long)previousX << Fixed.Shift, step) : new(y, previousY, (long)x << Fixed.Shift, step));
            }
        }
    }

    private static void Sweep(Surface surface, List<Edge> edges, Rgb color)
    {
        if (edges.Count < 2)
        {
            return;
        }

        edges.Sort();
        int lastRow = int.MinValue;
        foreach (var edge in edges)
        {
            lastRow = Math.Max(lastRow, edge.Bottom);
        }

        lastRow = Math.Min(lastRow, surface.Height);
        var active = new List<Edge>();
        int next = 0;
        for (int y = edges[0].Top, rows; y < lastRow; y += rows)
        {
            active.RemoveAll(edge => edge.Bottom == y);
            for (int place = 0; next < edges.Count && edges[next].Top == y; next++)
            {
                while (place < active.Count && active[place].X < edges[next].X)
                {
                    place++;
                }

                active.Insert(place++, edges[next]);
            }

            // Above the image, straight on to where something happens.
            rows = y >= 0 ? 1 : Math.Max(1, NextEvent(active, next < edges.Count ? edges[next].Top : 0) - y);
            for (int i = 0; i + 1 < active.Count; i += 2)
            {
                Edge left = active[i], right = active[i + 1];
                if (y >= 0)
                {
                    (long from, long to) = left.X > right.X ? (right.X, left.X) : (left.X, right.X);
                    surface.Fill(y, (int)((from + Fixed.One - 1) >> Fixed.Shift), (int)(to >> Fixed.Shift), color);
                }

                left.X += left.Step * rows;
                right.X += right.Step * rows;
            }

            SortByX(active);
        }
    }

    private static int NextEvent(List<Edge> active, int nextTop)
    {
        int row = Math.Min(0, nextTop);
        foreach (var edge in active)
        {
            row = Math.Min(row, edge.Bottom);
        }

        return row;
    }

    // Almost sorted already, and equal ones must keep their order.
    private static void SortByX(List<Edge> active)
    {
        for (int i = 1; i < active.Count; i++)
        {
            var edge = active[i];
            int place = i;
            for (; place > 0 && active[place - 1].X > edge.X; place--)
            {
                active[place] = active[place - 1];
            }

            active[place] = edge;
        }
    }

    private sealed class Edge(int top, int bottom, long x, long step) : IComparable<Edge>
    {
        public int Top => top;

        public int Bottom => bottom;

        public long X { get; set; } = x;

        public long Step => step;

        public int CompareTo(Edge? other) => (Top, X, Step).CompareTo((other!.Top, other.X, other.Step));
    }
}

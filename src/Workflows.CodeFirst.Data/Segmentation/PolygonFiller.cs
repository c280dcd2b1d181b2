using System.Buffers;

namespace Workflows.CodeFirst;

/// <summary>
/// Fills a polygon as OpenCV's <c>fillPoly</c> does: even-odd between edges in 16-bit fixed point, and the 8-connected lines between
/// vertices, so that the boundary always belongs to it. Vertices may lie outside.
/// </summary>
internal static class PolygonFiller
{
    private const int FractionBits = 16;
    private const long One = 1L << FractionBits;

    // Beyond this, fixed-point products no longer fit; no image is anywhere near as large.
    private const double Farthest = 1 << 28;

    /// <summary>Vertices as whole pixels: truncated toward zero.</summary>
    public static void Truncate(ReadOnlySpan<ImagePoint> polygon, Span<(int X, int Y)> vertices)
    {
        for (int i = 0; i < polygon.Length; i++)
        {
            vertices[i] = (Truncate(polygon[i].X), Truncate(polygon[i].Y));
        }
    }

    /// <summary>The pixels that the vertices span, inside an image.</summary>
    public static PixelRectangle Bounds(ReadOnlySpan<(int X, int Y)> vertices, ImageSize size)
    {
        int left = int.MaxValue, top = int.MaxValue, right = int.MinValue, bottom = int.MinValue;
        foreach (var (x, y) in vertices)
        {
            left = Math.Min(left, x);
            top = Math.Min(top, y);
            right = Math.Max(right, x);
            bottom = Math.Max(bottom, y);
        }

        return vertices.IsEmpty ? default : new PixelRectangle(left, top, right - left + 1, bottom - top + 1).Intersect(new(0, 0, size.Width, size.Height));
    }

    /// <summary>Fills a polygon of an image into the bits of a region that holds all of it.</summary>
    public static void Fill(ReadOnlySpan<(int X, int Y)> vertices, ImageSize size, PixelRectangle region, BitPlane bits)
    {
        if (vertices.IsEmpty || region.IsEmpty)
        {
            return;
        }

        Edge[] edges = ArrayPool<Edge>.Shared.Rent(vertices.Length);
        int count = 0;
        var previous = vertices[^1];
        foreach (var vertex in vertices)
        {
            Line(previous, vertex, size, region, bits);
            if (previous.Y != vertex.Y)
            {
                edges[count++] = Edge.Between(previous, vertex);
            }

            previous = vertex;
        }

        FillBetween(edges.AsSpan(0, count), region, bits);
        ArrayPool<Edge>.Shared.Return(edges);
    }

    private static int Truncate(double value) => double.IsNaN(value) ? 0 : (int)Math.Clamp(value, -Farthest, Farthest);

    private static void FillBetween(Span<Edge> edges, PixelRectangle region, BitPlane bits)
    {
        edges.Sort(static (a, b) => a.Top != b.Top ? a.Top.CompareTo(b.Top) : a.X != b.X ? a.X.CompareTo(b.X) : a.Step.CompareTo(b.Step));
        int waiting = 0, active = 0;
        int firstRow = edges.IsEmpty ? region.Bottom : Math.Max(region.Y, edges[0].Top);
        for (int y = firstRow; y < region.Bottom; y++)
        {
            // Active edges stay in front of the waiting ones; finished ones are overwritten.
            int kept = 0;
            for (int i = 0; i < active; i++)
            {
                if (edges[i].Bottom > y)
                {
                    edges[kept++] = edges[i];
                }
            }

            active = kept;
            for (; waiting < edges.Length && edges[waiting].Top <= y; waiting++)
            {
                if (edges[waiting].Bottom > y)
                {
                    edges[active++] = edges[waiting].At(y);
                }
            }

            SortByX(edges[..active]);
            for (int i = 0; i + 1 < active; i += 2)
            {
                int start = (int)((edges[i].X + One - 1) >> FractionBits), end = (int)(edges[i + 1].X >> FractionBits);
                bits.Fill(Math.Max(start, region.X) - region.X, Math.Min(end + 1, region.Right) - region.X, y - region.Y);
            }

            for (int i = 0; i < active; i++)
            {
                edges[i].X += edges[i].Step;
            }

            if (active == 0 && waiting == edges.Length)
            {
                return;
            }
        }
    }

    // Few edges, nearly sorted from the row before.
    private static void SortByX(Span<Edge> edges)
    {
        for (int i = 1; i < edges.Length; i++)
        {
            var edge = edges[i];
            int at = i;
            for (; at > 0 && edges[at - 1].X > edge.X; at--)
            {
                edges[at] = edges[at - 1];
            }

            edges[at] = edge;
        }
    }

    /// <summary>A line of 8-connected pixels (Bresenham), from left to right, clipped to the image before it is walked.</summary>
    private static void Line((int X, int Y) from, (int X, int Y) to, ImageSize size, PixelRectangle region, BitPlane bits)
    {
        long x1 = from.X, y1 = from.Y, x2 = to.X, y2 = to.Y;
        if (!Clip(size, ref x1, ref y1, ref x2, ref y2))
        {
            return;
        }

        if (x2 < x1)
        {
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        }

        long width = x2 - x1, height = Math.Abs(y2 - y1);
        int stepY = y2 < y1 ? -1 : 1;
        bool isSteep = height > width;
        long major = Math.Max(width, height), minor = Math.Min(width, height);
        long error = major - 2 * minor;
        long x = x1 - region.X, y = y1 - region.Y;
        for (long i = 0; i <= major; i++)
        {
            bits.Set((int)x, (int)y);
            bool both = error < 0;
            error += both ? 2 * (major - minor) : -2 * minor;
            x += isSteep ? both ? 1 : 0 : 1;
            y += isSteep || both ? stepY : 0;
        }
    }

    /// <summary>Cohen-Sutherland with the truncations of OpenCV's <c>clipLine</c>.</summary>
    private static bool Clip(ImageSize size, ref long x1, ref long y1, ref long x2, ref long y2)
    {
        long right = size.Width - 1, bottom = size.Height - 1;
        int code1 = Code(x1, y1, right, bottom), code2 = Code(x2, y2, right, bottom);
        if ((code1 & code2) == 0 && (code1 | code2) != 0)
        {
            if ((code1 & 12) != 0)
            {
                long edge = code1 < 8 ? 0 : bottom;
                x1 += (long)((double)(edge - y1) * (x2 - x1) / (y2 - y1));
                y1 = edge;
                code1 = Code(x1, y1, right, bottom);
            }

            if ((code2 & 12) != 0)
            {
                long edge = code2 < 8 ? 0 : bottom;
                x2 += (long)((double)(edge - y2) * (x2 - x1) / (y2 - y1));
                y2 = edge;
                code2 = Code(x2, y2, right, bottom);
            }

            if ((code1 & code2) == 0 && (code1 | code2) != 0)
            {
                if (code1 != 0)
                {
                    long edge = code1 == 1 ? 0 : right;
                    y1 += (long)((double)(edge - x1) * (y2 - y1) / (x2 - x1));
                    x1 = edge;
                    code1 = 0;
                }

                if (code2 != 0)
                {
                    long edge = code2 == 1 ? 0 : right;
                    y2 += (long)((double)(edge - x2) * (y2 - y1) / (x2 - x1));
                    x2 = edge;
                    code2 = 0;
                }
            }
        }

        return (code1 | code2) == 0;
    }

    private static int Code(long x, long y, long right, long bottom) =>
        (x < 0 ? 1 : 0) + (x > right ? 2 : 0) + (y < 0 ? 4 : 0) + (y > bottom ? 8 : 0);

    /// <summary>A side of the polygon: its column in the current row in fixed point, and how it changes from row to row.</summary>
    private struct Edge
    {
        public int Top;
        public int Bottom;
        public long X;
        public long Step;

        public static Edge Between((int X, int Y) a, (int X, int Y) b)
        {
            var (upper, lower) = a.Y < b.Y ? (a, b) : (b, a);
            return new()
            {
                Top = upper.Y,
                Bottom = lower.Y,
                X = (long)upper.X << FractionBits,
                Step = (((long)b.X << FractionBits) - ((long)a.X << FractionBits)) / (b.Y - a.Y),
            };
        }

        public readonly Edge At(int y) => this with { X = X + (y - Top) * Step };
    }
}

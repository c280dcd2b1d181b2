namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>A glyph's contours: points on them, and points between which a quadratic curve bends towards.</summary>
internal sealed class GlyphOutline
{
    private readonly List<(float X, float Y, bool OnCurve)> points = [];
    private readonly List<int> ends = [];

    public bool IsEmpty => points.Count == 0;

    public float Left { get; private set; } = float.MaxValue;

    public float Right { get; private set; } = float.MinValue;

    public float Bottom { get; private set; } = float.MaxValue;

    public float Top { get; private set; } = float.MinValue;

    public void Add(float x, float y, bool onCurve, bool ends)
    {
        points.Add((x, y, onCurve));
        Left = Math.Min(Left, x);
        Right = Math.Max(Right, x);
        Bottom = Math.Min(Bottom, y);
        Top = Math.Max(Top, y);
        if (ends)
        {
            this.ends.Add(points.Count);
        }
    }

    /// <summary>Adds the contours to a raster: font units times <paramref name="scale"/>, y turned downwards, moved by the offsets.</summary>
    public void Rasterize(CoverageRaster raster, float scale, float offsetX, float offsetY)
    {
        int first = 0;
        foreach (int end in ends)
        {
            Contour(raster, first, end - first, scale, offsetX, offsetY);
            first = end;
        }
    }

    private void Contour(CoverageRaster raster, int first, int count, float scale, float offsetX, float offsetY)
    {
        // Between two points off the curve lies, unsaid, one on it half way.
        var before = At(count - 1);
        var start = At(0);
        var pen = start.OnCurve ? start : before.OnCurve ? before : Middle(before, start);
        for (int i = start.OnCurve ? 1 : 0, steps = count; steps > 0; i++, steps--)
        {
            var point = At(i % count);
            if (point.OnCurve)
            {
                raster.Line(pen.X, pen.Y, point.X, point.Y);
                pen = point;
                continue;
            }

            var next = At((i + 1) % count);
            var end = next.OnCurve ? next : Middle(point, next);
            Curve(raster, pen, point, end);
            pen = end;
            if (next.OnCurve)
            {
                i++;
                steps--;
            }
        }

        (float X, float Y, bool OnCurve) At(int index)
        {
            var (x, y, onCurve) = points[first + index];
            return (x * scale + offsetX, offsetY - y * scale, onCurve);
        }
    }

    private static void Curve(CoverageRaster raster, (float X, float Y, bool OnCurve) from, (float X, float Y, bool OnCurve) bend, (float X, float Y, bool OnCurve) to)
    {
        // The farther the bend from the straight line, the more pieces: each stays within about a tenth of a pixel.
        float dx = from.X - 2 * bend.X + to.X, dy = from.Y - 2 * bend.Y + to.Y;
        int pieces = Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(MathF.Sqrt(dx * dx + dy * dy) * 2.5f)), 1, 32);
        float x = from.X, y = from.Y;
        for (int i = 1; i <= pieces; i++)
        {
            float t = (float)i / pieces, u = 1 - t;
            float nextX = u * u * from.X + 2 * u * t * bend.X + t * t * to.X;
            float nextY = u * u * from.Y + 2 * u * t * bend.Y + t * t * to.Y;
            raster.Line(x, y, nextX, nextY);
            (x, y) = (nextX, nextY);
        }
    }

    private static (float X, float Y, bool OnCurve) Middle((float X, float Y, bool OnCurve) a, (float X, float Y, bool OnCurve) b) =>
        ((a.X + b.X) / 2, (a.Y + b.Y) / 2, true);
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// The area that two polygons share. Each is a sum of triangles with a common corner, some of them negative; the shared area is the sum of
/// what pairs of triangles share, which clipping one by the other (Sutherland and Hodgman) finds.
/// </summary>
internal static class PolygonIntersection
{
    /// <summary>The shared area of two polygons whose sides do not cross, convex or not.</summary>
    public static double Area(ReadOnlySpan<ImagePoint> a, ReadOnlySpan<ImagePoint> b)
    {
        double area = 0;
        Span<ImagePoint> first = stackalloc ImagePoint[3], second = stackalloc ImagePoint[3];
        for (int i = 1; i + 1 < a.Length; i++)
        {
            double signA = Triangle(a, i, first);
            for (int j = 1; j + 1 < b.Length && signA != 0; j++)
            {
                double signB = Triangle(b, j, second);
                if (signB != 0 && AreNear(first, second))
                {
                    area += signA * signB * SharedByTriangles(first, second);
                }
            }
        }

        return Math.Abs(area);
    }

    /// <summary>A triangle of the fan, counter-clockwise; its sign in the sum.</summary>
    private static double Triangle(ReadOnlySpan<ImagePoint> polygon, int index, Span<ImagePoint> triangle)
    {
        (triangle[0], triangle[1], triangle[2]) = (polygon[0], polygon[index], polygon[index + 1]);
        double area = PolygonMeasures.TwiceSignedArea(triangle);
        if (area < 0)
        {
            (triangle[1], triangle[2]) = (triangle[2], triangle[1]);
        }

        return Math.Sign(area);
    }

    private static bool AreNear(ReadOnlySpan<ImagePoint> a, ReadOnlySpan<ImagePoint> b)
    {
        Box left = PolygonMeasures.Bounds(a), right = PolygonMeasures.Bounds(b);
        return left.X1 < right.X2 && right.X1 < left.X2 && left.Y1 < right.Y2 && right.Y1 < left.Y2;
    }

    private static double SharedByTriangles(ReadOnlySpan<ImagePoint> subject, ReadOnlySpan<ImagePoint> clip)
    {
        // Each side of the clipping triangle adds one corner at most.
        Span<ImagePoint> corners = stackalloc ImagePoint[6], clipped = stackalloc ImagePoint[6];
        subject.CopyTo(corners);
        int count = subject.Length;
        for (int side = 0; side < clip.Length && count > 0; side++)
        {
            count = ClipBySide(corners[..count], clip[side], clip[(side + 1) % clip.Length], clipped);
            clipped[..count].CopyTo(corners);
        }

        return PolygonMeasures.Area(corners[..count]);
    }

    private static int ClipBySide(ReadOnlySpan<ImagePoint> corners, ImagePoint from, ImagePoint to, Span<ImagePoint> clipped)
    {
        int count = 0;
        var previous = corners[^1];
        double before = Side(from, to, previous);
        foreach (var corner in corners)
        {
            double now = Side(from, to, corner);
            if (before * now < 0)
            {
                double share = before / (before - now);
                clipped[count++] = new(previous.X + share * (corner.X - previous.X), previous.Y + share * (corner.Y - previous.Y));
            }

            if (now >= 0)
            {
                clipped[count++] = corner;
            }

            (previous, before) = (corner, now);
        }

        return count;
    }

    private static double Side(ImagePoint from, ImagePoint to, ImagePoint point) => (to.X - from.X) * (point.Y - from.Y) - (to.Y - from.Y) * (point.X - from.X);
}

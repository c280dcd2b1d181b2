namespace Workflows.CodeFirst.Imaging;

/// <summary>Leaves out corners of a closed polygon that lie near the line between others: OpenCV's <c>approxPolyDP</c> (Douglas and Peucker).</summary>
internal static class PolygonSimplification
{
    // How often the point farthest from the last farthest is looked for.
    private const int FarthestRounds = 3;

    /// <summary>The corners that remain.</summary>
    /// <param name="polygon">The corners.</param>
    /// <param name="tolerance">How far the outline may move.</param>
    public static List<ImagePoint> Simplify(ReadOnlySpan<ImagePoint> polygon, double tolerance)
    {
        var kept = new List<ImagePoint>();
        if (polygon.IsEmpty)
        {
            return kept;
        }

        double limit = tolerance * tolerance;
        var (first, second, isPoint) = Farthest(polygon, limit);
        if (isPoint)
        {
            kept.Add(polygon[first]);
            return kept;
        }

        var open = new Stack<(int Start, int End)>();
        open.Push((second, first));
        open.Push((first, second));
        while (open.TryPop(out var part))
        {
            if (Middle(polygon, part.Start, part.End, limit) is >= 0 and var middle)
            {
                open.Push((middle, part.End));
                open.Push((part.Start, middle));
            }
            else
            {
                kept.Add(polygon[part.Start]);
            }
        }

        DropStraight(kept, limit);
        return kept;
    }

    /// <summary>Two points that are about as far from each other as any.</summary>
    private static (int First, int Second, bool IsPoint) Farthest(ReadOnlySpan<ImagePoint> polygon, double limit)
    {
        int start = 0, farthest = 0;
        bool isPoint = false;
        for (int round = 0; round < FarthestRounds; round++)
        {
            start = (start + farthest) % polygon.Length;
            double most = 0;
            for (int i = 1; i < polygon.Length; i++)
            {
                var point = polygon[(start + i) % polygon.Length];
                double dx = point.X - polygon[start].X, dy = point.Y - polygon[start].Y, distance = dx * dx + dy * dy;
                if (distance > most)
                {
                    (most, farthest) = (distance, i);
                }
            }

            isPoint = most <= limit;
        }

        return (start, (start + farthest) % polygon.Length, isPoint);
    }

    /// <summary>The point between two others that is farthest from their line, when it is too far; otherwise -1.</summary>
    private static int Middle(ReadOnlySpan<ImagePoint> polygon, int start, int end, double limit)
    {
        var from = polygon[start];
        double dx = polygon[end].X - from.X, dy = polygon[end].Y - from.Y, most = 0;
        int middle = -1;
        for (int i = (start + 1) % polygon.Length; i != end; i = (i + 1) % polygon.Length)
        {
            double distance = Math.Abs((polygon[i].Y - from.Y) * dx - (polygon[i].X - from.X) * dy);
            if (distance > most)
            {
                (most, middle) = (distance, i);
            }
        }

        return most * most > limit * (dx * dx + dy * dy) ? middle : -1;
    }

    /// <summary>Drops corners at which the outline goes almost straight on.</summary>
    private static void DropStraight(List<ImagePoint> corners, double limit)
    {
        int count = corners.Count, left = count;
        int write = 0, read = 1 % count;
        var start = corners[^1];
        var point = corners[0];
        for (int i = 0; i < count && left > 2; i++)
        {
            var end = corners[read];
            read = (read + 1) % count;
            double dx = end.X - start.X, dy = end.Y - start.Y;
            double distance = Math.Abs((point.X - start.X) * dy - (point.Y - start.Y) * dx);
            double forward = (point.X - start.X) * (end.X - point.X) + (point.Y - start.Y) * (end.Y - point.Y);
            bool isStraight = distance * distance <= 0.5 * limit * (dx * dx + dy * dy) && dx != 0 && dy != 0 && forward >= 0;
            start = isStraight ? end : point;
            corners[write] = start;
            write = (write + 1) % count;
            if (isStraight)
            {
                left--;
                i++;
                point = corners[read];
                read = (read + 1) % count;
            }
            else
            {
                point = end;
            }
        }

        corners.RemoveRange(left, count - left);
    }
}

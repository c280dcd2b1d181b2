namespace Workflows.CodeFirst.Imaging;

/// <summary>The convex hull of points, with the points and the start of OpenCV's <c>convexHull</c> (Sklansky's algorithm on four chains).</summary>
internal static class ConvexHull
{
    /// <summary>The hull's corners.</summary>
    /// <param name="points">Points with whole coordinates.</param>
    /// <param name="clockwise">The direction, with y growing upwards as OpenCV says it: <see langword="true"/> runs counter-clockwise on the screen.</param>
    public static ImagePoint[] Of(ReadOnlySpan<ImagePoint> points, bool clockwise)
    {
        if (points.IsEmpty)
        {
            return [];
        }

        var sorted = new Indexed[points.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = new((long)points[i].X, (long)points[i].Y, i);
        }

        Array.Sort(sorted, static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.Index.CompareTo(b.Index));
        int[] hull = sorted[0].IsAt(sorted[^1]) ? [sorted[0].Index] : Chains(sorted, clockwise);
        Turn(hull);
        var corners = new ImagePoint[hull.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = points[hull[i]];
        }

        return corners;
    }

    private static int[] Chains(Indexed[] sorted, bool clockwise)
    {
        int last = sorted.Length - 1, lowest = 0, highest = 0;
        for (int i = 1; i <= last; i++)
        {
            lowest = sorted[lowest].Y > sorted[i].Y ? i : lowest;
            highest = sorted[highest].Y < sorted[i].Y ? i : highest;
        }

        var hull = new List<int>();
        var (topLeft, topRight) = (Chain(sorted, 0, highest, -1, 1), Chain(sorted, last, highest, -1, -1));
        (topLeft, topRight) = clockwise ? (topLeft, topRight) : (topRight, topLeft);
        Gather(topLeft, topRight);
        int stop = topRight.Count > 2 ? topRight[1] : topLeft.Count > 2 ? topLeft[^2] : -1;

        var (bottomLeft, bottomRight) = (Chain(sorted, 0, lowest, 1, -1), Chain(sorted, last, lowest, 1, 1));
        (bottomLeft, bottomRight) = clockwise ? (bottomRight, bottomLeft) : (bottomLeft, bottomRight);
        if (stop >= 0)
        {
            int check = bottomLeft.Count > 2 ? bottomLeft[1] : bottomLeft.Count + bottomRight.Count > 2 ? bottomRight[2 - bottomLeft.Count] : -1;
            if (check == stop || (check >= 0 && sorted[check].IsAt(sorted[stop])))
            {
                // All points lie on one line: the lower half repeats the upper one.
                bottomLeft = bottomLeft.GetRange(0, Math.Min(bottomLeft.Count, 2));
                bottomRight = bottomRight.GetRange(0, Math.Min(bottomRight.Count, 2));
            }
        }

        Gather(bottomLeft, bottomRight);
        return [.. hull];

        void Gather(List<int> left, List<int> right)
        {
            for (int i = 0; i < left.Count - 1; i++)
            {
                hull.Add(sorted[left[i]].Index);
            }

            for (int i = right.Count - 1; i > 0; i--)
            {
                hull.Add(sorted[right[i]].Index);
            }
        }
    }

    /// <summary>One of the four chains of the hull, as positions among the sorted points.</summary>
    private static List<int> Chain(Indexed[] points, int start, int end, int ignoredRise, int turn)
    {
        int step = end > start ? 1 : -1;
        if (start == end || points[start].IsAt(points[end]))
        {
            return [start];
        }

        int previous = start, current = start + step, next = current + step;
        var stack = new List<int> { previous, current, next };
        end += step;
        while (next != end)
        {
            long rise = points[next].Y - points[current].Y;
            if (Math.Sign(rise) == ignoredRise)
            {
                next += step;
                stack[^1] = next;
                continue;
            }

            long ax = points[current].X - points[previous].X, ay = points[current].Y - points[previous].Y, bx = points[next].X - points[current].X;
            if (Math.Sign(ay * bx - ax * rise) == turn && (ax != 0 || ay != 0))
            {
                (previous, current) = (current, next);
                next += step;
                stack.Add(next);
            }
            else if (previous == start)
            {
                current = next;
                next += step;
                (stack[1], stack[2]) = (current, next);
            }
            else
            {
                stack[^2] = next;
                current = previous;
                previous = stack[^4];
                stack.RemoveAt(stack.Count - 1);
            }
        }

        stack.RemoveAt(stack.Count - 1);
        return stack;
    }

    /// <summary>Starts the hull so that the positions of its points ascend or descend, where a start can make them.</summary>
    private static void Turn(int[] hull)
    {
        if (hull.Length < 3)
        {
            return;
        }

        int least = 0, most = 0, rises = 0;
        for (int i = 1; i < hull.Length; i++)
        {
            rises += hull[i - 1] < hull[i] ? 1 : 0;
            if (rises > 1 && rises <= i - 2)
            {
                break;
            }

            least = hull[i] < hull[least] ? i : least;
            most = hull[i] > hull[most] ? i : most;
        }

        int distance = Math.Abs(most - least);
        if ((distance != 1 && distance != hull.Length - 1) || (rises > 1 && rises < hull.Length - 2))
        {
            return;
        }

        bool ascends = (most + 1) % hull.Length == least;
        int start = ascends ? least : most;
        var turned = new int[hull.Length];
        for (int i = 0; i < turned.Length; i++)
        {
            turned[i] = hull[(start + i) % hull.Length];
            if (i > 0 && ascends != turned[i - 1] < turned[i])
            {
                return;
            }
        }

        turned.CopyTo(hull, 0);
    }

    private readonly record struct Indexed(long X, long Y, int Index)
    {
        public bool IsAt(Indexed other) => X == other.X && Y == other.Y;
    }
}

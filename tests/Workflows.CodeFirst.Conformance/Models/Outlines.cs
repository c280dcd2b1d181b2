using System.Collections.Immutable;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>How far apart two outlines are.</summary>
internal static class Outlines
{
    /// <summary>
    /// The Hausdorff distance: how far the corner of either outline that is farthest from the other one is from it. Infinite when only one
    /// has points.
    /// </summary>
    public static double Distance(ImmutableArray<ImagePoint> a, ImmutableArray<ImagePoint> b) =>
        a.IsEmpty && b.IsEmpty ? 0 : a.IsEmpty || b.IsEmpty ? double.PositiveInfinity : Math.Max(Farthest(a, b), Farthest(b, a));

    private static double Farthest(ImmutableArray<ImagePoint> corners, ImmutableArray<ImagePoint> outline)
    {
        double farthest = 0;
        foreach (var corner in corners)
        {
            double nearest = double.PositiveInfinity;
            var previous = outline[^1];
            foreach (var point in outline)
            {
                nearest = Math.Min(nearest, SquaredDistance(corner, previous, point));
                previous = point;
            }

            farthest = Math.Max(farthest, nearest);
        }

        return Math.Sqrt(farthest);
    }

    private static double SquaredDistance(ImagePoint point, ImagePoint from, ImagePoint to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / length, 0, 1);
        double x = from.X + along * dx - point.X, y = from.Y + along * dy - point.Y;
        return x * x + y * y;
    }
}

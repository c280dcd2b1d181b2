using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Finds a polygon with few corners that is much like an outline.</summary>
internal static class ZoneFinder
{
    private const int MostSteps = 1000;
    private const double LeastTolerance = 1e-7;

    /// <summary>The polygon; its number of corners is the wanted one where that is possible.</summary>
    public static List<ImagePoint> Find(ReadOnlySpan<ImagePoint> outline, in DynamicZoneV1.Arguments arguments)
    {
        var zone = Simplify(outline, arguments.RequiredNumberOfVertices);
        return arguments.ApplyLeastSquares ? FitSides(outline, zone, arguments.MidpointFraction) : zone;
    }

    /// <summary>Simplifies the hull, halving the range of tolerances until the number of corners is right.</summary>
    private static List<ImagePoint> Simplify(ReadOnlySpan<ImagePoint> outline, long count)
    {
        var hull = ConvexHull.Of(outline, clockwise: true);
        double least = LeastTolerance, most = PolygonMeasures.Perimeter(hull), tolerance = least + most / 2;
        var zone = PolygonSimplification.Simplify(hull, tolerance);
        for (int step = 0; step < MostSteps && zone.Count != count; step++)
        {
            (least, most) = zone.Count > count ? (tolerance, most) : (least, tolerance);
            double next = least + (most - least) / 2;
            if (next == tolerance)
            {
                break;
            }

            tolerance = next;
            zone = PolygonSimplification.Simplify(hull, tolerance);
        }

        return zone;
    }

    /// <summary>Puts a line through the points of the outline along each side; the new corners are where neighbouring lines cross.</summary>
    private static List<ImagePoint> FitSides(ReadOnlySpan<ImagePoint> outline, List<ImagePoint> zone, double share)
    {
        var lines = new (double Slope, double Start)?[zone.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = Fit(Middle(Between(outline, zone[i == 0 ? zone.Count - 1 : i - 1], zone[i]), share));
        }

        var corners = new List<ImagePoint>(lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            corners.Add(Cross(lines[i], lines[(i + 1) % lines.Length])
                ?? throw new ArgumentException("The sides of a zone are parallel, so that least squares find no corners; switch 'apply_least_squares' off."));
        }

        return corners;
    }

    private static List<ImagePoint> Between(ReadOnlySpan<ImagePoint> outline, ImagePoint from, ImagePoint to)
    {
        int start = Nearest(outline, from), end = Nearest(outline, to);
        var points = new List<ImagePoint>();
        points.AddRange(start <= end ? outline[start..(end + 1)] : outline[start..]);
        if (start > end)
        {
            points.AddRange(outline[..(end + 1)]);
        }

        return points;
    }

    private static int Nearest(ReadOnlySpan<ImagePoint> outline, ImagePoint point)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < outline.Length; i++)
        {
            double dx = outline[i].X - point.X, dy = outline[i].Y - point.Y;
            if (dx * dx + dy * dy < least)
            {
                (least, nearest) = (dx * dx + dy * dy, i);
            }
        }

        return nearest;
    }

    private static List<ImagePoint> Middle(List<ImagePoint> points, double share)
    {
        int count = (int)Math.Round(points.Count * share);
        if (share >= 1 || count <= 2)
        {
            return points;
        }

        int dropped = (points.Count - count) / 2;
        return points.GetRange(dropped, points.Count - 2 * dropped);
    }

    /// <summary>The line of least squares; of those through points above each other, the one with the smallest numbers.</summary>
    private static (double Slope, double Start)? Fit(List<ImagePoint> points)
    {
        if (points.Count < 2)
        {
            return null;
        }

        double meanX = points.Average(static point => point.X), meanY = points.Average(static point => point.Y), spread = 0, common = 0;
        foreach (var (x, y) in points)
        {
            spread += (x - meanX) * (x - meanX);
            common += (x - meanX) * (y - meanY);
        }

        return spread > 0
            ? (common / spread, meanY - common / spread * meanX)
            : (meanX * meanY / (meanX * meanX + 1), meanY / (meanX * meanX + 1));
    }

    private static ImagePoint? Cross((double Slope, double Start)? first, (double Slope, double Start)? second)
    {
        const double Relative = 1e-5, Absolute = 1e-8;
        if (first is not var (a, b) || second is not var (c, d) || Math.Abs(a - c) <= Absolute + Relative * Math.Abs(c))
        {
            return null;
        }

        double x = (d - b) / (a - c);
        return new ImagePoint(Math.Round(x), Math.Round(a * x + b));
    }
}

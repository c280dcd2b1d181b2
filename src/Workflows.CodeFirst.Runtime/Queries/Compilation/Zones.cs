using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Whether points lie in polygons.</summary>
internal static class Zones
{
    private const int FewestCorners = 3;

    /// <summary>Whether a point lies inside of a polygon and not on its boundary. Crossing sides count as they do for a ray from the point.</summary>
    /// <param name="point">The point as [x, y].</param>
    /// <param name="zone">The corners as [[x, y], ...].</param>
    /// <exception cref="PythonException">The values are no point and no polygon.</exception>
    public static bool Contains(object? point, object? zone)
    {
        var at = Point(point);
        var corners = new List<(double X, double Y)>();
        foreach (object? corner in PythonSequences.Elements(zone))
        {
            corners.Add(Point(corner));
        }

        return corners.Count >= FewestCorners
            ? IsInside(at, corners)
            : throw PythonException.Value($"a zone needs {FewestCorners} points or more, but has {corners.Count}");
    }

    private static (double X, double Y) Point(object? value) => (Coordinate(value, 0), Coordinate(value, 1));

    private static double Coordinate(object? point, long index)
    {
        object? coordinate = PythonSequences.Item(point, index);
        return PythonNumber.TryGet(coordinate, out var number)
            ? number.ToDouble()
            : throw PythonException.Type($"a point is two numbers, but this has {PythonValues.Describe(coordinate)} there");
    }

    private static bool IsInside((double X, double Y) point, List<(double X, double Y)> corners)
    {
        bool isInside = false;
        var from = corners[^1];
        foreach (var to in corners)
        {
            double side = Side(from, to, point);
            if (side == 0 && IsBetween(from.X, to.X, point.X) && IsBetween(from.Y, to.Y, point.Y))
            {
                return false;
            }

            if (from.Y > point.Y != to.Y > point.Y && side > 0 == to.Y > from.Y)
            {
                isInside = !isInside;
            }

            from = to;
        }

        return isInside;
    }

    /// <summary>On which side of a line a point lies; 0 on the line. The products' rounding errors are taken into account.</summary>
    private static double Side((double X, double Y) from, (double X, double Y) to, (double X, double Y) point)
    {
        double a = to.X - from.X, b = point.Y - from.Y, c = to.Y - from.Y, d = point.X - from.X;
        double product = c * d;
        double error = Math.FusedMultiplyAdd(-c, d, product);
        return Math.FusedMultiplyAdd(a, b, -product) + error;
    }

    private static bool IsBetween(double from, double to, double value) => value >= Math.Min(from, to) && value <= Math.Max(from, to);
}

using System.Collections;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Polygons as detections carry them in a column of data: lists of pairs of numbers.</summary>
internal static class PolygonColumn
{
    /// <summary>The polygon moved by a number of pixels; null stays null.</summary>
    public static object? Move(object? polygon, double x, double y) => polygon is IList points
        ? points.Cast<object?>().Select(point => MovePoint(point, x, y)).ToArray()
        : polygon;

    private static object?[] MovePoint(object? point, double x, double y) =>
        point is IList { Count: 2 } pair
            ? [Add(pair[0], x), Add(pair[1], y)]
            : throw new InvalidOperationException($"A point of a polygon is {ValueNames.Describe(point)} instead of two numbers.");

    // Whole numbers stay whole.
    private static object? Add(object? coordinate, double offset) => coordinate is long whole && Math.Floor(offset) == offset
        ? whole + (long)offset
        : ValueConversion.TryConvert<double>(coordinate, out double number) ? number + offset : coordinate;
}

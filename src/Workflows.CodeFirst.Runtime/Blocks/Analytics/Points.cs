using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Reads points that come as lists of two numbers.</summary>
internal static class Points
{
    /// <summary>The points of a line, a path or a polygon.</summary>
    /// <param name="value">The list.</param>
    /// <param name="property">What the property is called, for messages.</param>
    /// <param name="fewest">The fewest points that are enough.</param>
    /// <param name="most">The most points.</param>
    /// <exception cref="ArgumentException">The value is something else.</exception>
    public static ImmutableArray<ImagePoint> Read(object? value, string property, int fewest, int most = int.MaxValue)
    {
        if (AsList(value) is not { } list || list.Count < fewest || list.Count > most)
        {
            string count = fewest == most ? $"{fewest}" : $"{fewest} or more";
            throw new ArgumentException($"The property {property} has to be a list of {count} points, but is {ValueNames.Describe(value)}.");
        }

        var points = ImmutableArray.CreateBuilder<ImagePoint>(list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            if (AsList(list[i]) is not { Count: 2 } pair)
            {
                throw new ArgumentException($"Point {i} of {property} has to be a list of two numbers, but is {ValueNames.Describe(list[i])}.");
            }

            points.Add(new(Coordinate(pair[0], property, i), Coordinate(pair[1], property, i)));
        }

        return points.MoveToImmutable();
    }

    /// <summary>A value as a list; null when it is none.</summary>
    public static IReadOnlyList<object?>? AsList(object? value) => value switch
    {
        ArrayValue array => array.ToList() as IReadOnlyList<object?>,
        IReadOnlyList<object?> list => list,
        _ => null,
    };

    private static double Coordinate(object? value, string property, int point) =>
        value is not string && PythonNumber.TryGet(PythonValues.Normalize(value), out var number) && double.IsFinite(number.ToDouble())
            ? number.ToDouble()
            : throw new ArgumentException($"Point {point} of {property} has {ValueNames.Describe(value)} as a coordinate, but it has to be a number.");
}

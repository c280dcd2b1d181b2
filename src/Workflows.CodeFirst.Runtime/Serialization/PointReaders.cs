using System.Collections;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads points, zones, points with a label, and colours.</summary>
internal static class PointReaders
{
    private const int FewestZonePoints = 3;
    private const int Channels = 3;

    /// <exception cref="UnreadableValueException">The value is not of the kind.</exception>
    public static object Read(string kind, object value) => kind switch
    {
        "point" => Point(value) ?? throw KindReaders.Wrong("a point as [x, y]", value),
        "zone" => value is IList { Count: >= FewestZonePoints } zone && zone.Cast<object?>().All(point => point is IList { Count: 2 } && Point(point) is not null)
            ? value
            : throw KindReaders.Wrong("a zone of at least three points as [[x, y], …]", value),
        "rgb_color" => value switch
        {
            string => value,
            IList { Count: >= Channels } color => new object?[] { color[0], color[1], color[2] },
            _ => throw KindReaders.Wrong("a colour as text or [r, g, b]", value),
        },
        _ => LabeledPoints(value),
    };

    private static object?[]? Point(object? value) =>
        value is IList { Count: >= 2 } list and not byte[]
        && ValueConversion.TryConvert<double>(list[0], out double x) && ValueConversion.TryConvert<double>(list[1], out double y)
            ? [x, y]
            : null;

    private static object?[] LabeledPoints(object value)
    {
        if (value is not IList list)
        {
            throw KindReaders.Wrong("a list of points as {\"x\", \"y\", \"positive\"}", value);
        }

        return [.. list.Cast<object?>().Select(LabeledPoint)];
    }

    private static object? LabeledPoint(object? value)
    {
        var (x, y, positive) = value switch
        {
            IReadOnlyDictionary<string, object?> members => (members.GetValueOrDefault("x"), members.GetValueOrDefault("y"), members.GetValueOrDefault("positive", true)),
            IList { Count: 2 } pair => (pair[0], pair[1], true),
            IList { Count: 3 } triple => (triple[0], triple[1], triple[2]),
            _ => throw KindReaders.Wrong("a point as {\"x\", \"y\", \"positive\"}", value),
        };
        return ValueConversion.TryConvert<double>(x, out _) && ValueConversion.TryConvert<double>(y, out _)
            ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["x"] = x, ["y"] = y, ["positive"] = positive }
            : throw KindReaders.Wrong("a point as {\"x\", \"y\", \"positive\"}", value);
    }
}

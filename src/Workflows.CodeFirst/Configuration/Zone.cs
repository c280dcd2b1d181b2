using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// Positions in an image: a line, a path or a polygon; or several of those. What the blocks that count, measure or draw in zones take:
/// <c>WithZone(Zone.Polygon((0, 0), (640, 0), (640, 480)))</c>. Coordinates in pixels, x to the right and y down.
/// </summary>
public sealed class Zone : IEnumerable<JsonNode?>
{
    private readonly ImmutableArray<(double X, double Y)> points;
    private readonly ImmutableArray<Zone> parts;

    private Zone(ImmutableArray<(double X, double Y)> points, ImmutableArray<Zone> parts)
    {
        this.points = points;
        this.parts = parts;
    }

    /// <summary>How many positions there are, or how many zones of several.</summary>
    public int Count => points.Length + parts.Length;

    /// <summary>A polygon.</summary>
    /// <param name="corners">Its corners, three or more; the last is joined with the first.</param>
    /// <exception cref="ArgumentException">There are fewer than three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Zone Polygon(params IEnumerable<(double X, double Y)> corners) => Of(corners, 3, "A polygon has three corners or more", nameof(corners));

    /// <summary>A rectangle with upright sides.</summary>
    /// <param name="x">The left edge.</param>
    /// <param name="y">The upper edge.</param>
    /// <param name="width">The width, greater than 0.</param>
    /// <param name="height">The height, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a side is not greater than 0.</exception>
    public static Zone Rectangle(double x, double y, double width, double height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return Polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height));
    }

    /// <summary>A line from one position to another.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Zone Line((double X, double Y) start, (double X, double Y) end) => Path(start, end);

    /// <summary>A path over several positions.</summary>
    /// <param name="positions">The positions, two or more.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Zone Path(params IEnumerable<(double X, double Y)> positions) => Of(positions, 2, "A path has two positions or more", nameof(positions));

    /// <summary>Several zones, for blocks that take more than one.</summary>
    /// <param name="zones">The zones, one or more.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Zone Several(params IEnumerable<Zone> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        ImmutableArray<Zone> list = [.. zones];
        if (list.IsEmpty || list.Contains(null!))
        {
            throw new ArgumentException("Give one zone at least, and none that is null.", nameof(zones));
        }

        return new([], list);
    }

    /// <summary>The positions as workflow JSON has them: lists of x and y.</summary>
    public IEnumerator<JsonNode?> GetEnumerator()
    {
        foreach (var (x, y) in points)
        {
            yield return new JsonArray(Number(x), Number(y));
        }

        foreach (var part in parts)
        {
            yield return new JsonArray([.. part]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void WriteTo(Utf8JsonWriter writer) => new JsonArray([.. this]).WriteTo(writer);

    private static Zone Of(IEnumerable<(double X, double Y)> points, int least, string rule, string parameter)
    {
        ArgumentNullException.ThrowIfNull(points, parameter);
        ImmutableArray<(double X, double Y)> list = [.. points];
        foreach (var (x, y) in list)
        {
            JsonLiterals.Finite(x, parameter);
            JsonLiterals.Finite(y, parameter);
        }

        return list.Length >= least ? new(list, []) : throw new ArgumentException($"{rule}, not {list.Length}.", parameter);
    }

    // Blocks take whole pixels as whole numbers.
    private static JsonValue Number(double value) => double.IsInteger(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);
}

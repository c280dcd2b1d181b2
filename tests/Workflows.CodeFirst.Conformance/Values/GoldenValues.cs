using System.Globalization;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>
/// Decodes the values of recorded block runs: JSON is itself, and an object whose only key starts with <c>$</c> stands for a value that JSON
/// lacks.
/// </summary>
internal static class GoldenValues
{
    /// <exception cref="FormatException">The encoding is unknown or wrong.</exception>
    public static object? Decode(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return DecodeList(json);
            case JsonValueKind.Object:
                return Tag(json) is { } tag ? DecodeTagged(tag, json.GetProperty(tag), json) : DecodeObject(json);
            default:
                return PlainValues.Of(json);
        }
    }

    /// <summary>Decodes the elements of an array.</summary>
    public static object?[] DecodeList(JsonElement json) => [.. json.EnumerateArray().Select(Decode)];

    private static OrderedDictionary<string, object?> DecodeObject(JsonElement json)
    {
        var dictionary = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            dictionary[member.Name] = Decode(member.Value);
        }

        return dictionary;
    }

    private static string? Tag(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            return member.Name.StartsWith('$') ? member.Name : null;
        }

        return null;
    }

    private static object? DecodeTagged(string tag, JsonElement value, JsonElement whole) => tag switch
    {
        "$float" => value.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is no float."),
        },
        "$scalar" => GoldenArrays.DecodeScalar(value),
        "$tuple" => new TupleValue(DecodeList(value)),
        "$set" => new SetValue(DecodeList(value)),
        "$deque" => DecodeList(value),
        "$dict" => new MixedDictionary(value.EnumerateArray().Select(entry => KeyValuePair.Create(Decode(entry[0]), Decode(entry[1])))),
        "$bytes" => value.GetBytesFromBase64(),
        "$datetime" => DecodeTime(value.GetString()!),
        "$date" => DateOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "$timedelta" => TimeSpan.FromSeconds(value.GetDouble()),
        "$enum" => Decode(whole.GetProperty("value")),
        "$type" => value.GetString(),
        "$model" => Decode(whole.GetProperty("value")),
        "$flow_control" => GoldenFlow.Of(DecodeObject(value)),
        "$parent_metadata" => DecodeObject(value),
        "$uuid" => new GoldenUuid(value.GetInt32()),
        "$str_with_uuid" => new GoldenPattern(value.GetString()!),
        "$uuid_object" => value.ValueKind == JsonValueKind.String ? Guid.Parse(value.GetString()!) : Decode(value),
        "$any" => GoldenAny.Instance,
        "$object" => new GoldenObject(value.GetString()!),
        "$batch" => new GoldenBatch(DecodeList(value), [.. whole.GetProperty("indices").EnumerateArray().Select(Index)]),
        "$array" => GoldenArrays.Decode(value),
        "$detections" => GoldenDetections.Decode(value),
        "$image" => GoldenImages.Decode(value),
        "$video_metadata" => GoldenImages.DecodeVideo(value),
        _ => throw new FormatException($"There is no encoding '{tag}'."),
    };

    /// <summary>A point in time; without a time zone when the text has none.</summary>
    internal static object DecodeTime(string text)
    {
        var time = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return time.Kind == DateTimeKind.Unspecified ? (object)time : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static int[] Index(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetInt32())];
}

/// <summary>An expected value that nobody can foresee.</summary>
internal sealed class GoldenAny
{
    private GoldenAny()
    {
    }

    public static GoldenAny Instance { get; } = new();

    public override string ToString() => "anything";
}

/// <summary>A new identifier. The same number means the same identifier.</summary>
internal sealed record GoldenUuid(int Number)
{
    public override string ToString() => $"uuid {Number}";
}

/// <summary>A text with new identifiers in it, written <c>{{uuid:N}}</c>.</summary>
internal sealed record GoldenPattern(string Text)
{
    public override string ToString() => Text;
}

/// <summary>A service that a block is given, by its name.</summary>
internal sealed record GoldenObject(string Name);

/// <summary>A batch with the indices of its elements.</summary>
internal sealed record GoldenBatch(object?[] Items, int[][] Indices);

using System.Globalization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads which frame of which video something is.</summary>
internal static class VideoFrameReader
{
    /// <exception cref="UnreadableValueException">The value is no video metadata.</exception>
    public static VideoFrame Read(object value)
    {
        if (value is VideoFrame frame)
        {
            return frame;
        }

        if (value is not IReadOnlyDictionary<string, object?> members)
        {
            throw KindReaders.Wrong("video metadata as an object", value);
        }

        if (members.GetValueOrDefault("video_identifier") is not string identifier)
        {
            throw Missing("video_identifier", "a text");
        }

        if (!ValueConversion.TryConvert<long>(members.GetValueOrDefault("frame_number"), out long number))
        {
            throw Missing("frame_number", "a whole number");
        }

        var (timestamp, hasTimeZone) = ReadTimestamp(members.GetValueOrDefault("frame_timestamp"));
        return new(
            identifier,
            number,
            timestamp,
            ReadOptional<double>(members, "fps"),
            ReadOptional<double>(members, "measured_fps"),
            ReadOptional<bool>(members, "comes_from_video_file"))
        {
            HasTimeZone = hasTimeZone,
        };
    }

    private static (DateTimeOffset Time, bool HasTimeZone) ReadTimestamp(object? value) => value switch
    {
        DateTimeOffset time => (time, true),
        DateTime { Kind: DateTimeKind.Unspecified } time => (new(time, TimeSpan.Zero), false),
        DateTime time => (time, true),
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) =>
            time.Kind == DateTimeKind.Unspecified ? (new(time, TimeSpan.Zero), false) : (DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), true),
        long or double when ValueConversion.TryToDouble(value, out double seconds) => (DateTimeOffset.UnixEpoch.AddSeconds(seconds), true),
        _ => throw Missing("frame_timestamp", "a point in time as ISO 8601 text"),
    };

    private static T? ReadOptional<T>(IReadOnlyDictionary<string, object?> members, string name)
        where T : struct =>
        members.GetValueOrDefault(name) is not { } value ? null
        : ValueConversion.TryConvert<T>(value, out var read) ? read
        : throw Missing(name, ValueNames.Expected<T>());

    private static UnreadableValueException Missing(string name, string expected) => new($"video metadata needs '{name}' to be {expected}.");
}

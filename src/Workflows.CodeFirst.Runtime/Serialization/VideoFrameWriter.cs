using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Writes which frame of which video something is.</summary>
internal static class VideoFrameWriter
{
    private const double StillFps = 30;

    /// <summary>What an image that is no video frame passes for.</summary>
    public static VideoFrame OfStill(string identifier) => new(identifier, 0, DateTimeOffset.Now, StillFps);

    /// <summary>When the frame was taken, with a time zone if one is known.</summary>
    public static object TimestampOf(VideoFrame frame) => frame.HasTimeZone ? (object)frame.Timestamp : frame.Timestamp.DateTime;

    public static void Write(Utf8JsonWriter writer, VideoFrame frame)
    {
        writer.WriteStartObject();
        writer.WriteString("video_identifier", frame.VideoIdentifier);
        writer.WriteNumber("frame_number", frame.FrameNumber);
        writer.WriteString("frame_timestamp", PythonText.Iso(TimestampOf(frame)));
        Write(writer, "fps", frame.Fps);
        Write(writer, "measured_fps", frame.MeasuredFps);
        if (frame.ComesFromVideoFile is { } fromFile)
        {
            writer.WriteBoolean("comes_from_video_file", fromFile);
        }
        else
        {
            writer.WriteNull("comes_from_video_file");
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}

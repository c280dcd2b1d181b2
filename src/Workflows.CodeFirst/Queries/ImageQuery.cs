using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>An image in a query.</summary>
public sealed class ImageQuery : QueryValue, IQueryValue<ImageQuery>
{
    private ImageQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>Width times height, in pixels.</summary>
    public NumberQuery Size => Property("size");

    /// <summary>The width, in pixels.</summary>
    public NumberQuery Width => Property("width");

    /// <summary>The height, in pixels.</summary>
    public NumberQuery Height => Property("height");

    /// <summary>Width divided by height.</summary>
    public NumberQuery AspectRatio => Property("aspect_ratio");

    /// <summary>The number of the frame in its video.</summary>
    public NumberQuery FrameNumber => Then<NumberQuery>("ExtractFrameMetadata", "property_name", "frame_number");

    /// <summary>When the frame was taken.</summary>
    public TimestampQuery FrameTimestamp => Then<TimestampQuery>("ExtractFrameMetadata", "property_name", "frame_timestamp");

    /// <summary>How many seconds after the first frame of its video the frame was taken, by its number and the video's rate.</summary>
    public NumberQuery SecondsSinceStart => Then<NumberQuery>("ExtractFrameMetadata", "property_name", "seconds_since_start");

    static ImageQuery IQueryValue<ImageQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>The image as a JPEG file.</summary>
    /// <param name="quality">The quality, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quality is out of its range.</exception>
    public BytesQuery ToJpeg([ValueRange(Minimum = 1, Maximum = 100)] int quality = 95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Then<BytesQuery>("ConvertImageToJPEG", writer => writer.Json.WriteNumber("compression_level", quality));
    }

    /// <summary>The image as a JPEG file in base64.</summary>
    public TextQuery ToBase64() => Then<TextQuery>("ConvertImageToBase64");

    private NumberQuery Property(string name) => Then<NumberQuery>("ExtractImageProperty", "property_name", name);
}

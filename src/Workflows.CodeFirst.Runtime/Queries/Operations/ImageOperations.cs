using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Serialization;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations on images.</summary>
internal static class ImageOperations
{
    private const int DefaultQuality = 95;
    private const double DefaultFps = 30;

    private static readonly Dictionary<string, Func<Image, object?>> Properties = new(StringComparer.Ordinal)
    {
        ["size"] = image => image.Size.PixelCount,
        ["height"] = image => (long)image.Height,
        ["width"] = image => (long)image.Width,
        ["aspect_ratio"] = image => (double)image.Width / image.Height,
    };

    private static readonly Dictionary<string, Func<VideoFrame, object?>> FrameProperties = new(StringComparer.Ordinal)
    {
        ["frame_number"] = frame => frame.FrameNumber,
        ["frame_timestamp"] = VideoFrameWriter.TimestampOf,
        ["seconds_since_start"] = frame => frame.Fps is { } fps
            ? PythonNumber.Divide(frame.FrameNumber - 1, fps)
            : throw PythonException.Type("the video frame has no number of frames a second"),
    };

    public static Operation Property(Definition definition, OperationSite site)
    {
        var property = definition.Choice("property_name", Properties);
        return (value, _) => property(ImageOf(value, site));
    }

    public static Operation Frame(Definition definition, OperationSite site)
    {
        var property = definition.Choice("property_name", FrameProperties);
        return (value, scope) =>
        {
            var image = ImageOf(value, site);
            try
            {
                return property(image.Lineage?.Video ?? OfStill(image, scope));
            }
            catch (PythonException e)
            {
                throw site.Failed($"{e.Message}.", e);
            }
        };
    }

    public static Operation ToJpeg(Definition definition, OperationSite site)
    {
        int quality = (int)definition.Integer("compression_level", DefaultQuality, 1, 100);
        return (value, _) => Encode(value, site, image => image.Encode(ImageFileFormat.Jpeg, quality));
    }

    public static Operation ToBase64(Definition definition, OperationSite site) => (value, _) => Encode(value, site, ImageWriter.ToBase64);

    private static Image ImageOf(object? value, OperationSite site) => value as Image ?? throw site.Wrong("an image", value);

    private static T Encode<T>(object? value, OperationSite site, Func<Image, T> encode)
    {
        var image = ImageOf(value, site);
        try
        {
            return encode(image);
        }
        catch (Exception e) when (e is ImageFileException or ObjectDisposedException or ArgumentException)
        {
            throw site.Failed(e.Message, e);
        }
    }

    /// <summary>An image that is no frame of a video counts as its own, at this moment.</summary>
    private static VideoFrame OfStill(Image image, QueryScope scope) =>
        new(image.Lineage?.Parent.Id ?? "image", 0, scope.Environment.Clock.GetUtcNow(), DefaultFps);
}

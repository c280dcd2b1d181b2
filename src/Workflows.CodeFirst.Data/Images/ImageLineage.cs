namespace Workflows.CodeFirst;

/// <summary>Where an image stands: in its immediate parent, in the workflow's root image and in a video.</summary>
/// <param name="Parent">The immediate parent; for an image that is no crop, the image itself.</param>
/// <param name="Root">The image that entered the workflow.</param>
/// <param name="Video">The video frame that the image belongs to, when it comes from a video.</param>
public sealed record ImageLineage(ImageOrigin Parent, ImageOrigin Root, VideoFrame? Video = null)
{
    /// <summary>The lineage of an image that enters a workflow under <paramref name="id"/>: it is its own parent and root.</summary>
    /// <param name="id">The identifier, usually the name of the workflow input.</param>
    /// <param name="size">The size of the image.</param>
    /// <param name="video">The video frame, if any.</param>
    public static ImageLineage OfInput(string id, ImageSize size, VideoFrame? video = null)
    {
        var origin = new ImageOrigin(id, 0, 0, size);
        return new(origin, origin, video);
    }
}

/// <summary>The place of an image inside another one.</summary>
/// <param name="Id">The identifier of the other image.</param>
/// <param name="X">Column of the other image at which this one starts.</param>
/// <param name="Y">Row of the other image at which this one starts.</param>
/// <param name="Size">The size of the other image.</param>
public sealed record ImageOrigin(string Id, int X, int Y, ImageSize Size)
{
    /// <summary>Whether it is known where the image lies, and not only in which one. Unknown places have no size.</summary>
    public bool IsPlaceKnown => Size != default;

    /// <summary>An origin of which nothing is known but the identifier of the other image.</summary>
    /// <param name="id">The identifier of the other image.</param>
    public static ImageOrigin Somewhere(string id) => new(id, 0, 0, default);
}

/// <summary>Which frame of which video an image is.</summary>
/// <param name="VideoIdentifier">Identifies the video or camera; blocks keep their state per identifier.</param>
/// <param name="FrameNumber">The number of the frame, ascending.</param>
/// <param name="Timestamp">When the frame was taken.</param>
/// <param name="Fps">Declared frames a second, when known.</param>
/// <param name="MeasuredFps">Measured frames a second, when known.</param>
/// <param name="ComesFromVideoFile">Whether the video is a file rather than a live source, when known.</param>
public sealed record VideoFrame(
    string VideoIdentifier,
    long FrameNumber,
    DateTimeOffset Timestamp,
    double? Fps = null,
    double? MeasuredFps = null,
    bool? ComesFromVideoFile = null)
{
    /// <summary>Whether <see cref="Timestamp"/> was given with a time zone; otherwise it counts as UTC, and is written without a zone.</summary>
    public bool HasTimeZone { get; init; } = true;
}

namespace Workflows.CodeFirst;

/// <summary>How pictures are decoded.</summary>
public sealed record ImageDecodeOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static ImageDecodeOptions Default { get; } = new();

    /// <summary>
    /// The most pixels a picture may have; 100 million by default. A picture with more is refused from its header alone, so a small malicious
    /// file cannot take the machine's memory.
    /// </summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Whether to turn and mirror the picture as its EXIF orientation says; true by default.</summary>
    public bool ApplyOrientation { get; init; } = true;
}

namespace Workflows.CodeFirst;

/// <summary>How the bytes of one pixel are ordered in memory. Every channel is one unsigned byte, 0 to 255.</summary>
public enum PixelFormat
{
    /// <summary>Three bytes: red, green, blue. What decoders produce and what blocks work on.</summary>
    Rgb24,

    /// <summary>Three bytes: blue, green, red. What OpenCV and many cameras deliver.</summary>
    Bgr24,

    /// <summary>Four bytes: red, green, blue, alpha.</summary>
    Rgba32,

    /// <summary>Four bytes: blue, green, red, alpha.</summary>
    Bgra32,

    /// <summary>One byte: luminance.</summary>
    Gray8,
}

/// <summary>Facts about <see cref="PixelFormat"/>.</summary>
public static class PixelFormats
{
    /// <summary>The number of bytes one pixel takes.</summary>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not a defined format.</exception>
    public static int BytesPerPixel(this PixelFormat format) => format switch
    {
        PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3,
        PixelFormat.Rgba32 or PixelFormat.Bgra32 => 4,
        PixelFormat.Gray8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown pixel format."),
    };
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>Where the colours lie in a pixel.</summary>
internal static class Channels
{
    /// <summary>The bytes of red, green and blue; one and the same where an image is grey.</summary>
    public static (int Red, int Green, int Blue) Of(PixelFormat format) => format switch
    {
        PixelFormat.Gray8 => (0, 0, 0),
        PixelFormat.Rgb24 or PixelFormat.Rgba32 => (0, 1, 2),
        _ => (2, 1, 0),
    };
}

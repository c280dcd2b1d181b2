namespace Workflows.CodeFirst.Imaging;

/// <summary>OpenCV's grey: 15-bit weights of blue, green and red.</summary>
internal static class Grayscale
{
    /// <summary>The grey values of packed BGR pixels.</summary>
    /// <param name="bgr">Three bytes a pixel.</param>
    /// <param name="gray">Receives one byte a pixel.</param>
    public static void FromBgr(ReadOnlySpan<byte> bgr, Span<byte> gray)
    {
        for (int i = 0; i < gray.Length; i++)
        {
            gray[i] = (byte)((bgr[i * 3] * 3735 + bgr[i * 3 + 1] * 19235 + bgr[i * 3 + 2] * 9798 + 16384) >> 15);
        }
    }

    /// <summary>A colour image in grey.</summary>
    /// <param name="source">The image; one that is grey already is copied.</param>
    public static Image Of(ImageView source)
    {
        var gray = Image.Create(source.Width, source.Height, PixelFormat.Gray8);
        var (red, green, blue) = Channels.Of(source.Format);
        int step = source.Format.BytesPerPixel();
        for (int y = 0; y < source.Height; y++)
        {
            var row = source.Row(y);
            var target = gray.Pixels.Slice(y * gray.Stride, source.Width);
            for (int x = 0, i = 0; x < target.Length; x++, i += step)
            {
                target[x] = (byte)((row[i + blue] * 3735 + row[i + green] * 19235 + row[i + red] * 9798 + 16384) >> 15);
            }
        }

        return gray;
    }

    /// <summary>Three equal channels.</summary>
    /// <param name="gray">One byte a pixel.</param>
    /// <param name="bgr">Receives three bytes a pixel.</param>
    public static void ToBgr(ReadOnlySpan<byte> gray, Span<byte> bgr)
    {
        for (int i = 0; i < gray.Length; i++)
        {
            bgr[i * 3] = bgr[i * 3 + 1] = bgr[i * 3 + 2] = gray[i];
        }
    }
}

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

namespace Workflows.CodeFirst.Imaging;

/// <summary>What filters see beyond the edges of an image.</summary>
internal static class ImageEdges
{
    /// <summary>The position inside that is seen at a position outside: the image is mirrored at its outermost pixels, which are not repeated.</summary>
    public static int Mirror(int position, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        while ((uint)position >= (uint)length)
        {
            position = position < 0 ? -position : 2 * (length - 1) - position;
        }

        return position;
    }

    /// <summary>Copies a row with mirrored pixels on both sides.</summary>
    /// <param name="row">The pixels.</param>
    /// <param name="step">Values a pixel.</param>
    /// <param name="left">Pixels before the first.</param>
    /// <param name="padded">Receives as many pixels as it has room for.</param>
    public static void Pad<T>(ReadOnlySpan<T> row, int step, int left, Span<T> padded)
    {
        int width = row.Length / step, total = padded.Length / step;
        row.CopyTo(padded[(left * step)..]);
        for (int x = 0; x < left; x++)
        {
            row.Slice(Mirror(x - left, width) * step, step).CopyTo(padded[(x * step)..]);
        }

        for (int x = left + width; x < total; x++)
        {
            row.Slice(Mirror(x - left, width) * step, step).CopyTo(padded[(x * step)..]);
        }
    }
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Rows of a source image that kernels may over-read by one register: the last rows, after which the image's memory may end,
/// are copied into memory of our own first.
/// </summary>
internal readonly ref struct SourceRows
{
    private const int OverRead = 64;
    private readonly ReadOnlySpan<byte> pixels;
    private readonly Span<byte> copy;
    private readonly int stride;
    private readonly int rowBytes;

    public SourceRows(ImageView source, ScratchMemory scratch)
    {
        pixels = source.Pixels;
        stride = source.Stride;
        rowBytes = source.Width * source.Format.BytesPerPixel();
        copy = scratch.Take<byte>(2 * (rowBytes + OverRead));
    }

    /// <summary>
    /// Row <paramref name="y"/> and at least 64 readable bytes after it; valid until the row after the next is asked for.
    /// </summary>
    public ReadOnlySpan<byte> this[int y]
    {
        get
        {
            int start = y * stride;
            if (pixels.Length - start >= rowBytes + OverRead)
            {
                return pixels[start..];
            }

            Span<byte> padded = copy.Slice((y & 1) * (rowBytes + OverRead), rowBytes + OverRead);
            pixels.Slice(start, rowBytes).CopyTo(padded);
            return padded;
        }
    }
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>Whole images through the row kernels; the result's format keeps the source's colour order in three bytes a pixel.</summary>
internal static class PixelResize
{
    /// <summary>OpenCV's bilinear resize of bytes, bit for bit.</summary>
    /// <param name="source">The image.</param>
    /// <param name="size">The size of the result.</param>
    /// <param name="order">The order of the result's channels.</param>
    /// <param name="destination">Receives three bytes a pixel, rows without padding.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="width">The registers to use.</param>
    public static void CvLinear(
        ImageView source, ImageSize size, ChannelOrder order, Span<byte> destination, ScratchMemory scratch, SimdWidth width)
    {
        if (source.Size == size)
        {
            var rows = new CopyPixelRows(source, order, scratch, width);
            Write(ref rows, size, destination, scratch);
        }
        else if (IsHalving(source.Size, size))
        {
            var rows = new HalvingPixelRows(source, order, scratch, width);
            Write(ref rows, size, destination, scratch);
        }
        else
        {
            var rows = new CvLinearPixelRows(source, size, order, scratch, width);
            Write(ref rows, size, destination, scratch);
        }
    }

    /// <summary>Pillow's bilinear resize of bytes, bit for bit.</summary>
    /// <inheritdoc cref="CvLinear"/>
    public static void Pil(
        ImageView source, ImageSize size, ChannelOrder order, Span<byte> destination, ScratchMemory scratch, SimdWidth width)
    {
        var rows = new PilPixelRows(source, size, order, scratch, width);
        Write(ref rows, size, destination, scratch);
    }

    /// <summary>Whether OpenCV averages two by two pixels for this resize.</summary>
    public static bool IsHalving(ImageSize source, ImageSize destination) =>
        CvLinearAxis.Get(source.Width, destination.Width).IsHalving && CvLinearAxis.Get(source.Height, destination.Height).IsHalving;

    private static void Write<TRows>(ref TRows rows, ImageSize size, Span<byte> destination, ScratchMemory scratch)
        where TRows : struct, IPixelRows, allows ref struct
    {
        Span<byte> quads = scratch.Take<byte>(PixelRows.Length(size.Width));
        for (int y = 0; y < size.Height; y++)
        {
            rows.Read(y, quads);
            Span<byte> target = destination.Slice(y * size.Width * 3, size.Width * 3);
            for (int x = 0; x < size.Width; x++)
            {
                target[x * 3] = quads[x * 4];
                target[x * 3 + 1] = quads[x * 4 + 1];
                target[x * 3 + 2] = quads[x * 4 + 2];
            }
        }
    }
}

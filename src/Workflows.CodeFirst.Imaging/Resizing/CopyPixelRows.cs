using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>An image that keeps its size: only the order of the bytes changes.</summary>
internal readonly ref struct CopyPixelRows : IPixelRows
{
    private readonly SourceRows source;
    private readonly PixelShuffle shuffle;
    private readonly int sourceWidth;
    private readonly SimdWidth width;

    public CopyPixelRows(ImageView source, ChannelOrder order, ScratchMemory scratch, SimdWidth width)
    {
        this.source = new SourceRows(source, scratch);
        this.width = width;
        shuffle = new PixelShuffle(source.Format, order);
        sourceWidth = source.Width;
    }

    /// <inheritdoc/>
    public void Read(int y, Span<byte> quads)
    {
        ReadOnlySpan<byte> row = source[y];
        int x = 0;
        if (width != SimdWidth.Scalar)
        {
            // Memory-bound at 128 bits already.
            ref byte from = ref MemoryMarshal.GetReference(row);
            ref byte target = ref MemoryMarshal.GetReference(quads);
            for (; x < sourceWidth; x += 4)
            {
                Lanes.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(x * shuffle.Step)), shuffle.FourPixels).StoreUnsafe(ref target, (nuint)(x * 4));
            }

            return;
        }

        for (; x < sourceWidth; x++)
        {
            quads[x * 4] = row[x * shuffle.Step + shuffle.Channel0];
            quads[x * 4 + 1] = row[x * shuffle.Step + shuffle.Channel1];
            quads[x * 4 + 2] = row[x * shuffle.Step + shuffle.Channel2];
            quads[x * 4 + 3] = 0;
        }
    }
}

using System.Buffers;
using System.Numerics;

namespace Workflows.CodeFirst;

/// <summary>Run lengths down the columns of a mask whose bits lie in rows.</summary>
internal static class MaskRunLengths
{
    /// <summary>Encodes a region of an image; everything outside the region is unset.</summary>
    public static CocoRle Encode(ImageSize size, PixelRectangle region, BitPlane bits)
    {
        var runs = new RunList(region.Width * 2 + 2);
        if (!region.IsEmpty)
        {
            AddColumns(size, region, bits, ref runs);
        }

        runs.End(size.PixelCount);
        var result = CocoRle.FromCounts(size, runs.Counts);
        runs.Dispose();
        return result;
    }

    /// <summary>The bits of an encoding, of the smallest region that holds them.</summary>
    /// <exception cref="FormatException">The encoding is not valid.</exception>
    public static (PixelRectangle Region, BitPlane Bits) Decode(CocoRle rle)
    {
        long[] counts = rle.ToCounts();
        var region = RegionOf(counts, rle.Size.Height);
        var bits = new BitPlane(region.Width, region.Height);
        long position = 0;
        for (int i = 0; i < counts.Length; position += counts[i], i++)
        {
            if ((i & 1) == 0)
            {
                continue;
            }

            for (long p = position; p < position + counts[i]; p++)
            {
                bits.Set((int)(p / rle.Size.Height) - region.X, (int)(p % rle.Size.Height) - region.Y);
            }
        }

        return (region, bits);
    }

    private static PixelRectangle RegionOf(long[] counts, int height)
    {
        long position = 0;
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        for (int i = 0; i < counts.Length; position += counts[i], i++)
        {
            if ((i & 1) == 0 || counts[i] == 0)
            {
                continue;
            }

            long last = position + counts[i] - 1;
            int firstColumn = (int)(position / height), lastColumn = (int)(last / height);
            left = Math.Min(left, firstColumn);
            right = Math.Max(right, lastColumn + 1);

            // A run that goes on in the next column reaches both ends of the column.
            top = Math.Min(top, firstColumn == lastColumn ? (int)(position % height) : 0);
            bottom = Math.Max(bottom, firstColumn == lastColumn ? (int)(last % height) + 1 : height);
        }

        return right == 0 ? default : new(left, top, right - left, bottom - top);
    }

    private static void AddColumns(ImageSize size, PixelRectangle region, BitPlane bits, ref RunList runs)
    {
        int blocks = BitPlane.Stride(region.Height);
        ulong[] pooled = ArrayPool<ulong>.Shared.Rent(64 * blocks);
        Span<ulong> tile = stackalloc ulong[64];
        bool carries = region.Height == size.Height;
        bool set = false;
        for (int word = 0; word < BitPlane.Stride(region.Width); word++)
        {
            for (int block = 0; block < blocks; block++)
            {
                int rows = Math.Min(64, region.Height - block * 64);
                for (int y = 0; y < rows; y++)
                {
                    tile[y] = bits.Row(block * 64 + y)[word];
                }

                tile[rows..].Clear();
                Transpose(tile);
                for (int x = 0; x < 64; x++)
                {
                    pooled[x * blocks + block] = tile[x];
                }
            }

            int columns = Math.Min(64, region.Width - word * 64);
            for (int x = 0; x < columns; x++)
            {
                long start = (long)(region.X + word * 64 + x) * size.Height + region.Y;
                set = AddColumn(pooled.AsSpan(x * blocks, blocks), region.Height, start, carries && set, ref runs);
                if (set && !carries)
                {
                    runs.Change(start + region.Height);
                }
            }
        }

        if (set && carries)
        {
            runs.Change((long)region.Right * size.Height);
        }

        ArrayPool<ulong>.Shared.Return(pooled);
    }

    /// <summary>Adds the changes inside one column; returns whether its last pixel is set.</summary>
    private static bool AddColumn(ReadOnlySpan<ulong> column, int height, long start, bool set, ref RunList runs)
    {
        ulong previous = set ? 1ul : 0;
        for (int block = 0; block < column.Length; block++)
        {
            ulong word = column[block];
            int length = Math.Min(64, height - block * 64);
            ulong changes = (word ^ (word << 1 | previous)) & (ulong.MaxValue >> (64 - length));
            for (; changes != 0; changes &= changes - 1)
            {
                runs.Change(start + block * 64 + BitOperations.TrailingZeroCount(changes));
            }

            previous = word >> (length - 1) & 1;
        }

        return previous != 0;
    }

    /// <summary>Swaps rows and columns of a 64×64 tile, halving the blocks that change places (Hacker's Delight, 7-3).</summary>
    private static void Transpose(Span<ulong> tile)
    {
        ulong mask = 0x00000000FFFFFFFFul;
        for (int width = 32; width != 0; width >>= 1, mask ^= mask << width)
        {
            for (int i = 0; i < 64; i = (i + width + 1) & ~width)
            {
                ulong swapped = (tile[i] >> width ^ tile[i + width]) & mask;
                tile[i] ^= swapped << width;
                tile[i + width] ^= swapped;
            }
        }
    }

    /// <summary>Run lengths from the positions at which set and unset change.</summary>
    private struct RunList(int capacity) : IDisposable
    {
        private long[] counts = ArrayPool<long>.Shared.Rent(capacity);
        private int length;
        private long position;

        public readonly ReadOnlySpan<long> Counts => counts.AsSpan(0, length);

        public void Change(long at)
        {
            if (length == counts.Length)
            {
                long[] larger = ArrayPool<long>.Shared.Rent(length * 2);
                counts.CopyTo(larger, 0);
                ArrayPool<long>.Shared.Return(counts);
                counts = larger;
            }

            counts[length++] = at - position;
            position = at;
        }

        public void End(long at)
        {
            if (at > position)
            {
                Change(at);
            }
        }

        public readonly void Dispose() => ArrayPool<long>.Shared.Return(counts);
    }
}

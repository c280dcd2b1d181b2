using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Pillow's bilinear resize of bytes, bit for bit: columns first, rounded to bytes, then rows; an axis that keeps its length is left
/// alone. Source rows are resampled once and kept in a ring for as long as destination rows need them.
/// </summary>
internal ref struct PilPixelRows : IPixelRows
{
    private const int Half = 1 << (PilAxis.Precision - 1);
    private readonly SourceRows source;
    private readonly PixelShuffle shuffle;
    private readonly PilAxis columns;
    private readonly PilAxis rows;
    private readonly SimdWidth width;
    private readonly Span<byte> ring;
    private readonly int ringRow;
    private readonly Span<int> offsets;
    private CopyPixelRows copy;
    private int next;

    public PilPixelRows(ImageView source, ImageSize destination, ChannelOrder order, ScratchMemory scratch, SimdWidth width)
    {
        this.source = new SourceRows(source, scratch);
        this.width = width;
        copy = new CopyPixelRows(source, order, scratch, width);
        shuffle = new PixelShuffle(source.Format, order);
        columns = PilAxis.Get(source.Width, destination.Width);
        rows = PilAxis.Get(source.Height, destination.Height);
        ringRow = PixelRows.Length(destination.Width);
        ring = scratch.Take<byte>(ringRow * rows.Taps);
        offsets = scratch.Take<int>(rows.Taps);
    }

    /// <inheritdoc/>
    public void Read(int y, Span<byte> quads)
    {
        int start = rows.Start[y], count = rows.Count[y];
        if (start + rows.Taps < next)
        {
            next = start; // asked for a row above: what it needs has left the ring
        }

        for (next = Math.Max(next, start); next < start + count; next++)
        {
            ReadColumns(next, RingRow(next));
        }

        if (rows.Source == rows.Destination)
        {
            RingRow(y)[..(columns.Destination * 4)].CopyTo(quads);
            return;
        }

        ReadOnlySpan<int> weights = rows.Weights.AsSpan(y * rows.Taps, count);
        for (int k = 0; k < count; k++)
        {
            offsets[k] = (start + k) % rows.Taps * ringRow;
        }

        ref byte first = ref MemoryMarshal.GetReference(ring);
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        int bytes = columns.Destination * 4;
        int x = 0;
        if (width == SimdWidth.Vector512)
        {
            for (; x < bytes; x += 16)
            {
                Vector512<int> sum = Vector512.Create(Half);
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += Wide512(ref Unsafe.Add(ref first, Unsafe.Add(ref offset, k) + x)) * weights[k];
                }

                Narrow(sum.GetLower(), sum.GetUpper(), ref quads[x]);
            }
        }
        else if (width == SimdWidth.Vector256)
        {
            for (; x < bytes; x += 16)
            {
                Vector256<int> low = Vector256.Create(Half), high = low;
                for (int k = 0; k < weights.Length; k++)
                {
                    (Vector256<int> a, Vector256<int> b) = Wide256(ref Unsafe.Add(ref first, Unsafe.Add(ref offset, k) + x));
                    low += a * weights[k];
                    high += b * weights[k];
                }

                Narrow(low, high, ref quads[x]);
            }
        }
        else if (width == SimdWidth.Vector128)
        {
            for (; x < bytes; x += 4)
            {
                Vector128<int> sum = Vector128.Create(Half);
                for (int k = 0; k < weights.Length; k++)
                {
                    uint pixel = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, Unsafe.Add(ref offset, k) + x));
                    sum += Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte())).AsInt32() * weights[k];
                }

                Unsafe.WriteUnaligned(ref quads[x], Narrow(sum));
            }
        }

        for (; x < bytes; x++)
        {
            int sum = Half;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += Unsafe.Add(ref first, offsets[k] + x) * weights[k];
            }

            quads[x] = (byte)Math.Clamp(sum >> PilAxis.Precision, 0, 255);
        }
    }

    private void ReadColumns(int y, Span<byte> target)
    {
        if (columns.Source == columns.Destination)
        {
            copy.Read(y, target);
            return;
        }

        ReadOnlySpan<byte> row = source[y];
        ref byte pixels = ref MemoryMarshal.GetReference(row);
        if (width == SimdWidth.Scalar)
        {
            for (int x = 0; x < columns.Destination; x++)
            {
                int s0 = Half, s1 = Half, s2 = Half;
                for (int k = 0; k < columns.Count[x]; k++)
                {
                    int at = (columns.Start[x] + k) * shuffle.Step, weight = columns.Weights[x * columns.Taps + k];
                    s0 += row[at + shuffle.Channel0] * weight;
                    s1 += row[at + shuffle.Channel1] * weight;
                    s2 += row[at + shuffle.Channel2] * weight;
                }

                target[x * 4] = (byte)Math.Clamp(s0 >> PilAxis.Precision, 0, 255);
                target[x * 4 + 1] = (byte)Math.Clamp(s1 >> PilAxis.Precision, 0, 255);
                target[x * 4 + 2] = (byte)Math.Clamp(s2 >> PilAxis.Precision, 0, 255);
                target[x * 4 + 3] = 0;
            }

            return;
        }

        ref short weights = ref MemoryMarshal.GetArrayDataReference(columns.PairWeights);
        int step = shuffle.Step, pairs = columns.Pairs;
        if (width == SimdWidth.Vector128)
        {
            for (int x = 0; x < columns.Destination; x++)
            {
                Vector128<int> low = Vector128.Create(Half), high = Vector128<int>.Zero;
                ref byte from = ref Unsafe.Add(ref pixels, columns.Start[x] * step);
                ref short weight = ref Unsafe.Add(ref weights, x * pairs * 16);
                for (int k = (columns.Count[x] + 1) / 2; k > 0; k--)
                {
                    Vector128<short> pair = Lanes.Shuffle(Vector128.LoadUnsafe(ref from), shuffle.Neighbours).AsInt16();
                    low += Lanes.MultiplyAddPairs(pair, Vector128.LoadUnsafe(ref weight));
                    high += Lanes.MultiplyAddPairs(pair, Vector128.LoadUnsafe(ref weight, 8));
                    from = ref Unsafe.Add(ref from, 2 * step);
                    weight = ref Unsafe.Add(ref weight, 16);
                }

                Unsafe.WriteUnaligned(ref target[x * 4], Narrow(low + (high << 15)));
            }

            return;
        }

        // Wider registers hold the lower and the upper bits of the weights side by side.
        var neighbours = Vector256.Create(shuffle.Neighbours);
        for (int x = 0; x < columns.Destination; x++)
        {
            Vector256<int> sum = Vector256<int>.Zero;
            ref byte from = ref Unsafe.Add(ref pixels, columns.Start[x] * step);
            ref short weight = ref Unsafe.Add(ref weights, x * pairs * 16);
            for (int k = (columns.Count[x] + 1) / 2; k > 0; k--)
            {
                Vector256<short> pair = Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref from)), neighbours).AsInt16();
                sum += Avx2.MultiplyAddAdjacent(pair, Vector256.LoadUnsafe(ref weight));
                from = ref Unsafe.Add(ref from, 2 * step);
                weight = ref Unsafe.Add(ref weight, 16);
            }

            Unsafe.WriteUnaligned(ref target[x * 4], Narrow(sum.GetLower() + (sum.GetUpper() << 15) + Vector128.Create(Half)));
        }
    }

    private readonly Span<byte> RingRow(int y) => ring.Slice(y % rows.Taps * ringRow, ringRow);

    // Weights are never negative and sum to one, give or take rounding: sums lie in 0..256, so that only the upper limit needs care.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Narrow(Vector128<int> sum)
    {
        Vector128<short> shorts = Lanes.Pack(sum >> PilAxis.Precision, Vector128<int>.Zero);
        return Lanes.PackBytes(shorts, shorts).AsUInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(Vector256<int> low, Vector256<int> high, ref byte target)
    {
        Vector256<int> l = low >> PilAxis.Precision, h = high >> PilAxis.Precision;
        Lanes.PackBytes(Lanes.Pack(l.GetLower(), l.GetUpper()), Lanes.Pack(h.GetLower(), h.GetUpper())).StoreUnsafe(ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Wide256(ref byte bytes)
    {
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.WidenLower(Vector128.LoadUnsafe(ref bytes).ToVector256Unsafe()));
        return (low.AsInt32(), high.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Wide512(ref byte bytes) =>
        System.Runtime.Intrinsics.X86.Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref bytes));
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// OpenCV's bilinear resize of bytes, bit for bit: columns are blended in 11-bit fixed point, four bits are cut off, rows are blended
/// with the upper half of 16-bit products. A blended source row is kept for as long as the next destination rows use it.
/// </summary>
internal ref struct CvLinearPixelRows : IPixelRows
{
    private readonly SourceRows source;
    private readonly PixelShuffle shuffle;
    private readonly CvLinearAxis columns;
    private readonly CvLinearAxis rows;
    private readonly SimdWidth width;
    private RowPair<short> blended;

    public CvLinearPixelRows(ImageView source, ImageSize destination, ChannelOrder order, ScratchMemory scratch, SimdWidth width)
    {
        this.source = new SourceRows(source, scratch);
        this.width = width;
        shuffle = new PixelShuffle(source.Format, order);
        columns = CvLinearAxis.Get(source.Width, destination.Width);
        rows = CvLinearAxis.Get(source.Height, destination.Height);
        blended = new(scratch.Take<short>(PixelRows.Length(destination.Width)), scratch.Take<short>(PixelRows.Length(destination.Width)));
    }

    /// <inheritdoc/>
    public void Read(int y, Span<byte> quads)
    {
        int first = rows.UpperRow[y], second = rows.LowerRow[y];
        if (blended.IsUpperMissing(first, out var upper))
        {
            BlendColumns(source[first], upper);
        }

        if (blended.IsLowerMissing(second, out var lower))
        {
            BlendColumns(source[second], lower);
        }

        BlendRows(upper, lower, rows.UpperWeight[y], rows.LowerWeight[y], quads, columns.Destination * 4, width);
    }

    private readonly void BlendColumns(ReadOnlySpan<byte> row, Span<short> blended)
    {
        ref byte pixels = ref MemoryMarshal.GetReference(row);
        ref short target = ref MemoryMarshal.GetReference(blended);
        ref int column = ref MemoryMarshal.GetArrayDataReference(columns.Column);
        ref short pairs = ref MemoryMarshal.GetArrayDataReference(columns.ColumnPairs);
        int count = columns.Destination;
        switch (width)
        {
            case SimdWidth.Vector512:
                BlendColumns512(ref pixels, shuffle.Step, Vector512.Create(Vector256.Create(shuffle.Neighbours)), ref column, ref pairs, ref target, count);
                break;
            case SimdWidth.Vector256:
                BlendColumns256(ref pixels, shuffle.Step, Vector256.Create(shuffle.Neighbours), ref column, ref pairs, ref target, count);
                break;
            case SimdWidth.Vector128:
                BlendColumns128(ref pixels, shuffle.Step, shuffle.Neighbours, ref column, ref pairs, ref target, count);
                break;
            default:
                BlendColumnsScalar(row, blended);
                break;
        }
    }

    private readonly void BlendColumnsScalar(ReadOnlySpan<byte> row, Span<short> blended)
    {
        Span<int> offsets = [shuffle.Channel0, shuffle.Channel1, shuffle.Channel2];
        for (int x = 0; x < columns.Destination; x++)
        {
            int left = columns.Column[x], right = Math.Min(left + 1, columns.Source - 1);
            int leftWeight = columns.ColumnPairs[x * 8], rightWeight = columns.ColumnPairs[x * 8 + 1];
            for (int c = 0; c < 3; c++)
            {
                int sum = row[left * shuffle.Step + offsets[c]] * leftWeight + row[right * shuffle.Step + offsets[c]] * rightWeight;
                blended[x * 4 + c] = (short)(sum >> 4);
            }

            blended[x * 4 + 3] = 0;
        }
    }

    private static void BlendColumns128(
        ref byte row, int step, Vector128<byte> neighbours, ref int column, ref short pairs, ref short target, int count)
    {
        for (int x = 0; x < count; x += 2)
        {
            Vector128<int> a = Blend(ref row, step, neighbours, ref column, ref pairs, x);
            Vector128<int> b = Blend(ref row, step, neighbours, ref column, ref pairs, x + 1);
            Lanes.Pack(a >> 4, b >> 4).StoreUnsafe(ref target, (nuint)(x * 4));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<int> Blend(ref byte row, int step, Vector128<byte> neighbours, ref int column, ref short pairs, int x) =>
            Lanes.MultiplyAddPairs(
                Lanes.Shuffle(Pixel(ref row, step, ref column, x), neighbours).AsInt16(),
                Vector128.LoadUnsafe(ref pairs, (nuint)(x * 8)));
    }

    private static void BlendColumns256(
        ref byte row, int step, Vector256<byte> neighbours, ref int column, ref short pairs, ref short target, int count)
    {
        for (int x = 0; x < count; x += 4)
        {
            // Packing works on halves, so that pixels 0 and 2, 1 and 3 sit together.
            var even = Vector256.Create(Pixel(ref row, step, ref column, x), Pixel(ref row, step, ref column, x + 2));
            var odd = Vector256.Create(Pixel(ref row, step, ref column, x + 1), Pixel(ref row, step, ref column, x + 3));
            Vector256<short> w01 = Vector256.LoadUnsafe(ref pairs, (nuint)(x * 8)), w23 = Vector256.LoadUnsafe(ref pairs, (nuint)(x * 8 + 16));
            Vector256<short> evenWeights = Avx2.Permute2x128(w01, w23, 0x20), oddWeights = Avx2.Permute2x128(w01, w23, 0x31);
            Vector256<int> a = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(even, neighbours).AsInt16(), evenWeights);
            Vector256<int> b = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(odd, neighbours).AsInt16(), oddWeights);
            Avx2.PackSignedSaturate(a >> 4, b >> 4).StoreUnsafe(ref target, (nuint)(x * 4));
        }
    }

    private static void BlendColumns512(
        ref byte row, int step, Vector512<byte> neighbours, ref int column, ref short pairs, ref short target, int count)
    {
        for (int x = 0; x < count; x += 8)
        {
            Vector512<byte> a = Four(ref row, step, ref column, x), b = Four(ref row, step, ref column, x + 4);
            Vector512<int> low = Avx512BW.MultiplyAddAdjacent(Avx512BW.Shuffle(a, neighbours).AsInt16(), Vector512.LoadUnsafe(ref pairs, (nuint)(x * 8)));
            Vector512<int> high = Avx512BW.MultiplyAddAdjacent(Avx512BW.Shuffle(b, neighbours).AsInt16(), Vector512.LoadUnsafe(ref pairs, (nuint)(x * 8 + 32)));
            Vector512.Narrow(low >> 4, high >> 4).StoreUnsafe(ref target, (nuint)(x * 4));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<byte> Four(ref byte row, int step, ref int column, int x) => Vector512.Create(
            Vector256.Create(Pixel(ref row, step, ref column, x), Pixel(ref row, step, ref column, x + 1)),
            Vector256.Create(Pixel(ref row, step, ref column, x + 2), Pixel(ref row, step, ref column, x + 3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pixel(ref byte row, int step, ref int column, int x) =>
        Vector128.LoadUnsafe(ref row, (nuint)(uint)(Unsafe.Add(ref column, x) * step));

    /// <summary><c>((upper * a >> 16) + (lower * b >> 16) + 2) >> 2</c>, limited to a byte.</summary>
    internal static void BlendRows(
        ReadOnlySpan<short> upper, ReadOnlySpan<short> lower, short upperWeight, short lowerWeight, Span<byte> target, int count, SimdWidth width)
    {
        ref short a = ref MemoryMarshal.GetReference(upper);
        ref short b = ref MemoryMarshal.GetReference(lower);
        ref byte t = ref MemoryMarshal.GetReference(target);
        switch (width)
        {
            case SimdWidth.Vector512:
                for (int x = 0; x < count; x += 64)
                {
                    Vector512<ushort> low = Blend512(ref a, ref b, upperWeight, lowerWeight, x), high = Blend512(ref a, ref b, upperWeight, lowerWeight, x + 32);
                    Vector512.NarrowWithSaturation(low, high).StoreUnsafe(ref t, (nuint)x);
                }

                break;
            case SimdWidth.Vector256:
                for (int x = 0; x < count; x += 32)
                {
                    Vector256<ushort> low = Blend256(ref a, ref b, upperWeight, lowerWeight, x), high = Blend256(ref a, ref b, upperWeight, lowerWeight, x + 16);
                    Vector256.NarrowWithSaturation(low, high).StoreUnsafe(ref t, (nuint)x);
                }

                break;
            case SimdWidth.Vector128:
                for (int x = 0; x < count; x += 16)
                {
                    Vector128<short> low = Blend128(ref a, ref b, upperWeight, lowerWeight, x), high = Blend128(ref a, ref b, upperWeight, lowerWeight, x + 8);
                    Lanes.PackBytes(low, high).StoreUnsafe(ref t, (nuint)x);
                }

                break;
            default:
                for (int x = 0; x < count; x++)
                {
                    int value = ((upper[x] * upperWeight >> 16) + (lower[x] * lowerWeight >> 16) + 2) >> 2;
                    target[x] = (byte)Math.Clamp(value, 0, 255);
                }

                break;
        }
    }

    // Weights and values are never negative, so that signed and unsigned agree.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Blend512(ref short a, ref short b, short upperWeight, short lowerWeight, int x) =>
        ((Avx512BW.MultiplyHigh(Vector512.LoadUnsafe(ref a, (nuint)x), Vector512.Create(upperWeight))
        + Avx512BW.MultiplyHigh(Vector512.LoadUnsafe(ref b, (nuint)x), Vector512.Create(lowerWeight))
        + Vector512.Create((short)2)) >> 2).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Blend256(ref short a, ref short b, short upperWeight, short lowerWeight, int x) =>
        ((Avx2.MultiplyHigh(Vector256.LoadUnsafe(ref a, (nuint)x), Vector256.Create(upperWeight))
        + Avx2.MultiplyHigh(Vector256.LoadUnsafe(ref b, (nuint)x), Vector256.Create(lowerWeight))
        + Vector256.Create((short)2)) >> 2).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Blend128(ref short a, ref short b, short upperWeight, short lowerWeight, int x) =>
        (Lanes.MultiplyHigh(Vector128.LoadUnsafe(ref a, (nuint)x), Vector128.Create(upperWeight))
        + Lanes.MultiplyHigh(Vector128.LoadUnsafe(ref b, (nuint)x), Vector128.Create(lowerWeight))
        + Vector128.Create((short)2)) >> 2;
}

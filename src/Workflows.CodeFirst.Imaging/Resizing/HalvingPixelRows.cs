using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Workflows.CodeFirst.Imaging;

/// <summary>What OpenCV's bilinear resize does when both axes shrink to exactly one half: the rounded mean of two by two pixels.</summary>
internal readonly ref struct HalvingPixelRows : IPixelRows
{
    private readonly SourceRows source;
    private readonly PixelShuffle shuffle;
    private readonly int destinationWidth;
    private readonly SimdWidth width;

    public HalvingPixelRows(ImageView source, ChannelOrder order, ScratchMemory scratch, SimdWidth width)
    {
        this.source = new SourceRows(source, scratch);
        this.width = width;
        shuffle = new PixelShuffle(source.Format, order);
        destinationWidth = source.Width / 2;
    }

    /// <inheritdoc/>
    public void Read(int y, Span<byte> quads)
    {
        ReadOnlySpan<byte> upper = source[2 * y], lower = source[2 * y + 1];
        ref byte a = ref MemoryMarshal.GetReference(upper);
        ref byte b = ref MemoryMarshal.GetReference(lower);
        ref byte target = ref MemoryMarshal.GetReference(quads);
        int pair = 4 * shuffle.Step; // source bytes for two destination pixels
        int x = 0;
        switch (width)
        {
            case SimdWidth.Vector512:
                var pairs512 = Vector512.Create(Vector256.Create(shuffle.TwoPairs));
                for (; x + 16 <= destinationWidth; x += 16)
                {
                    int from = x / 2 * pair;
                    Vector512<short> even = Mean512(ref a, ref b, pairs512, from, pair);
                    Vector512<short> odd = Mean512(ref a, ref b, pairs512, from + pair, pair);
                    Avx512BW.PackUnsignedSaturate(even, odd).StoreUnsafe(ref target, (nuint)(x * 4));
                }

                break;
            case SimdWidth.Vector256:
                var pairs256 = Vector256.Create(shuffle.TwoPairs);
                for (; x + 8 <= destinationWidth; x += 8)
                {
                    int from = x / 2 * pair;
                    Vector256<short> even = Mean256(ref a, ref b, pairs256, from, pair);
                    Vector256<short> odd = Mean256(ref a, ref b, pairs256, from + pair, pair);
                    Avx2.PackUnsignedSaturate(even, odd).StoreUnsafe(ref target, (nuint)(x * 4));
                }

                break;
            case SimdWidth.Vector128:
                for (; x + 4 <= destinationWidth; x += 4)
                {
                    int from = x / 2 * pair;
                    Vector128<short> even = Mean128(ref a, ref b, shuffle.TwoPairs, from), odd = Mean128(ref a, ref b, shuffle.TwoPairs, from + pair);
                    Lanes.PackBytes(even, odd).StoreUnsafe(ref target, (nuint)(x * 4));
                }

                break;
        }

        for (; x < destinationWidth; x++)
        {
            int left = 2 * x * shuffle.Step, right = left + shuffle.Step;
            quads[x * 4] = Mean(upper, lower, left + shuffle.Channel0, right + shuffle.Channel0);
            quads[x * 4 + 1] = Mean(upper, lower, left + shuffle.Channel1, right + shuffle.Channel1);
            quads[x * 4 + 2] = Mean(upper, lower, left + shuffle.Channel2, right + shuffle.Channel2);
            quads[x * 4 + 3] = 0;
        }
    }

    private static byte Mean(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int left, int right) =>
        (byte)((upper[left] + upper[right] + lower[left] + lower[right] + 2) >> 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Mean128(ref byte a, ref byte b, Vector128<byte> pairs, int from)
    {
        Vector128<short> upper = Lanes.AddPairs(Lanes.Shuffle(Vector128.LoadUnsafe(ref a, (nuint)from), pairs));
        Vector128<short> lower = Lanes.AddPairs(Lanes.Shuffle(Vector128.LoadUnsafe(ref b, (nuint)from), pairs));
        return (upper + lower + Vector128.Create((short)2)) >> 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Mean256(ref byte a, ref byte b, Vector256<byte> pairs, int from, int pair)
    {
        Vector256<short> upper = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(Load256(ref a, from, 2 * pair), pairs), Vector256<sbyte>.One);
        Vector256<short> lower = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(Load256(ref b, from, 2 * pair), pairs), Vector256<sbyte>.One);
        return (upper + lower + Vector256.Create((short)2)) >> 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Mean512(ref byte a, ref byte b, Vector512<byte> pairs, int from, int pair)
    {
        Vector512<short> upper = Avx512BW.MultiplyAddAdjacent(Avx512BW.Shuffle(Load512(ref a, from, 2 * pair), pairs), Vector512<sbyte>.One);
        Vector512<short> lower = Avx512BW.MultiplyAddAdjacent(Avx512BW.Shuffle(Load512(ref b, from, 2 * pair), pairs), Vector512<sbyte>.One);
        return (upper + lower + Vector512.Create((short)2)) >> 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Load256(ref byte row, int from, int step) =>
        Vector256.Create(Vector128.LoadUnsafe(ref row, (nuint)from), Vector128.LoadUnsafe(ref row, (nuint)(from + step)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Load512(ref byte row, int from, int step) =>
        Vector512.Create(Load256(ref row, from, step), Load256(ref row, from + 2 * step, step));
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Writes rows of quads into the three planes of a tensor, normalised on the way. The fastest way of normalising that gives the right
/// bits for all 256 bytes is found when the writer is made, once a model.
/// </summary>
internal sealed class PlaneWriter
{
    private readonly Normalization normalization;
    private readonly Method method;
    private readonly float[] table;

    public PlaneWriter(Normalization normalization)
        : this(normalization, allowFused: Fma.IsSupported || AdvSimd.IsSupported)
    {
    }

    internal PlaneWriter(Normalization normalization, bool allowFused)
    {
        this.normalization = normalization;
        table = normalization.ToTable();
        method = normalization == Normalization.None ? Method.None
            : allowFused && normalization is { Divisor: { } divisor, Multiplier: null, Mean.IsEmpty: true } && IsRight(_ => new FusedDivision(divisor)) ? Method.FusedDivision
            : allowFused && normalization is { Divisor: not null, Multiplier: null, Mean.IsEmpty: false } && IsRight(Statistics) ? Method.FusedStatistics
            : Method.Exact;
    }

    private enum Method
    {
        None,
        FusedDivision,
        FusedStatistics,
        Exact,
    }

    /// <summary>What becomes of every byte: 3 × 256 values.</summary>
    public float[] Table => table;

    /// <summary>Writes a row of byte quads.</summary>
    /// <param name="quads">Four bytes a pixel.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="planes">Three planes, one after the other.</param>
    /// <param name="plane">Elements of a plane.</param>
    /// <param name="offset">Where in the first plane the row starts.</param>
    /// <param name="width">The registers to use.</param>
    public void Write(ReadOnlySpan<byte> quads, int count, Span<float> planes, int plane, int offset, SimdWidth width)
    {
        for (int c = 0; c < 3; c++)
        {
            Span<float> target = planes.Slice(c * plane + offset, count);
            switch (method)
            {
                case Method.None:
                    WriteBytes(quads, target, c, new NoNormalizer(), width);
                    break;
                case Method.FusedDivision:
                    WriteBytes(quads, target, c, new FusedDivision(normalization.Divisor!.Value), width);
                    break;
                case Method.FusedStatistics:
                    WriteBytes(quads, target, c, Statistics(c), width);
                    break;
                default:
                    WriteBytes(quads, target, c, new ExactNormalizer(normalization, c), width);
                    break;
            }
        }
    }

    /// <summary>Writes a row of float quads.</summary>
    /// <param name="quads">Four floats a pixel.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="planes">Three planes, one after the other.</param>
    /// <param name="plane">Elements of a plane.</param>
    /// <param name="offset">Where in the first plane the row starts.</param>
    /// <param name="isNormalized">Whether the values are to be written as they are.</param>
    /// <param name="width">The registers to use.</param>
    public void Write(ReadOnlySpan<float> quads, int count, Span<float> planes, int plane, int offset, bool isNormalized, SimdWidth width)
    {
        Span<float> p0 = planes.Slice(offset, count), p1 = planes.Slice(plane + offset, count), p2 = planes.Slice(2 * plane + offset, count);
        if (isNormalized || method == Method.None)
        {
            WriteFloats(quads, p0, p1, p2, new NoNormalizer(), new NoNormalizer(), new NoNormalizer(), width);
        }
        else if (method == Method.FusedDivision && FusedDivision.IsExactFor(normalization.Divisor!.Value))
        {
            var division = new FusedDivision(normalization.Divisor.Value);
            WriteFloats(quads, p0, p1, p2, division, division, division, width);
        }
        else
        {
            WriteFloats(
                quads, p0, p1, p2, new ExactNormalizer(normalization, 0), new ExactNormalizer(normalization, 1), new ExactNormalizer(normalization, 2), width);
        }
    }

    private static void WriteFloats<TNormalizer>(
        ReadOnlySpan<float> quads, Span<float> p0, Span<float> p1, Span<float> p2, TNormalizer n0, TNormalizer n1, TNormalizer n2, SimdWidth width)
        where TNormalizer : struct, IChannelNormalizer
    {
        int x = 0;
        if (width != SimdWidth.Scalar)
        {
            ref float q = ref MemoryMarshal.GetReference(quads);
            for (; x <= p0.Length - 4; x += 4)
            {
                (Vector128<float> c0, Vector128<float> c1, Vector128<float> c2) = Lanes.Planes(
                    Vector128.LoadUnsafe(ref q, (nuint)(x * 4)),
                    Vector128.LoadUnsafe(ref q, (nuint)(x * 4 + 4)),
                    Vector128.LoadUnsafe(ref q, (nuint)(x * 4 + 8)),
                    Vector128.LoadUnsafe(ref q, (nuint)(x * 4 + 12)));
                n0.Apply(c0).CopyTo(p0[x..]);
                n1.Apply(c1).CopyTo(p1[x..]);
                n2.Apply(c2).CopyTo(p2[x..]);
            }
        }

        for (; x < p0.Length; x++)
        {
            p0[x] = n0.Apply(quads[x * 4]);
            p1[x] = n1.Apply(quads[x * 4 + 1]);
            p2[x] = n2.Apply(quads[x * 4 + 2]);
        }
    }

    private void WriteBytes<TNormalizer>(ReadOnlySpan<byte> quads, Span<float> target, int channel, TNormalizer normalizer, SimdWidth width)
        where TNormalizer : struct, IChannelNormalizer
    {
        ref byte q = ref MemoryMarshal.GetReference(quads);
        ref float t = ref MemoryMarshal.GetReference(target);
        int count = target.Length, shift = channel * 8;

        // The last register overlaps the one before.
        if (width >= SimdWidth.Vector512 && count >= 16)
        {
            for (int x = 0; x < count; x += 16)
            {
                x = Math.Min(x, count - 16);
                Vector512<int> v = Vector512.LoadUnsafe(ref q, (nuint)(x * 4)).AsInt32();
                normalizer.Apply(Vector512.ConvertToSingle((v >>> shift) & Vector512.Create(255))).StoreUnsafe(ref t, (nuint)x);
            }
        }
        else if (width >= SimdWidth.Vector256 && count >= 8)
        {
            for (int x = 0; x < count; x += 8)
            {
                x = Math.Min(x, count - 8);
                Vector256<int> v = Vector256.LoadUnsafe(ref q, (nuint)(x * 4)).AsInt32();
                normalizer.Apply(Vector256.ConvertToSingle((v >>> shift) & Vector256.Create(255))).StoreUnsafe(ref t, (nuint)x);
            }
        }
        else if (width >= SimdWidth.Vector128 && count >= 4)
        {
            for (int x = 0; x < count; x += 4)
            {
                x = Math.Min(x, count - 4);
                Vector128<int> v = Vector128.LoadUnsafe(ref q, (nuint)(x * 4)).AsInt32();
                normalizer.Apply(Vector128.ConvertToSingle((v >>> shift) & Vector128.Create(255))).StoreUnsafe(ref t, (nuint)x);
            }
        }
        else
        {
            ReadOnlySpan<float> values = table.AsSpan(channel * 256, 256);
            for (int x = 0; x < count; x++)
            {
                target[x] = values[quads[x * 4 + channel]];
            }
        }
    }

    private FusedStatistics Statistics(int channel) =>
        new(normalization.Divisor!.Value, normalization.Mean[channel], normalization.Deviation[channel]);

    private bool IsRight<TNormalizer>(Func<int, TNormalizer> create)
        where TNormalizer : struct, IChannelNormalizer
    {
        for (int i = 0; i < table.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(create(i >> 8).Apply(i & 255)) != BitConverter.SingleToInt32Bits(table[i]))
            {
                return false;
            }
        }

        return true;
    }
}

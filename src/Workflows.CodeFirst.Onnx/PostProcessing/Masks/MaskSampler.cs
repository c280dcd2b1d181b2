using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Resizes a map of scores and compares it with a threshold, straight into bits. Only a rectangle of the result is computed, from only
/// those values that contribute to it: the cost follows the object's area.
/// </summary>
internal readonly ref struct MaskSampler
{
    private readonly MaskAxis columns;
    private readonly MaskAxis rows;
    private readonly float bound;
    private readonly Span<float> ring;
    private readonly int stride;

    /// <summary>Prepares for masks of one image.</summary>
    /// <param name="columns">How columns are resized.</param>
    /// <param name="rows">How rows are resized.</param>
    /// <param name="bound">A pixel is set when its value is greater; 0 or more.</param>
    /// <param name="memory">Working memory.</param>
    public MaskSampler(MaskAxis columns, MaskAxis rows, float bound, ScratchMemory memory)
    {
        this.columns = columns;
        this.rows = rows;
        this.bound = bound;
        stride = BitPlane.Stride(columns.Destination) * 64;
        ring = memory.Take<float>(stride * MaskAxis.Taps);
    }

    /// <summary>The part of the map that contributes to a rectangle of the result.</summary>
    public PixelRectangle Support(PixelRectangle target)
    {
        var (left, right) = columns.Support(target.X, target.Right);
        var (top, bottom) = rows.Support(target.Y, target.Bottom);
        return new(left, top, right - left, bottom - top);
    }

    /// <summary>The part of the result to which a rectangle of the map contributes.</summary>
    public PixelRectangle Reached(PixelRectangle part)
    {
        var (left, right) = columns.Reached(part.X, part.Right);
        var (top, bottom) = rows.Reached(part.Y, part.Bottom);
        return new(left, top, right - left, bottom - top);
    }

    /// <summary>Computes a rectangle of the result.</summary>
    /// <param name="values">The values of <see cref="Support"/>, in rows that are followed by at least one more readable value.</param>
    /// <param name="valueStride">From one row of values to the next.</param>
    /// <param name="target">The rectangle.</param>
    /// <returns>The bits of the rectangle.</returns>
    public BitPlane Sample(ReadOnlySpan<float> values, int valueStride, PixelRectangle target)
    {
        var bits = new BitPlane(target.Width, target.Height);
        Sample(values, valueStride, target, bits);
        return bits;
    }

    /// <summary>Computes a rectangle of the result into memory that the caller owns.</summary>
    /// <param name="values">The values of <see cref="Support"/>, in rows that are followed by at least one more readable value.</param>
    /// <param name="valueStride">From one row of values to the next.</param>
    /// <param name="target">The rectangle.</param>
    /// <param name="bits">Receives the bits of the rectangle, all of which are written.</param>
    public void Sample(ReadOnlySpan<float> values, int valueStride, PixelRectangle target, BitPlane bits)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Sample<Lanes512>(values, valueStride, target, bits);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Sample<Lanes256>(values, valueStride, target, bits);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Sample<Lanes128>(values, valueStride, target, bits);
        }
        else
        {
            Sample<Lanes1>(values, valueStride, target, bits);
        }
    }

    internal void Sample<TLanes>(ReadOnlySpan<float> values, int valueStride, PixelRectangle target, BitPlane bits)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        if (target.IsEmpty)
        {
            return;
        }

        var support = Support(target);
        int padded = BitPlane.Stride(target.Width) * 64;

        // Behind the last column nothing may be above the bound, which is not negative.
        for (int i = 0; i < MaskAxis.Taps; i++)
        {
            ring.Slice(i * stride + target.Width, padded - target.Width).Clear();
        }

        int next = 0;
        for (int y = 0; y < target.Height; y++)
        {
            int start = rows.Start[target.Y + y], count = rows.Count[target.Y + y];
            for (next = Math.Max(next, start); next < start + count; next++)
            {
                columns.Resize(values[((next - support.Y) * valueStride)..], support.X, target.X, RingRow(next)[..target.Width]);
            }

            var weights = rows.Weights.AsSpan((target.Y + y) * MaskAxis.Taps, MaskAxis.Taps);
            Threshold<TLanes>(RingRow(start), RingRow(start + count - 1), weights[0], weights[1], bits.Row(y));
        }
    }

    private Span<float> RingRow(int row) => ring.Slice(row % MaskAxis.Taps * stride, stride);

    private void Threshold<TLanes>(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float upperWeight, float lowerWeight, Span<ulong> bits)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref readonly float a = ref MemoryMarshal.GetReference(upper[..(bits.Length * 64)]);
        ref readonly float b = ref MemoryMarshal.GetReference(lower[..(bits.Length * 64)]);
        TLanes wa = TLanes.Broadcast(upperWeight), wb = TLanes.Broadcast(lowerWeight), limit = TLanes.Broadcast(bound);
        for (int word = 0; word < bits.Length; word++)
        {
            ulong set = 0;
            for (int i = 0; i < 64; i += TLanes.Count)
            {
                int x = word * 64 + i;
                var value = TLanes.Load(in a, x) * wa + TLanes.Load(in b, x) * wb;
                set |= (ulong)TLanes.GreaterBits(value, limit) << i;
            }

            bits[word] = set;
        }
    }
}

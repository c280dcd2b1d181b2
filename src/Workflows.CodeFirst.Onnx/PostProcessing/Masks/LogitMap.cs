using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>A map of mask logits of one instance. Only the surroundings of what is above zero are looked at again.</summary>
internal readonly ref struct LogitMap(ReadOnlySpan<float> logits, ImageSize size)
{
    private readonly ReadOnlySpan<float> logits = logits;

    /// <summary>The smallest rectangle that holds all logits above zero; empty when there are none.</summary>
    public PixelRectangle Positive
    {
        get
        {
            int left = size.Width, top = size.Height, right = 0, bottom = 0;
            for (int y = 0; y < size.Height; y++)
            {
                var (first, end) = Positives(logits.Slice(y * size.Width, size.Width));
                if (end > 0)
                {
                    left = Math.Min(left, first);
                    right = Math.Max(right, end);
                    top = Math.Min(top, y);
                    bottom = y + 1;
                }
            }

            return right == 0 ? default : new(left, top, right - left, bottom - top);
        }
    }

    /// <summary>Copies a rectangle, which may reach over the borders of the map: there it is zero.</summary>
    /// <param name="rectangle">The rectangle.</param>
    /// <param name="target">Receives the values.</param>
    /// <param name="stride">From one row of the target to the next; what a row has beyond the rectangle becomes zero.</param>
    public void CopyTo(PixelRectangle rectangle, Span<float> target, int stride)
    {
        target[..(stride * rectangle.Height + 1)].Clear();
        var inside = rectangle.Intersect(new(0, 0, size.Width, size.Height));
        for (int y = inside.Y; y < inside.Bottom; y++)
        {
            logits.Slice(y * size.Width + inside.X, inside.Width).CopyTo(target[((y - rectangle.Y) * stride + inside.X - rectangle.X)..]);
        }
    }

    private static (int First, int End) Positives(ReadOnlySpan<float> row)
    {
        int first = -1, end = 0, x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref readonly float start = ref MemoryMarshal.GetReference(row);
            var zero = Lanes256.Broadcast(0);
            for (; x + Lanes256.Count <= row.Length; x += Lanes256.Count)
            {
                uint bits = Lanes256.GreaterBits(Lanes256.Load(in start, x), zero);
                if (bits != 0)
                {
                    first = first < 0 ? x + BitOperations.TrailingZeroCount(bits) : first;
                    end = x + BitOperations.Log2(bits) + 1;
                }
            }
        }

        for (; x < row.Length; x++)
        {
            if (row[x] > 0)
            {
                first = first < 0 ? x : first;
                end = x + 1;
            }
        }

        return (first, end);
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Sums of prototype masks weighted by an instance's coefficients, in a part of the plane.</summary>
internal static class PrototypeKernel
{
    /// <summary>Evaluates a rectangle of prototypes that are stored plane by plane.</summary>
    /// <param name="prototypes">Planes of <paramref name="size"/>, one for each coefficient.</param>
    /// <param name="size">The size of a plane.</param>
    /// <param name="coefficients">The weights.</param>
    /// <param name="part">The rectangle, inside the plane.</param>
    /// <param name="target">Receives the rectangle.</param>
    /// <param name="targetStride">From one row of the target to the next.</param>
    public static void Evaluate(
        ReadOnlySpan<float> prototypes, ImageSize size, ReadOnlySpan<float> coefficients, PixelRectangle part, Span<float> target, int targetStride)
    {
        int width = part.Width;
        if (Vector512.IsHardwareAccelerated && width >= Lanes512.Count)
        {
            Evaluate<Lanes512>(prototypes, size, coefficients, part, target, targetStride);
        }
        else if (Vector256.IsHardwareAccelerated && width >= Lanes256.Count)
        {
            Evaluate<Lanes256>(prototypes, size, coefficients, part, target, targetStride);
        }
        else if (Vector128.IsHardwareAccelerated && width >= Lanes128.Count)
        {
            Evaluate<Lanes128>(prototypes, size, coefficients, part, target, targetStride);
        }
        else
        {
            Evaluate<Lanes1>(prototypes, size, coefficients, part, target, targetStride);
        }
    }

    /// <summary>The same for prototypes whose values of one pixel follow each other.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static void EvaluateChannelLast(
        ReadOnlySpan<float> prototypes, ImageSize size, ReadOnlySpan<float> coefficients, PixelRectangle part, Span<float> target, int targetStride)
    {
        int channels = coefficients.Length;
        for (int y = 0; y < part.Height; y++)
        {
            for (int x = 0; x < part.Width; x++)
            {
                var pixel = prototypes.Slice(((part.Y + y) * size.Width + part.X + x) * channels, channels);
                float sum = 0;
                for (int k = 0; k < channels; k++)
                {
                    sum = float.MultiplyAddEstimate(coefficients[k], pixel[k], sum);
                }

                target[y * targetStride + x] = sum;
            }
        }
    }

    /// <summary>Needs a rectangle at least as wide as a vector: the last one of a row overlaps the one before it.</summary>
    internal static void Evaluate<TLanes>(
        ReadOnlySpan<float> prototypes, ImageSize size, ReadOnlySpan<float> coefficients, PixelRectangle part, Span<float> target, int targetStride)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        int plane = size.Width * size.Height, width = part.Width;
        ArgumentOutOfRangeException.ThrowIfLessThan(prototypes.Length, (long)plane * coefficients.Length, nameof(prototypes));
        for (int y = 0; y < part.Height; y++)
        {
            ref readonly float source = ref prototypes[(part.Y + y) * size.Width + part.X];
            ref float row = ref MemoryMarshal.GetReference(target.Slice(y * targetStride, width));
            for (int x = 0; ; x += TLanes.Count)
            {
                x = Math.Min(x, width - TLanes.Count);
                var sum = TLanes.Broadcast(0);
                int offset = x;
                for (int k = 0; k < coefficients.Length; k++, offset += plane)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Broadcast(coefficients[k]), TLanes.Load(in source, offset), sum);
                }

                TLanes.Store(sum, ref row, x);
                if (x + TLanes.Count >= width)
                {
                    break;
                }
            }
        }
    }
}

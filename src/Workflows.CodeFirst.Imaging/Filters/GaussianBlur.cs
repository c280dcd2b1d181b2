using System.Numerics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>The mean of the pixels around each, weighted by a bell curve: OpenCV's <c>GaussianBlur</c> of bytes, with its weights of 8 bits.</summary>
internal static class GaussianBlur
{
    private const int WeightBits = 8;
    private const int One = 1 << WeightBits;

    /// <summary>Blurs an image.</summary>
    /// <param name="source">The image.</param>
    /// <param name="side">Pixels that are averaged along each axis: odd. The bell's width follows from it.</param>
    public static Image Apply(ImageView source, int side)
    {
        var blurred = Image.Create(source.Width, source.Height, source.Format);
        ushort[] weights = Weights(side);
        int step = source.Format.BytesPerPixel(), radius = side / 2, length = source.Width * step;
        var sums = new ushort[length];
        var padded = new ushort[(source.Width + 2 * radius) * step];
        var totals = new uint[length];
        for (int y = 0; y < source.Height; y++)
        {
            Array.Clear(sums);
            Array.Fill(totals, (uint)One * One / 2);
            for (int i = 0; i < side; i++)
            {
                AddRow(source.Row(ImageEdges.Mirror(y + i - radius, source.Height)), weights[i], sums);
            }

            ImageEdges.Pad<ushort>(sums, step, radius, padded);
            for (int i = 0; i < side; i++)
            {
                AddShifted(padded.AsSpan(i * step, length), weights[i], totals);
            }

            var target = blurred.Pixels.Slice(y * blurred.Stride, length);
            for (int i = 0; i < length; i++)
            {
                target[i] = (byte)(totals[i] >> (2 * WeightBits));
            }
        }

        return blurred;
    }

    /// <summary>Weights that add up to 256; what rounding takes from one is given to the next, and the middle gets the rest.</summary>
    private static ushort[] Weights(int side)
    {
        switch (side)
        {
            case 1:
                return [256];
            case 3:
                return [64, 128, 64];
            case 5:
                return [16, 64, 96, 64, 16];
            case 7:
                return [8, 28, 56, 72, 56, 28, 8];
        }

        double sigma = ((side - 1) * 0.5 - 1) * 0.3 + 0.8, total = 0, carried = 0;
        var bell = new double[side];
        for (int i = 0; i < side; i++)
        {
            double x = i - (side - 1) * 0.5;
            total += bell[i] = Math.Exp(-x * x / (2 * sigma * sigma));
        }

        var weights = new ushort[side];
        int rest = One;
        for (int i = 0; i < side / 2; i++)
        {
            double exact = bell[i] / total * One + carried;
            double rounded = Math.Round(exact);
            carried = exact - rounded;
            weights[i] = weights[side - 1 - i] = (ushort)rounded;
            rest -= 2 * weights[i];
        }

        weights[side / 2] = (ushort)rest;
        return weights;
    }

    private static void AddRow(ReadOnlySpan<byte> row, ushort weight, Span<ushort> sums)
    {
        int i = 0;
        var weights = new Vector<ushort>(weight);
        for (; i <= sums.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            (new Vector<ushort>(sums[i..]) + low * weights).CopyTo(sums[i..]);
            var upper = sums[(i + Vector<ushort>.Count)..];
            (new Vector<ushort>(upper) + high * weights).CopyTo(upper);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += (ushort)(row[i] * weight);
        }
    }

    private static void AddShifted(ReadOnlySpan<ushort> sums, ushort weight, Span<uint> totals)
    {
        int i = 0;
        var weights = new Vector<uint>(weight);
        for (; i <= totals.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(sums[i..]), out var low, out var high);
            (new Vector<uint>(totals[i..]) + low * weights).CopyTo(totals[i..]);
            var upper = totals[(i + Vector<uint>.Count)..];
            (new Vector<uint>(upper) + high * weights).CopyTo(upper);
        }

        for (; i < totals.Length; i++)
        {
            totals[i] += (uint)sums[i] * weight;
        }
    }
}

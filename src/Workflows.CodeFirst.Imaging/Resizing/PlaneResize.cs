namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Resizes one channel of floats (a mask, a score map) or a part of it: only the wanted rectangle of the result is computed, so that the
/// cost follows the rectangle's area.
/// </summary>
internal static class PlaneResize
{
    /// <summary>OpenCV's bilinear resize of floats; see <see cref="CvLinearFloatRows{TSource}"/>.</summary>
    /// <param name="source">The plane, row by row.</param>
    /// <param name="sourceSize">Its size.</param>
    /// <param name="destinationSize">The size of the whole result.</param>
    /// <param name="x">First wanted column of the result.</param>
    /// <param name="y">First wanted row of the result.</param>
    /// <param name="size">Wanted columns and rows.</param>
    /// <param name="destination">Receives the wanted rectangle, row by row.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="width">The registers to use.</param>
    public static void CvLinear(
        ReadOnlySpan<float> source, ImageSize sourceSize, ImageSize destinationSize, int x, int y, ImageSize size,
        Span<float> destination, ScratchMemory scratch, SimdWidth width)
    {
        var columns = CvLinearAxis.Get(sourceSize.Width, destinationSize.Width);
        var rows = CvLinearAxis.Get(sourceSize.Height, destinationSize.Height);
        if (sourceSize == destinationSize)
        {
            Copy(source, sourceSize, x, y, size, destination);
            return;
        }

        if (columns.IsHalving && rows.IsHalving)
        {
            Halve(source, sourceSize, x, y, size, destination);
            return;
        }

        Span<float> upper = scratch.Take<float>(size.Width), lower = scratch.Take<float>(size.Width);
        int upperRow = -1, lowerRow = -1;
        for (int o = 0; o < size.Height; o++)
        {
            int first = rows.UpperRow[y + o], second = rows.LowerRow[y + o];
            if (first == lowerRow)
            {
                Span<float> kept = upper;
                upper = lower;
                lower = kept;
                (upperRow, lowerRow) = (lowerRow, upperRow);
            }

            if (first != upperRow)
            {
                CvColumns(source.Slice(first * sourceSize.Width, sourceSize.Width), columns, x, upper);
                upperRow = first;
            }

            if (second != first && second != lowerRow)
            {
                CvColumns(source.Slice(second * sourceSize.Width, sourceSize.Width), columns, x, lower);
                lowerRow = second;
            }

            float fraction = rows.RowFraction[y + o];
            FloatBlend.Rows(upper, second == first ? upper : lower, 1 - fraction, fraction, destination.Slice(o * size.Width, size.Width), size.Width, width);
        }
    }

    /// <summary>Torch's bilinear resize, without antialiasing; see <see cref="TorchAxis"/>.</summary>
    /// <inheritdoc cref="CvLinear"/>
    public static void Torch(
        ReadOnlySpan<float> source, ImageSize sourceSize, ImageSize destinationSize, int x, int y, ImageSize size,
        Span<float> destination, ScratchMemory scratch, SimdWidth width)
    {
        if (sourceSize == destinationSize)
        {
            Copy(source, sourceSize, x, y, size, destination);
            return;
        }

        var columns = TorchAxis.Get(sourceSize.Width, destinationSize.Width);
        var rows = TorchAxis.Get(sourceSize.Height, destinationSize.Height);
        Span<float> ring = scratch.Take<float>(TorchAxis.Taps * size.Width);
        int next = 0;
        for (int o = 0; o < size.Height; o++)
        {
            int start = rows.Start[y + o], count = rows.Count[y + o];
            for (next = Math.Max(next, start); next < start + count; next++)
            {
                TorchColumns(source.Slice(next * sourceSize.Width, sourceSize.Width), columns, x, RingRow(ring, next, TorchAxis.Taps, size.Width));
            }

            ReadOnlySpan<float> weights = rows.Weights.AsSpan((y + o) * TorchAxis.Taps, count);
            Span<float> target = destination.Slice(o * size.Width, size.Width);
            Span<float> upper = RingRow(ring, start, TorchAxis.Taps, size.Width);
            if (count == 2)
            {
                FloatBlend.Rows(upper, RingRow(ring, start + 1, TorchAxis.Taps, size.Width), weights[0], weights[1], target, size.Width, width);
            }
            else
            {
                upper.CopyTo(target);
            }
        }
    }

    /// <summary>Torch's nearest-neighbour resize of bytes: source index <c>floor(o * source / destination)</c>, computed in float.</summary>
    /// <param name="source">The plane, row by row.</param>
    /// <param name="sourceSize">Its size.</param>
    /// <param name="destination">Receives the result, row by row.</param>
    /// <param name="destinationSize">The size of the result.</param>
    public static void TorchNearest(ReadOnlySpan<byte> source, ImageSize sourceSize, Span<byte> destination, ImageSize destinationSize)
    {
        float scaleX = (float)sourceSize.Width / destinationSize.Width, scaleY = (float)sourceSize.Height / destinationSize.Height;
        int previous = -1;
        for (int y = 0; y < destinationSize.Height; y++)
        {
            int from = NearestIndex(y, scaleY, sourceSize.Height);
            Span<byte> target = destination.Slice(y * destinationSize.Width, destinationSize.Width);
            if (from == previous)
            {
                destination.Slice((y - 1) * destinationSize.Width, destinationSize.Width).CopyTo(target);
                continue;
            }

            ReadOnlySpan<byte> row = source.Slice(from * sourceSize.Width, sourceSize.Width);
            for (int x = 0; x < target.Length; x++)
            {
                target[x] = row[NearestIndex(x, scaleX, row.Length)];
            }

            previous = from;
        }
    }

    private static int NearestIndex(int o, float scale, int length) => Math.Min((int)MathF.Floor(o * scale), length - 1);

    private static Span<float> RingRow(Span<float> ring, int row, int rows, int width) => ring.Slice(row % rows * width, width);

    private static void CvColumns(ReadOnlySpan<float> row, CvLinearAxis axis, int x, Span<float> target)
    {
        ReadOnlySpan<int> left = axis.Column.AsSpan(x, target.Length);
        ReadOnlySpan<float> fractions = axis.ColumnFraction.AsSpan(x, target.Length);
        for (int o = 0; o < target.Length; o++)
        {
            float fraction = fractions[o];
            float a = row[left[o]] * (1 - fraction), b = row[Math.Min(left[o] + 1, row.Length - 1)] * fraction;
            target[o] = a + b;
        }
    }

    private static void TorchColumns(ReadOnlySpan<float> row, TorchAxis axis, int x, Span<float> target)
    {
        if (axis.Source == axis.Destination)
        {
            row.Slice(x, target.Length).CopyTo(target);
            return;
        }

        for (int o = 0; o < target.Length; o++)
        {
            int start = axis.Start[x + o];
            ReadOnlySpan<float> weights = axis.Weights.AsSpan((x + o) * TorchAxis.Taps, axis.Count[x + o]);
            float sum = row[start] * weights[0];
            for (int k = 1; k < weights.Length; k++)
            {
                float p = row[start + k] * weights[k];
                sum += p;
            }

            target[o] = sum;
        }
    }

    private static void Copy(ReadOnlySpan<float> source, ImageSize sourceSize, int x, int y, ImageSize size, Span<float> destination)
    {
        for (int o = 0; o < size.Height; o++)
        {
            source.Slice((y + o) * sourceSize.Width + x, size.Width).CopyTo(destination[(o * size.Width)..]);
        }
    }

    private static void Halve(ReadOnlySpan<float> source, ImageSize sourceSize, int x, int y, ImageSize size, Span<float> destination)
    {
        for (int o = 0; o < size.Height; o++)
        {
            ReadOnlySpan<float> upper = source.Slice(2 * (y + o) * sourceSize.Width + 2 * x, 2 * size.Width);
            ReadOnlySpan<float> lower = source.Slice((2 * (y + o) + 1) * sourceSize.Width + 2 * x, 2 * size.Width);
            for (int i = 0; i < size.Width; i++)
            {
                destination[o * size.Width + i] = (upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1]) * 0.25f;
            }
        }
    }
}

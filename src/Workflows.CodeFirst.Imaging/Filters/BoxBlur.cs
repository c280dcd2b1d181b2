namespace Workflows.CodeFirst.Imaging;

/// <summary>The mean of the pixels around each: OpenCV's <c>blur</c>. The work does not grow with the size of the surroundings.</summary>
internal static class BoxBlur
{
    /// <summary>Blurs an image.</summary>
    /// <param name="source">The image.</param>
    /// <param name="side">Pixels that are averaged along each axis, 1 or more.</param>
    public static Image Apply(ImageView source, int side)
    {
        var blurred = Image.Create(source.Width, source.Height, source.Format);
        int step = source.Format.BytesPerPixel(), before = side / 2, length = source.Width * step;
        var sums = new int[length];
        var padded = new int[(source.Width + side - 1) * step];
        for (int y = -before; y < side - 1 - before; y++)
        {
            Add(sums, source.Row(ImageEdges.Mirror(y, source.Height)), 1);
        }

        // Half of the area is added for rounding; the quotient comes from a multiplication, which is exact for these sums.
        int area = side * side;
        double scale = 1.0 / area;
        for (int y = 0; y < source.Height; y++)
        {
            Add(sums, source.Row(ImageEdges.Mirror(y + side - 1 - before, source.Height)), 1);
            ImageEdges.Pad<int>(sums, step, before, padded);
            Average(padded, step, side, scale, blurred.Pixels.Slice(y * blurred.Stride, length));
            Add(sums, source.Row(ImageEdges.Mirror(y - before, source.Height)), -1);
        }

        return blurred;
    }

    private static void Add(Span<int> sums, ReadOnlySpan<byte> row, int sign)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += sign * row[i];
        }
    }

    private static void Average(ReadOnlySpan<int> padded, int step, int side, double scale, Span<byte> target)
    {
        for (int channel = 0; channel < step; channel++)
        {
            int sum = 0;
            for (int i = 0; i < side - 1; i++)
            {
                sum += padded[i * step + channel];
            }

            int last = (side - 1) * step;
            for (int i = channel; i < target.Length; i += step)
            {
                sum += padded[i + last];
                target[i] = (byte)(sum * scale + 0.5);
                sum -= padded[i];
            }
        }
    }
}

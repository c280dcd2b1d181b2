namespace Workflows.CodeFirst.Imaging;

/// <summary>The middle one of the pixels around each: OpenCV's <c>medianBlur</c>, which repeats the outermost pixels beyond the edges.</summary>
/// <remarks>A histogram slides along each row (Huang's algorithm), with sums of 16 bins to find the middle by.</remarks>
internal static class MedianBlur
{
    private const int CoarseBits = 4;

    /// <summary>Blurs an image.</summary>
    /// <param name="source">The image.</param>
    /// <param name="side">Pixels along each axis: odd.</param>
    public static Image Apply(ImageView source, int side)
    {
        var blurred = Image.Create(source.Width, source.Height, source.Format);
        int step = source.Format.BytesPerPixel();
        var histogram = new Histogram(new int[256], new int[256 >> CoarseBits], side * side / 2);
        for (int y = 0; y < source.Height; y++)
        {
            var target = blurred.Pixels.Slice(y * blurred.Stride, source.Width * step);
            for (int channel = 0; channel < step; channel++)
            {
                Slide(source, histogram, y, side / 2, channel, step, target);
            }
        }

        return blurred;
    }

    private static void Slide(ImageView source, Histogram histogram, int y, int radius, int channel, int step, Span<byte> target)
    {
        histogram.Clear();
        for (int x = -radius; x < radius; x++)
        {
            AddColumn(source, histogram, x, y, radius, channel, step, 1);
        }

        for (int x = 0; x < source.Width; x++)
        {
            AddColumn(source, histogram, x + radius, y, radius, channel, step, 1);
            target[x * step + channel] = histogram.Median();
            AddColumn(source, histogram, x - radius, y, radius, channel, step, -1);
        }
    }

    private static void AddColumn(ImageView source, Histogram histogram, int x, int y, int radius, int channel, int step, int sign)
    {
        int at = Math.Clamp(x, 0, source.Width - 1) * step + channel;
        for (int row = y - radius; row <= y + radius; row++)
        {
            histogram.Add(source.Row(Math.Clamp(row, 0, source.Height - 1))[at], sign);
        }
    }

    private readonly record struct Histogram(int[] Fine, int[] Coarse, int Middle)
    {
        public void Clear()
        {
            Array.Clear(Fine);
            Array.Clear(Coarse);
        }

        public void Add(byte value, int sign)
        {
            Fine[value] += sign;
            Coarse[value >> CoarseBits] += sign;
        }

        public byte Median()
        {
            int below = 0, bin = 0;
            while (below + Coarse[bin] <= Middle)
            {
                below += Coarse[bin++];
            }

            bin <<= CoarseBits;
            while (below + Fine[bin] <= Middle)
            {
                below += Fine[bin++];
            }

            return (byte)bin;
        }
    }
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// scikit-image's <c>equalize_adapthist</c> of a colour image: CLAHE of the value channel of HSV, in tiles of an eighth of the image, with
/// hue and saturation kept. All numbers are of the precision that the reference computes with.
/// </summary>
internal static class ScikitAdaptiveEqualization
{
    private const int Grays = 1 << 14;
    private const int Bins = 256;
    private const int BinSize = 1 + Grays / Bins;

    /// <summary>Equalises an image in place.</summary>
    /// <param name="pixels">Three bytes a pixel.</param>
    /// <param name="size">The size of the image.</param>
    /// <param name="clipLimit">The share of a tile's pixels that a bin may have.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Apply(Span<byte> pixels, ImageSize size, double clipLimit, ScratchMemory scratch)
    {
        int count = size.Width * size.Height;
        Span<byte> bins = scratch.Take<byte>(count);
        QuantizeValues(pixels, bins);

        Span<ushort> equalized = scratch.Take<ushort>(count);
        Equalize(bins, size, clipLimit, equalized, scratch);

        ushort smallest = ushort.MaxValue, greatest = 0;
        foreach (ushort value in equalized)
        {
            smallest = Math.Min(smallest, value);
            greatest = Math.Max(greatest, value);
        }

        for (int i = 0; i < count; i++)
        {
            float value = smallest == greatest ? Math.Clamp((float)smallest, 0, 1) : (equalized[i] - (float)smallest) / ((float)greatest - smallest);
            SetValue(pixels.Slice(i * 3, 3), value);
        }
    }

    /// <summary>The value channel (the greatest of the three) stretched to 14 bits, as numbers of bins.</summary>
    private static void QuantizeValues(ReadOnlySpan<byte> pixels, Span<byte> bins)
    {
        int smallest = 255, greatest = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            int value = Math.Max(pixels[i * 3], Math.Max(pixels[i * 3 + 1], pixels[i * 3 + 2]));
            bins[i] = (byte)value;
            smallest = Math.Min(smallest, value);
            greatest = Math.Max(greatest, value);
        }

        Span<byte> table = stackalloc byte[256];
        double low = ToUInt16(smallest), high = ToUInt16(greatest);
        for (int v = smallest; v <= greatest; v++)
        {
            double value = low == high ? Math.Clamp(low, 0, Grays - 1) : (ToUInt16(v) - low) / (high - low) * (Grays - 1);
            table[v] = (byte)((int)Math.Round(value) / BinSize);
        }

        foreach (ref byte bin in bins)
        {
            bin = table[bin];
        }

        static double ToUInt16(int value) => MathF.Round(value / 255f * 65535f);
    }

    private static void Equalize(ReadOnlySpan<byte> bins, ImageSize size, double clipLimit, Span<ushort> equalized, ScratchMemory scratch)
    {
        // The image is padded by mirroring: half a tile before, and after it to whole tiles and another half.
        int tileWidth = Math.Max(size.Width / 8, 1), tileHeight = Math.Max(size.Height / 8, 1), area = tileWidth * tileHeight;
        int columns = (size.Width + tileWidth - 1) / tileWidth, rows = (size.Height + tileHeight - 1) / tileHeight;
        int limit = (int)Math.Max(clipLimit * area, 1);
        Span<ushort> maps = scratch.Take<ushort>(columns * rows * Bins);
        Span<int> histogram = stackalloc int[Bins];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                histogram.Clear();
                for (int y = row * tileHeight; y < (row + 1) * tileHeight; y++)
                {
                    ReadOnlySpan<byte> line = bins.Slice(Mirror(y, size.Height) * size.Width, size.Width);
                    for (int x = column * tileWidth; x < (column + 1) * tileWidth; x++)
                    {
                        histogram[line[Mirror(x, size.Width)]]++;
                    }
                }

                Clip(histogram, limit);
                Span<ushort> map = maps.Slice((row * columns + column) * Bins, Bins);
                double scale = (double)(Grays - 1) / area;
                int sum = 0;
                for (int bin = 0; bin < Bins; bin++)
                {
                    sum += histogram[bin];
                    map[bin] = (ushort)Math.Min(sum * scale, Grays - 1);
                }
            }
        }

        for (int y = 0; y < size.Height; y++)
        {
            int fromTop = y + tileHeight / 2, blockRow = fromTop / tileHeight;
            int top = Math.Clamp(blockRow - 1, 0, rows - 1), bottom = Math.Clamp(blockRow, 0, rows - 1);
            double below = (double)(fromTop % tileHeight) / tileHeight;
            for (int x = 0; x < size.Width; x++)
            {
                int fromLeft = x + tileWidth / 2, blockColumn = fromLeft / tileWidth;
                int left = Math.Clamp(blockColumn - 1, 0, columns - 1), right = Math.Clamp(blockColumn, 0, columns - 1);
                double after = (double)(fromLeft % tileWidth) / tileWidth;
                int bin = bins[y * size.Width + x];
                float sum = 0;
                sum += (float)(maps[(top * columns + left) * Bins + bin] * ((1 - after) * (1 - below)));
                sum += (float)(maps[(top * columns + right) * Bins + bin] * (after * (1 - below)));
                sum += (float)(maps[(bottom * columns + left) * Bins + bin] * ((1 - after) * below));
                sum += (float)(maps[(bottom * columns + right) * Bins + bin] * (after * below));
                equalized[y * size.Width + x] = (ushort)sum;
            }
        }
    }

    /// <summary>Cuts bins off at the limit and spreads the excess over the others.</summary>
    private static void Clip(Span<int> histogram, int limit)
    {
        int excess = 0;
        foreach (ref int bin in histogram)
        {
            if (bin > limit)
            {
                excess += bin - limit;
                bin = limit;
            }
        }

        int each = excess / Bins, upper = limit - each;
        foreach (ref int bin in histogram)
        {
            if (bin < upper)
            {
                excess -= each;
                bin += each;
            }
            else if (bin < limit)
            {
                excess += bin - limit;
                bin = limit;
            }
        }

        while (excess > 0)
        {
            int before = excess;
            for (int index = 0; index < Bins && excess > 0; index++)
            {
                int under = 0;
                foreach (int bin in histogram)
                {
                    under += bin < limit ? 1 : 0;
                }

                int step = Math.Max(1, under / excess);
                for (int i = index; i < Bins; i += step)
                {
                    if (histogram[i] < limit)
                    {
                        histogram[i]++;
                        excess--;
                    }
                }
            }

            if (excess == before)
            {
                break;
            }
        }
    }

    /// <summary>Gives a pixel another value, keeping hue and saturation: to HSV and back in single precision.</summary>
    private static void SetValue(Span<byte> pixel, float value)
    {
        float a = pixel[0] / 255f, b = pixel[1] / 255f, c = pixel[2] / 255f;
        float greatest = MathF.Max(a, MathF.Max(b, c)), delta = greatest - MathF.Min(a, MathF.Min(b, c));
        float hue = 0, saturation = 0;
        if (delta != 0)
        {
            saturation = delta / greatest;
            hue = c == greatest ? 4f + (a - b) / delta : b == greatest ? 2f + (c - a) / delta : (b - c) / delta;
            hue /= 6f;
            hue -= MathF.Floor(hue);
        }

        float sector = MathF.Floor(hue * 6f), f = hue * 6f - sector;
        float p = value * (1f - saturation), q = value * (1f - f * saturation), t = value * (1f - (1f - f) * saturation);
        (a, b, c) = ((int)sector % 6) switch
        {
            0 => (value, t, p),
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            _ => (value, p, q),
        };
        (pixel[0], pixel[1], pixel[2]) = ((byte)(a * 255f), (byte)(b * 255f), (byte)(c * 255f));
    }

    /// <summary>The place that an index beyond the end mirrors, the last pixel not repeated.</summary>
    private static int Mirror(int i, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        i %= 2 * length - 2;
        return i < length ? i : 2 * length - 2 - i;
    }
}

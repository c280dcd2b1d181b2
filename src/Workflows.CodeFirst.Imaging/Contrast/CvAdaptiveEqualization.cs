namespace Workflows.CodeFirst.Imaging;

/// <summary>OpenCV's CLAHE: histograms of 8 × 8 tiles, clipped and made flat, interpolated between tile centres.</summary>
internal static class CvAdaptiveEqualization
{
    private const int Tiles = 8;

    /// <summary>Equalises one channel in place.</summary>
    /// <param name="gray">One byte a pixel.</param>
    /// <param name="size">The size of the image.</param>
    /// <param name="clipLimit">How far a bin may rise above the average; below 1 pixel it is 1 pixel.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Apply(Span<byte> gray, ImageSize size, double clipLimit, ScratchMemory scratch)
    {
        // Where the tiles do not fit, both sides grow by mirroring, the one that fits by a whole row of tiles.
        bool fits = size.Width % Tiles == 0 && size.Height % Tiles == 0;
        int width = fits ? size.Width : size.Width + Tiles - size.Width % Tiles, height = fits ? size.Height : size.Height + Tiles - size.Height % Tiles;
        int tileWidth = width / Tiles, tileHeight = height / Tiles, area = tileWidth * tileHeight;
        int limit = Math.Max((int)(clipLimit * area / 256), 1);
        Span<byte> tables = scratch.Take<byte>(Tiles * Tiles * 256);
        Span<int> histogram = stackalloc int[256];
        for (int tile = 0; tile < Tiles * Tiles; tile++)
        {
            histogram.Clear();
            int top = tile / Tiles * tileHeight, left = tile % Tiles * tileWidth;
            for (int y = top; y < top + tileHeight; y++)
            {
                ReadOnlySpan<byte> row = gray.Slice(Mirror(y, size.Height) * size.Width, size.Width);
                for (int x = left; x < left + tileWidth; x++)
                {
                    histogram[row[Mirror(x, size.Width)]]++;
                }
            }

            Clip(histogram, limit);
            float scale = 255f / area;
            int sum = 0;
            for (int v = 0; v < 256; v++)
            {
                sum += histogram[v];
                tables[tile * 256 + v] = (byte)Math.Clamp((int)MathF.Round(sum * scale), 0, 255);
            }
        }

        Interpolate(gray, size, tileWidth, tileHeight, tables);
    }

    private static void Clip(Span<int> histogram, int limit)
    {
        int clipped = 0;
        foreach (ref int bin in histogram)
        {
            if (bin > limit)
            {
                clipped += bin - limit;
                bin = limit;
            }
        }

        int each = clipped / 256, rest = clipped - each * 256;
        foreach (ref int bin in histogram)
        {
            bin += each;
        }

        if (rest > 0)
        {
            int step = Math.Max(256 / rest, 1);
            for (int i = 0; i < 256 && rest > 0; i += step, rest--)
            {
                histogram[i]++;
            }
        }
    }

    private static void Interpolate(Span<byte> gray, ImageSize size, int tileWidth, int tileHeight, ReadOnlySpan<byte> tables)
    {
        float perWidth = 1f / tileWidth, perHeight = 1f / tileHeight;
        for (int y = 0; y < size.Height; y++)
        {
            (int top, int bottom, float below) = Between(y * perHeight - 0.5f);
            Span<byte> row = gray.Slice(y * size.Width, size.Width);
            for (int x = 0; x < row.Length; x++)
            {
                (int left, int right, float after) = Between(x * perWidth - 0.5f);
                int v = row[x];
                float upper = tables[(top * Tiles + left) * 256 + v] * (1f - after) + tables[(top * Tiles + right) * 256 + v] * after;
                float lower = tables[(bottom * Tiles + left) * 256 + v] * (1f - after) + tables[(bottom * Tiles + right) * 256 + v] * after;
                row[x] = (byte)Math.Clamp((int)MathF.Round(upper * (1f - below) + lower * below), 0, 255);
            }
        }

        static (int First, int Second, float Fraction) Between(float position)
        {
            int first = (int)MathF.Floor(position);
            return (Math.Max(first, 0), Math.Min(first + 1, Tiles - 1), position - first);
        }
    }

    /// <summary>The place that an index beyond the end mirrors, the last pixel not repeated; an image of one pixel has only that.</summary>
    private static int Mirror(int i, int length)
    {
        while (i >= length)
        {
            i = length == 1 ? 0 : 2 * length - 2 - i;
            i = Math.Abs(i);
        }

        return i;
    }
}

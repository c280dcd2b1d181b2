namespace Workflows.CodeFirst.Imaging;

/// <summary>The mean of the pixels around each, of which near and similar ones count more, so that edges stay: OpenCV's <c>bilateralFilter</c>.</summary>
internal static class BilateralBlur
{
    /// <summary>Blurs an image.</summary>
    /// <param name="source">The image, with one or three channels.</param>
    /// <param name="side">Pixels across the surroundings, a disc.</param>
    /// <param name="colorSigma">How different pixels may be.</param>
    /// <param name="spaceSigma">How far from each other pixels may be; gives the surroundings when <paramref name="side"/> is 0 or less.</param>
    public static Image Apply(ImageView source, int side, double colorSigma, double spaceSigma)
    {
        int step = source.Format.BytesPerPixel();
        if (step is not (1 or 3))
        {
            throw new ArgumentException($"Edges can be kept in images of one or three channels, but the image is {source.Format}.");
        }

        int radius = Math.Max(1, side <= 0 ? (int)Math.Round(spaceSigma * 1.5) : side / 2);
        float[] byDifference = Bell(256 * step, colorSigma);
        var disc = Disc(radius, spaceSigma);
        var blurred = Image.Create(source.Width, source.Height, source.Format);
        byte[][] rows = PaddedRows(source, step, radius);
        for (int y = 0; y < source.Height; y++)
        {
            var target = blurred.Pixels.Slice(y * blurred.Stride, source.Width * step);
            for (int x = 0; x < source.Width; x++)
            {
                Mix(rows.AsSpan(y, 2 * radius + 1), (x + radius) * step, radius, step, disc, byDifference, target.Slice(x * step, step));
            }
        }

        return blurred;
    }

    private static float[] Bell(int count, double sigma)
    {
        var bell = new float[count];
        for (int i = 0; i < count; i++)
        {
            bell[i] = (float)Math.Exp(i * (double)i * (-0.5 / (sigma * sigma)));
        }

        return bell;
    }

    private static (int X, int Y, float Weight)[] Disc(int radius, double sigma)
    {
        var disc = new List<(int, int, float)>();
        for (int y = -radius; y <= radius; y++)
        {
            for (int x = -radius; x <= radius; x++)
            {
                double distance = Math.Sqrt((double)x * x + (double)y * y);
                if (distance <= radius)
                {
                    disc.Add((x, y, (float)Math.Exp(distance * distance * (-0.5 / (sigma * sigma)))));
                }
            }
        }

        return [.. disc];
    }

    private static byte[][] PaddedRows(ImageView source, int step, int radius)
    {
        var rows = new byte[source.Height + 2 * radius][];
        for (int y = 0; y < source.Height; y++)
        {
            ImageEdges.Pad(source.Row(y), step, radius, rows[y + radius] = new byte[(source.Width + 2 * radius) * step]);
        }

        for (int y = 0; y < rows.Length; y++)
        {
            rows[y] ??= rows[ImageEdges.Mirror(y - radius, source.Height) + radius];
        }

        return rows;
    }

    private static void Mix(
        ReadOnlySpan<byte[]> rows, int at, int radius, int step, ReadOnlySpan<(int X, int Y, float Weight)> disc, ReadOnlySpan<float> byDifference, Span<byte> target)
    {
        ReadOnlySpan<byte> middle = rows[radius].AsSpan(at, step);
        float total = 0, first = 0, second = 0, third = 0;
        foreach (var (x, y, near) in disc)
        {
            ReadOnlySpan<byte> pixel = rows[y + radius].AsSpan(at + x * step, step);
            int difference = Math.Abs(pixel[0] - middle[0]);
            if (step == 3)
            {
                difference += Math.Abs(pixel[1] - middle[1]) + Math.Abs(pixel[2] - middle[2]);
            }

            float weight = near * byDifference[difference];
            total += weight;
            first += pixel[0] * weight;
            if (step == 3)
            {
                second += pixel[1] * weight;
                third += pixel[2] * weight;
            }
        }

        float scale = 1f / total;
        target[0] = (byte)MathF.Round(first * scale);
        if (step == 3)
        {
            target[1] = (byte)MathF.Round(second * scale);
            target[2] = (byte)MathF.Round(third * scale);
        }
    }
}

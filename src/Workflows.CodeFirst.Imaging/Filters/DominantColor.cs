namespace Workflows.CodeFirst.Imaging;

/// <summary>The colour that most pixels of an image are near to, found by k-means. The same image always gives the same colour.</summary>
internal static class DominantColor
{
    private const double Relative = 1e-5, Absolute = 1e-8;

    /// <summary>Finds the colour.</summary>
    /// <param name="image">The image.</param>
    /// <param name="clusters">How many colours to sort pixels by, 1 or more.</param>
    /// <param name="rounds">How often to sort them at most, 1 or more.</param>
    /// <param name="side">Every so many pixels are looked at that about so many remain along the shorter side.</param>
    /// <exception cref="ArgumentException">There are fewer pixels than clusters, or a number is below 1.</exception>
    public static (int Red, int Green, int Blue) Find(ImageView image, int clusters, int rounds, int side)
    {
        if (clusters < 1 || rounds < 1 || side < 1)
        {
            throw new ArgumentException("Clusters, iterations and target size are 1 or more.");
        }

        float[] pixels = Sample(image, Math.Max(1, Math.Min(image.Width, image.Height) / side));
        if (pixels.Length / 3 < clusters)
        {
            throw new ArgumentException($"There are {clusters} clusters to find, but only {pixels.Length / 3} pixels.");
        }

        var random = new Random(0);
        float[] centers = ChoosePixels(pixels, clusters, random);
        var counts = new int[clusters];
        for (int round = 0; round < rounds; round++)
        {
            float[] moved = Sort(pixels, centers, counts, random);
            if (AreClose(centers, moved))
            {
                break;
            }

            centers = moved;
        }

        int most = counts.IndexOf(counts.Max());
        return (Round(centers[3 * most]), Round(centers[3 * most + 1]), Round(centers[3 * most + 2]));
    }

    private static int Round(float value) => (int)Math.Clamp(MathF.Round(value), 0, 255);

    private static float[] Sample(ImageView image, int step)
    {
        var (red, green, blue) = Channels.Of(image.Format);
        int bytes = image.Format.BytesPerPixel(), width = (image.Width + step - 1) / step, height = (image.Height + step - 1) / step;
        var pixels = new float[3 * width * height];
        for (int y = 0, i = 0; y < height; y++)
        {
            var row = image.Row(y * step);
            for (int x = 0; x < width; x++, i += 3)
            {
                var pixel = row.Slice(x * step * bytes, bytes);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = (pixel[red], pixel[green], pixel[blue]);
            }
        }

        return pixels;
    }

    /// <summary>Different pixels, though maybe of one colour.</summary>
    private static float[] ChoosePixels(float[] pixels, int count, Random random)
    {
        var chosen = new HashSet<int>();
        var centers = new float[3 * count];
        while (chosen.Count < count)
        {
            int pixel = random.Next(pixels.Length / 3);
            if (chosen.Add(pixel))
            {
                pixels.AsSpan(3 * pixel, 3).CopyTo(centers.AsSpan(3 * (chosen.Count - 1)));
            }
        }

        return centers;
    }

    /// <summary>Counts the pixels nearest to each centre; the means of them are the new centres.</summary>
    private static float[] Sort(ReadOnlySpan<float> pixels, ReadOnlySpan<float> centers, Span<int> counts, Random random)
    {
        var sums = new double[centers.Length];
        counts.Clear();
        for (int i = 0; i < pixels.Length; i += 3)
        {
            int nearest = 0;
            float least = float.MaxValue;
            for (int c = 0; c < centers.Length; c += 3)
            {
                float red = pixels[i] - centers[c], green = pixels[i + 1] - centers[c + 1], blue = pixels[i + 2] - centers[c + 2];
                float distance = red * red + green * green + blue * blue;
                if (distance < least)
                {
                    (least, nearest) = (distance, c);
                }
            }

            counts[nearest / 3]++;
            sums[nearest] += pixels[i];
            sums[nearest + 1] += pixels[i + 1];
            sums[nearest + 2] += pixels[i + 2];
        }

        var moved = new float[centers.Length];
        for (int c = 0; c < counts.Length; c++)
        {
            int lonely = counts[c] > 0 ? 0 : 3 * random.Next(pixels.Length / 3);
            for (int channel = 3 * c; channel < 3 * c + 3; channel++)
            {
                moved[channel] = counts[c] > 0 ? (float)(sums[channel] / counts[c]) : pixels[lonely + channel - 3 * c];
            }
        }

        return moved;
    }

    private static bool AreClose(float[] left, float[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (Math.Abs(left[i] - right[i]) > Absolute + Relative * Math.Abs(right[i]))
            {
                return false;
            }
        }

        return true;
    }
}

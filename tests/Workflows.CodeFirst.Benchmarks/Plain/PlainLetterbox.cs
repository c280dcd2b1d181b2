namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Letterboxing as it is written down first: pixel by pixel, four neighbours, a division a channel.</summary>
internal static class PlainLetterbox
{
    public static void Write(ImageView image, int size, byte padding, Span<float> planes)
    {
        double scale = Math.Min((double)size / image.Width, (double)size / image.Height);
        int width = (int)(image.Width * scale), height = (int)(image.Height * scale);
        int left = (size - width) / 2, top = (size - height) / 2;
        planes.Fill(padding / 255f);
        for (int y = 0; y < height; y++)
        {
            double fromY = Math.Max((y + 0.5) * image.Height / height - 0.5, 0);
            int y0 = (int)fromY, y1 = Math.Min(y0 + 1, image.Height - 1);
            float fy = (float)(fromY - y0);
            for (int x = 0; x < width; x++)
            {
                double fromX = Math.Max((x + 0.5) * image.Width / width - 0.5, 0);
                int x0 = (int)fromX, x1 = Math.Min(x0 + 1, image.Width - 1);
                float fx = (float)(fromX - x0);
                for (int channel = 0; channel < 3; channel++)
                {
                    float a = image.Pixels[y0 * image.Stride + x0 * 3 + channel], b = image.Pixels[y0 * image.Stride + x1 * 3 + channel];
                    float c = image.Pixels[y1 * image.Stride + x0 * 3 + channel], d = image.Pixels[y1 * image.Stride + x1 * 3 + channel];
                    float value = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
                    planes[(channel * size + top + y) * size + left + x] = MathF.Round(value) / 255f;
                }
            }
        }
    }
}

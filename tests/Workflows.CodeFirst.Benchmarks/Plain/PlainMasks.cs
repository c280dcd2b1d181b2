namespace Workflows.CodeFirst.Benchmarks;

/// <summary>
/// Mask decoding as it is usually written: every instance over the whole grid of prototypes, everything outside the box set to zero, then
/// resized to the whole image pixel by pixel. Kept to compare with.
/// </summary>
internal static class PlainMasks
{
    /// <summary>One mask, a byte a pixel.</summary>
    public static byte[] Decode(
        float[] prototypes, int channels, int height, int width, float[] coefficients, PlainDetection.Row box, int padX, int padY, int imageWidth, int imageHeight)
    {
        var scores = new float[height * width];
        float x1 = MathF.Round(box.X1 * 0.25f), y1 = MathF.Round(box.Y1 * 0.25f), x2 = MathF.Round(box.X2 * 0.25f), y2 = MathF.Round(box.Y2 * 0.25f);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                for (int k = 0; k < channels; k++)
                {
                    sum += coefficients[k] * prototypes[(k * height + y) * width + x];
                }

                bool inside = x >= x1 && x < x2 && y >= y1 && y < y2;
                scores[y * width + x] = inside ? 1f / (1f + MathF.Exp(-sum)) : 0f;
            }
        }

        return Resize(scores, width, padX, padY, width - 2 * padX, height - 2 * padY, imageWidth, imageHeight);
    }

    private static byte[] Resize(float[] scores, int stride, int left, int top, int width, int height, int imageWidth, int imageHeight)
    {
        var mask = new byte[imageWidth * imageHeight];
        float scaleX = (float)width / imageWidth, scaleY = (float)height / imageHeight;
        for (int y = 0; y < imageHeight; y++)
        {
            float sourceY = Math.Max(0, (y + 0.5f) * scaleY - 0.5f);
            int y0 = Math.Min((int)sourceY, height - 1), y1 = Math.Min(y0 + 1, height - 1);
            float fy = sourceY - y0;
            for (int x = 0; x < imageWidth; x++)
            {
                float sourceX = Math.Max(0, (x + 0.5f) * scaleX - 0.5f);
                int x0 = Math.Min((int)sourceX, width - 1), x1 = Math.Min(x0 + 1, width - 1);
                float fx = sourceX - x0;
                float upper = scores[(top + y0) * stride + left + x0] * (1 - fx) + scores[(top + y0) * stride + left + x1] * fx;
                float lower = scores[(top + y1) * stride + left + x0] * (1 - fx) + scores[(top + y1) * stride + left + x1] * fx;
                mask[y * imageWidth + x] = upper * (1 - fy) + lower * fy > 0.5f ? (byte)1 : (byte)0;
            }
        }

        return mask;
    }
}

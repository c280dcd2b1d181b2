namespace Workflows.CodeFirst.Imaging;

/// <summary>An image as it looks from another place: OpenCV's <c>warpPerspective</c>, bilinear in steps of 1/32 pixel, black around the image.</summary>
internal static class PerspectiveWarp
{
    private const int FractionBits = 5;
    private const int Steps = 1 << FractionBits;

    /// <summary>Warps an image into one of the same format.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mapping">Takes its pixels to their new places.</param>
    /// <param name="size">The size of the result.</param>
    public static Image Apply(ImageView source, Homography mapping, ImageSize size)
    {
        var warped = Image.Create(size.Width, size.Height, source.Format);
        var back = mapping.Invert();
        int step = source.Format.BytesPerPixel();
        for (int y = 0; y < size.Height; y++)
        {
            var (baseX, baseY, baseW, stepX, stepY, stepW) = back.Row(y);
            var row = warped.Pixels.Slice(y * warped.Stride, size.Width * step);
            for (int x = 0; x < size.Width; x++)
            {
                double w = baseW + stepW * x;
                w = w == 0 ? 0 : Steps / w;
                Sample(source, Fixed((baseX + stepX * x) * w), Fixed((baseY + stepY * x) * w), row.Slice(x * step, step));
            }
        }

        return warped;
    }

    private static int Fixed(double value) => (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue);

    private static void Sample(ImageView source, int fixedX, int fixedY, Span<byte> target)
    {
        int x = fixedX >> FractionBits, y = fixedY >> FractionBits;
        if (x < -1 || y < -1 || x >= source.Width || y >= source.Height)
        {
            return;
        }

        int right = fixedX & (Steps - 1), lower = fixedY & (Steps - 1);
        for (int channel = 0; channel < target.Length; channel++)
        {
            int upperRow = At(source, x, y, channel, target.Length) * (Steps - right) + At(source, x + 1, y, channel, target.Length) * right;
            int lowerRow = At(source, x, y + 1, channel, target.Length) * (Steps - right) + At(source, x + 1, y + 1, channel, target.Length) * right;
            target[channel] = (byte)((upperRow * (Steps - lower) + lowerRow * lower + Steps * Steps / 2) >> (2 * FractionBits));
        }
    }

    private static byte At(ImageView source, int x, int y, int channel, int step) =>
        (uint)x < (uint)source.Width && (uint)y < (uint)source.Height ? source.Row(y)[x * step + channel] : (byte)0;
}

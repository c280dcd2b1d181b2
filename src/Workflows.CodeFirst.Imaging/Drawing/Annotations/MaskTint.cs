namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Mixes colours into the pixels of masks, every pixel at most once: the first mask that has it is the one on top.</summary>
internal readonly ref struct MaskTint(Surface surface)
{
    private readonly Surface surface = surface;
    private readonly BitPlane done = new(surface.Width, surface.Height);

    public void Add(Mask mask, Rgb color, double opacity)
    {
        Span<byte> reds = stackalloc byte[256], greens = stackalloc byte[256], blues = stackalloc byte[256];
        Mixtures(reds, color.R, opacity);
        Mixtures(greens, color.G, opacity);
        Mixtures(blues, color.B, opacity);

        var region = mask.Region;
        for (int y = region.Y; y < region.Bottom; y++)
        {
            var bits = mask.Bits.Row(y - region.Y);
            var taken = done.Row(y);
            var pixels = surface.Row(y);
            for (int start = BitPlane.Next(bits, 0, true, region.Width); start < region.Width;)
            {
                int end = BitPlane.Next(bits, start, false, region.Width);
                for (int x = region.X + start; x < region.X + end; x++)
                {
                    if ((taken[x >> 6] >> x & 1) == 0)
                    {
                        var pixel = pixels.Slice(x * 3, 3);
                        pixel[0] = reds[pixel[0]];
                        pixel[1] = greens[pixel[1]];
                        pixel[2] = blues[pixel[2]];
                    }
                }

                BitPlane.Fill(taken, region.X + start, region.X + end);
                start = BitPlane.Next(bits, end, true, region.Width);
            }
        }
    }

    /// <summary>What every value becomes, in single precision and rounded to even.</summary>
    private static void Mixtures(Span<byte> mixed, byte color, double opacity)
    {
        float share = (float)opacity, rest = (float)(1 - opacity);
        for (int value = 0; value < mixed.Length; value++)
        {
            mixed[value] = (byte)Math.Clamp(MathF.Round(color * share + value * rest), 0, 255);
        }
    }
}

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Smooth lines about one pixel wide: at every step along the line, three pixels across it are blended by their distance from it.</summary>
internal static class SmoothLinePainter
{
    // Blending weight, of 256, by distance from the line: 32 steps a pixel, the near half first.
    private static ReadOnlySpan<byte> Falloff =>
    [
        168, 177, 185, 194, 202, 210, 218, 224, 231, 236, 241, 246, 249, 252, 254, 254, 254, 254, 252, 249, 246, 241, 236, 231, 224, 218, 210, 202, 194, 185, 177, 168,
        158, 149, 140, 131, 122, 114, 105, 97, 89, 82, 75, 68, 62, 56, 50, 45, 40, 36, 32, 28, 25, 22, 19, 16, 14, 12, 11, 9, 8, 7, 5, 5,
    ];

    // A slanted line passes more of each pixel; the weight by the slope in 32 steps from 0 to 45 degrees, 256 beyond.
    private static ReadOnlySpan<byte> SlopeWeight =>
    [
        181, 181, 181, 182, 182, 183, 184, 185, 187, 188, 190, 192, 194, 196, 198, 201, 203, 206, 209, 211, 214, 218, 221, 224, 227, 231, 235, 238, 242, 246, 250, 254,
    ];

    public static void Draw(Surface surface, Fixed start, Fixed end, Rgb color)
    {
        if (!LineClip.Clip((long)surface.Width << Fixed.Shift, (long)surface.Height << Fixed.Shift, ref start, ref end))
        {
            return;
        }

        var run = LineRun.Of(start, end);
        (long along, long last, long across) = run.IsFlat ? (run.Start.X, run.End.X + Fixed.One, run.Start.Y) : (run.Start.Y, run.End.Y + Fixed.One, run.Start.X);
        int remaining = (int)((last >> Fixed.Shift) - (along >> Fixed.Shift));
        across += ((run.Step * -(along & (Fixed.One - 1))) >> Fixed.Shift) + Fixed.Half;

        Span<int> weights = stackalloc int[9];
        EndWeights(weights, run.Step, (int)(along >> (Fixed.Shift - 7)) & 0x78, (int)(last >> (Fixed.Shift - 7)) & 0x78);

        int position = (int)(along >> Fixed.Shift);
        for (int done = 0; remaining >= 0; done++, remaining--, position++, across += run.Step)
        {
            int weight = weights[Math.Min(done, 2) * 3 + Math.Min(remaining, 2)];
            int distance = (int)(across >> (Fixed.Shift - 5)) & 31;
            int side = (int)(across >> Fixed.Shift) - 1;
            Blend(surface, run.IsFlat, position, side, color, weight * Falloff[distance + 32] >> 8);
            Blend(surface, run.IsFlat, position, side + 1, color, weight * Falloff[distance] >> 8);
            Blend(surface, run.IsFlat, position, side + 2, color, weight * Falloff[63 - distance] >> 8);
        }
    }

    /// <summary>
    /// The weight of a step by how many steps came before it (0, 1, more) times 3 plus how many follow (0, 1, more): the line's ends cover only a
    /// part of their pixels.
    /// </summary>
    private static void EndWeights(Span<int> weights, long step, int startFraction, int endFraction)
    {
        int slope = (int)(step >> (Fixed.Shift - 5)) & 0x3F;
        slope ^= step < 0 ? 0x3F : 0;
        slope = (slope & 0x20) != 0 ? 0x100 : SlopeWeight[slope];

        int whole = slope << 7;
        int atStart = ((0x78 - startFraction) | 4) * slope;
        int atEnd = (endFraction | 4) * slope;
        int between = endFraction - startFraction;
        weights[0] = 0;
        weights[1] = weights[3] = (((between & 0x78) | 4) * slope >> 8) & 0x1FF;
        weights[2] = (atStart >> 8) & 0x1FF;
        weights[4] = (((between + 0x80) | 4) * slope >> 8) & 0x1FF;
        weights[5] = ((atStart + whole) >> 8) & 0x1FF;
        weights[6] = (atEnd >> 8) & 0x1FF;
        weights[7] = ((atEnd + whole) >> 8) & 0x1FF;
        weights[8] = slope;
    }

    private static void Blend(Surface surface, bool flat, int along, int across, Rgb color, int alpha)
    {
        (int x, int y) = flat ? (along, across) : (across, along);
        alpha &= 0xFF;

        // Twice: a weight of one half covers three quarters.
        surface.Mix(x, y, color, alpha);
        surface.Mix(x, y, color, alpha);
    }
}

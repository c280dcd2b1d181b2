namespace Workflows.CodeFirst.Imaging.Codecs;

/// <summary>Pixels between the formats that codecs speak and those that images have. Rows follow each other without padding.</summary>
internal static class ColorConversion
{
    /// <summary>Repeats every sample three times. <paramref name="gray"/> may be the last third of <paramref name="rgb"/>.</summary>
    internal static void GrayToRgb(ReadOnlySpan<byte> gray, Span<byte> rgb)
    {
        // Ascending: within one memory, what is written never overtakes what is still to be read.
        for (int i = 0, o = 0; i < gray.Length; i++, o += 3)
        {
            byte value = gray[i];
            rgb[o] = value;
            rgb[o + 1] = value;
            rgb[o + 2] = value;
        }
    }

    /// <summary>Ink to light without a colour profile, as other decoders do it: (255 - ink) * (255 - black) / 255, rounded.</summary>
    internal static void CmykToRgb(ReadOnlySpan<byte> cmyk, Span<byte> rgb)
    {
        for (int i = 0, o = 0; i < cmyk.Length; i += 4, o += 3)
        {
            int light = 255 - cmyk[i + 3];
            rgb[o] = Scale(255 - cmyk[i], light);
            rgb[o + 1] = Scale(255 - cmyk[i + 1], light);
            rgb[o + 2] = Scale(255 - cmyk[i + 2], light);
        }
    }

    /// <summary>Copies one row of any format into the order red, green, blue and, with four bands, alpha.</summary>
    internal static void RowToRgb(ReadOnlySpan<byte> row, PixelFormat format, Span<byte> target, int bands)
    {
        int step = format.BytesPerPixel();
        bool swap = format is PixelFormat.Bgr24 or PixelFormat.Bgra32;
        int red = swap ? 2 : 0, blue = swap ? 0 : 2;
        for (int i = 0, o = 0; o < target.Length; i += step, o += bands)
        {
            target[o] = row[i + red];
            target[o + 1] = row[i + 1];
            target[o + 2] = row[i + blue];
            if (bands == 4)
            {
                target[o + 3] = row[i + 3];
            }
        }
    }

    private static byte Scale(int value, int light)
    {
        int product = value * light + 128;
        return (byte)((product + (product >> 8)) >> 8);
    }
}

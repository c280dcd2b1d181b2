namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>Compares pictures that lost a little in being encoded.</summary>
internal static class Pictures
{
    /// <summary>The most that encoded pictures may differ, as the mean of all bytes.</summary>
    public const double Tolerance = 3;

    /// <summary>Decodes a JPEG or PNG; null when the bytes are none.</summary>
    public static Image? TryDecode(byte[] bytes)
    {
        try
        {
            return bytes is [0xFF, 0xD8, ..] or [0x89, (byte)'P', ..] ? Image.Decode(bytes) : null;
        }
        catch (ImageFileException)
        {
            return null;
        }
    }

    /// <summary>Decodes base64 of a JPEG or PNG; null when the text is none.</summary>
    public static Image? TryDecode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) ? TryDecode(bytes[..length]) : null;
    }

    /// <summary>How far two pictures of one size are apart on average.</summary>
    public static double MeanDifference(Image left, Image right)
    {
        if (left.Format != right.Format)
        {
            return byte.MaxValue;
        }

        long sum = 0;
        for (int y = 0; y < left.Height; y++)
        {
            var a = left.View.Row(y);
            var b = right.View.Row(y);
            for (int i = 0; i < a.Length; i++)
            {
                sum += Math.Abs(a[i] - b[i]);
            }
        }

        return (double)sum / (left.Size.PixelCount * left.Format.BytesPerPixel());
    }
}

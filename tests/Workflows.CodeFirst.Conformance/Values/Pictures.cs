using System.Globalization;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>Compares pictures: those that a block made, and those that lost a little in being encoded.</summary>
internal static class Pictures
{
    /// <summary>The most that encoded pictures may differ, as the mean of all bytes.</summary>
    public const double Tolerance = 3;

    /// <summary>The most that a byte may be off because another version of a library rounds in another way.</summary>
    private const int Rounding = 2;

    /// <summary>The share of bytes that may be further off: edges of what is drawn.</summary>
    private const double EdgeShare = 0.01;

    /// <summary>How the pixels of two images of one size differ beyond what versions of libraries do; null when they do not.</summary>
    public static string? Difference(Image expected, Image actual)
    {
        if (expected.Format != actual.Format)
        {
            return $"{actual.Format} instead of {expected.Format}";
        }

        int off = 0, most = 0;
        for (int y = 0; y < expected.Height; y++)
        {
            var a = expected.View.Row(y);
            var b = actual.View.Row(y);
            for (int i = 0; i < a.Length; i++)
            {
                int difference = Math.Abs(a[i] - b[i]);
                most = Math.Max(most, difference);
                off += difference > Rounding ? 1 : 0;
            }
        }

        double share = (double)off / (expected.Size.PixelCount * expected.Format.BytesPerPixel());
        return share > EdgeShare ? string.Create(CultureInfo.InvariantCulture, $"{share:P1} of the bytes differ, by up to {most}") : null;
    }

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

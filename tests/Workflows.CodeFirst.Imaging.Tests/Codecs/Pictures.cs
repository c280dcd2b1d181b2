using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Imaging.Tests.Codecs;

/// <summary>Pictures for tests, made from numbers.</summary>
internal static class Pictures
{
    /// <summary>A smooth picture, no two corners of which are alike.</summary>
    public static Image Gradient(int width, int height, PixelFormat format = PixelFormat.Rgb24)
    {
        var image = Image.Create(width, height, format);
        int bytes = format.BytesPerPixel();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var pixel = image.Pixels.Slice(y * image.Stride + x * bytes, bytes);
                for (int c = 0; c < bytes; c++)
                {
                    pixel[c] = (byte)((c == 0 ? x * 255 / width : c == 1 ? y * 255 / height : (x + y) * 255 / (width + height)) + c);
                }
            }
        }

        return image;
    }

    /// <summary>Two halves, red above blue, white at the left edge: every turn and mirroring of it differs.</summary>
    public static Image Flag(int width, int height)
    {
        var image = Image.Create(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte white = x < width / 4 ? (byte)255 : (byte)0;
                var pixel = image.Pixels.Slice((y * width + x) * 3, 3);
                pixel[0] = Math.Max(white, y < height / 2 ? (byte)255 : (byte)0);
                pixel[1] = white;
                pixel[2] = Math.Max(white, y < height / 2 ? (byte)0 : (byte)255);
            }
        }

        return image;
    }

    public static (byte R, byte G, byte B) At(this Image image, int x, int y)
    {
        var pixel = image.View.Row(y).Slice(x * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    /// <summary>The JPEG with an EXIF block that says how it lies.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8,
            .. "MM\0*"u8, 0, 0, 0, 8, // big-endian TIFF, first directory at 8
            0, 1, // one entry: orientation, a short, one of them
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0, 0, 0, 0,
        ];
        int length = exif.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>Encodes samples with an operation and arguments that the library itself does not use.</summary>
    public static unsafe byte[] Save(ReadOnlySpan<byte> operation, byte[] samples, int width, int height, int bands, VipsInterpretation interpretation, bool interlace = false)
    {
        VipsLibrary.Initialize();
        fixed (byte* pixels = samples)
        {
            using var plain = VipsImage.Over(pixels, width, height, bands);
            using var copy = VipsOperation.Create("copy"u8);
            copy.Set("in"u8, plain);
            copy.SetEnum("interpretation"u8, "VipsInterpretation"u8, (int)interpretation);
            using var image = copy.RunToImage();
            using var save = VipsOperation.Create(operation);
            save.Set("in"u8, image);
            if (interlace)
            {
                save.Set("interlace"u8, true);
            }

            return save.RunToBytes();
        }
    }
}

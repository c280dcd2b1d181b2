using System.Buffers;
using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Imaging.Codecs;

/// <summary>Pixels to encoded bytes.</summary>
internal static class ImageEncoder
{
    private const string Writable = "Pictures can be written as JPEG (.jpg, .jpeg), PNG (.png) or WebP (.webp)";

    internal static unsafe byte[] Encode(ImageView image, ImageFileFormat format, int quality)
    {
        if (format is not (ImageFileFormat.Jpeg or ImageFileFormat.Png or ImageFileFormat.Webp))
        {
            throw new ArgumentOutOfRangeException(nameof(format), format, $"{Writable}.");
        }

        if (quality is < 1 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "The quality goes from 1 (small) to 100 (good).");
        }

        int bands = image.Format switch
        {
            PixelFormat.Gray8 => 1,
            PixelFormat.Rgba32 or PixelFormat.Bgra32 when format != ImageFileFormat.Jpeg => 4,
            _ => 3,
        };
        bool asIs = image.Format is PixelFormat.Rgb24 or PixelFormat.Gray8 || (image.Format == PixelFormat.Rgba32 && bands == 4);
        int row = image.Width * bands;
        if (asIs && image.Stride == row)
        {
            fixed (byte* pixels = image.Pixels)
            {
                return Encode(pixels, image.Width, image.Height, bands, format, quality);
            }
        }

        byte[] packed = ArrayPool<byte>.Shared.Rent(checked(row * image.Height));
        try
        {
            for (int y = 0; y < image.Height; y++)
            {
                var target = packed.AsSpan(y * row, row);
                if (asIs)
                {
                    image.Row(y).CopyTo(target);
                }
                else
                {
                    ColorConversion.RowToRgb(image.Row(y), image.Format, target, bands);
                }
            }

            fixed (byte* pixels = packed)
            {
                return Encode(pixels, image.Width, image.Height, bands, format, quality);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>The format that a file's extension stands for.</summary>
    internal static ImageFileFormat FormatOf(string path)
    {
        string extension = Path.GetExtension(path);
        if (extension.Equals(".jpg", StringComparison.OrdinalIgnoreCase) || extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase))
        {
            return ImageFileFormat.Jpeg;
        }

        if (extension.Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            return ImageFileFormat.Png;
        }

        return extension.Equals(".webp", StringComparison.OrdinalIgnoreCase)
            ? ImageFileFormat.Webp
            : throw new ImageFileException($"The picture '{path}' cannot be written: the extension '{extension}' stands for no format. {Writable}.", path);
    }

    private static unsafe byte[] Encode(byte* pixels, int width, int height, int bands, ImageFileFormat format, int quality)
    {
        try
        {
            VipsLibrary.Initialize();
            using var source = VipsImage.Over(pixels, width, height, bands);
            using var colours = Interpret(source, bands);
            using var save = VipsOperation.Create(format switch
            {
                ImageFileFormat.Jpeg => "jpegsave_buffer"u8,
                ImageFileFormat.Png => "pngsave_buffer"u8,
                _ => "webpsave_buffer"u8,
            });
            save.Set("in"u8, colours);
            save.SetFlags("keep"u8, "VipsForeignKeep"u8, 0); // no metadata: there is none but the size
            switch (format)
            {
                case ImageFileFormat.Jpeg:
                    save.Set("Q"u8, quality);
                    save.SetEnum("subsample-mode"u8, "VipsForeignSubsample"u8, 1); // on, 4:2:0, at every quality
                    break;
                case ImageFileFormat.Png:
                    save.Set("compression"u8, 3); // about as small as 6 on photographs, in half the time
                    break;
                default:
                    save.Set("Q"u8, quality);
                    break;
            }

            return save.RunToBytes();
        }
        catch (VipsException exception)
        {
            throw new ImageFileException($"The {width}x{height} picture cannot be written as {format} ({exception.Message}).", null, exception);
        }
    }

    /// <summary>Says what the bands mean; an image over plain memory does not know.</summary>
    private static VipsImage Interpret(VipsImage image, int bands)
    {
        using var copy = VipsOperation.Create("copy"u8);
        copy.Set("in"u8, image);
        copy.SetEnum("interpretation"u8, "VipsInterpretation"u8, (int)(bands == 1 ? VipsInterpretation.BlackWhite : VipsInterpretation.Srgb));
        return copy.RunToImage();
    }
}

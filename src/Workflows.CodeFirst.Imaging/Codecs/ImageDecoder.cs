using System.Buffers;
using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Imaging.Codecs;

/// <summary>
/// Encoded bytes to 8-bit RGB, with the values that OpenCV gives: alpha is dropped, grey repeated, 16-bit samples lose their low byte, colour
/// profiles are ignored.
/// </summary>
internal static class ImageDecoder
{
    private const string Readable = "Pictures can be JPEG, PNG, WebP, GIF or TIFF";

    internal static unsafe Image Decode(ReadOnlySpan<byte> encoded, ImageDecodeOptions options, string? path)
    {
        var format = Detect(encoded, path);
        try
        {
            // The pixels are read out of this memory as they are computed.
            fixed (byte* bytes = encoded)
            {
                using var header = Open(format, bytes, encoded.Length);
                long pixels = (long)header.Width * header.Height;
                if (pixels > options.MaxPixels)
                {
                    throw new ImageFileException(
                        $"{Name(path)} has {header.Width}x{header.Height} = {pixels:N0} pixels, more than the {options.MaxPixels:N0} that are allowed. "
                        + $"Make it smaller, or raise {nameof(ImageDecodeOptions)}.{nameof(ImageDecodeOptions.MaxPixels)} if you trust where it comes from.",
                        path);
                }

                if (pixels * 4 > Array.MaxLength)
                {
                    throw new ImageFileException($"{Name(path)} has {header.Width}x{header.Height} pixels; they do not fit into one array. Make it smaller.", path);
                }

                return ReadPixels(header, options.ApplyOrientation, path);
            }
        }
        catch (VipsException exception)
        {
            throw Damaged(format, encoded.Length, path, exception);
        }
    }

    internal static unsafe ImageInfo ReadInfo(ReadOnlySpan<byte> encoded, string? path)
    {
        var format = Detect(encoded, path);
        try
        {
            fixed (byte* bytes = encoded)
            {
                using var header = Open(format, bytes, encoded.Length);
                int orientation = header.Orientation;
                bool turned = orientation >= 5;
                return new(format, turned ? new(header.Height, header.Width) : new(header.Width, header.Height), orientation);
            }
        }
        catch (VipsException exception)
        {
            throw Damaged(format, encoded.Length, path, exception);
        }
    }

    /// <summary>How a message speaks of the picture.</summary>
    internal static string Name(string? path) => path is null ? "The picture" : $"The picture '{path}'";

    private static ImageFileFormat Detect(ReadOnlySpan<byte> encoded, string? path)
    {
        if (encoded.IsEmpty)
        {
            throw new ImageFileException($"{Name(path)} is empty: it has 0 bytes. Was it copied or downloaded completely?", path);
        }

        return FileSignature.Detect(encoded)
            ?? throw new ImageFileException($"{Name(path)} has no format that can be read: {FileSignature.Describe(encoded)}. {Readable}; convert it to one of these.", path);
    }

    /// <summary>Reads the header; pixels come later.</summary>
    private static unsafe VipsImage Open(ImageFileFormat format, byte* bytes, int length)
    {
        using var load = VipsOperation.Create(format switch
        {
            ImageFileFormat.Jpeg => "jpegload_buffer"u8,
            ImageFileFormat.Png => "pngload_buffer"u8,
            ImageFileFormat.Webp => "webpload_buffer"u8,
            ImageFileFormat.Gif => "gifload_buffer"u8,
            _ => "tiffload_buffer"u8,
        });
        load.SetBytes("buffer"u8, bytes, length);
        load.SetEnum("access"u8, "VipsAccess"u8, 1); // sequential: from top to bottom, without a copy of the whole picture
        load.SetEnum("fail-on"u8, "VipsFailOn"u8, 2); // error: nothing cut off or broken is taken for a picture
        return load.RunToImage();
    }

    private static Image ReadPixels(VipsImage header, bool applyOrientation, string? path)
    {
        int bands = header.Bands;
        bool known = header.SampleType is VipsSampleType.Byte or VipsSampleType.UShort
            && header.Interpretation is VipsInterpretation.Multiband or VipsInterpretation.BlackWhite or VipsInterpretation.Cmyk or VipsInterpretation.Rgb
                or VipsInterpretation.Srgb or VipsInterpretation.Rgb16 or VipsInterpretation.Grey16
            && bands is >= 1 and <= 5;
        if (!known)
        {
            throw new ImageFileException(
                $"{Name(path)} has {bands} channels of an unusual kind (scientific or floating-point data?); only 8 or 16 bits of grey, RGB or CMYK can be read.", path);
        }

        bool isCmyk = header.Interpretation == VipsInterpretation.Cmyk && bands >= 4;
        int wanted = isCmyk ? 4 : bands >= 3 ? 3 : 1;

        using var narrow = header.SampleType == VipsSampleType.UShort ? ToBytes(header) : null;
        using var picked = wanted != bands ? PickBands(narrow ?? header, wanted) : null;
        using var upright = applyOrientation && header.Orientation > 1 ? Turn(picked ?? narrow ?? header) : null;
        var source = upright ?? picked ?? narrow ?? header;

        var image = Image.Rent(source.Width, source.Height);
        try
        {
            Fill(image.Pixels, source, isCmyk);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void Fill(Span<byte> rgb, VipsImage source, bool isCmyk)
    {
        if (isCmyk)
        {
            int length = source.Width * source.Height * 4;
            byte[] cmyk = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                source.WriteTo(cmyk.AsSpan(0, length));
                ColorConversion.CmykToRgb(cmyk.AsSpan(0, length), rgb);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(cmyk);
            }
        }
        else if (source.Bands == 1)
        {
            // Grey goes to the end of the memory, and is spread from there over all of it.
            var grey = rgb[(rgb.Length / 3 * 2)..];
            source.WriteTo(grey);
            ColorConversion.GrayToRgb(grey, rgb);
        }
        else
        {
            source.WriteTo(rgb);
        }
    }

    private static VipsImage ToBytes(VipsImage image)
    {
        using var cast = VipsOperation.Create("cast"u8);
        cast.Set("in"u8, image);
        cast.SetEnum("format"u8, "VipsBandFormat"u8, (int)VipsSampleType.Byte);
        cast.Set("shift"u8, true);
        return cast.RunToImage();
    }

    private static VipsImage PickBands(VipsImage image, int count)
    {
        using var extract = VipsOperation.Create("extract_band"u8);
        extract.Set("in"u8, image);
        extract.Set("band"u8, 0);
        extract.Set("n"u8, count);
        return extract.RunToImage();
    }

    private static VipsImage Turn(VipsImage image)
    {
        // Turning reads columns, which a loader that goes from top to bottom cannot give.
        using var inMemory = image.CopyToMemory();
        using var turn = VipsOperation.Create("autorot"u8);
        turn.Set("in"u8, inMemory);
        return turn.RunToImage();
    }

    private static ImageFileException Damaged(ImageFileFormat format, int length, string? path, VipsException exception) =>
        new($"{Name(path)} is a damaged or incomplete {format} file of {length:N0} bytes ({exception.Message}). Copy or download it again.", path, exception);
}

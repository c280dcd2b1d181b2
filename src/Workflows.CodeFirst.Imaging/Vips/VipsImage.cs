using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>How a picture's bands are meant; libvips has more.</summary>
internal enum VipsInterpretation
{
    Multiband = 0,
    BlackWhite = 1,
    Cmyk = 15,
    Rgb = 17,
    Srgb = 22,
    Rgb16 = 25,
    Grey16 = 26,
}

/// <summary>The sample types that are dealt with; libvips has more.</summary>
internal enum VipsSampleType
{
    Byte = 0,
    UShort = 2,
}

/// <summary>
/// An image of libvips: a recipe whose pixels are computed when they are written somewhere. The memory it was made over must stay in place
/// until then.
/// </summary>
internal sealed class VipsImage : SafeHandle
{
    /// <summary>Takes over one reference.</summary>
    internal VipsImage(nint reference)
        : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    internal int Width => VipsNative.vips_image_get_width(Pointer);

    internal int Height => VipsNative.vips_image_get_height(Pointer);

    internal int Bands => VipsNative.vips_image_get_bands(Pointer);

    internal VipsSampleType SampleType => (VipsSampleType)VipsNative.vips_image_get_format(Pointer);

    internal VipsInterpretation Interpretation => (VipsInterpretation)VipsNative.vips_image_get_interpretation(Pointer);

    /// <summary>The EXIF orientation, 1 to 8; 1 when there is none.</summary>
    internal int Orientation => VipsNative.vips_image_get_orientation(Pointer);

    /// <summary>The raw reference, for a call during which this object stays alive.</summary>
    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>An image over pixels of the caller's, one byte a sample, rows without padding.</summary>
    internal static unsafe VipsImage Over(byte* pixels, int width, int height, int bands)
    {
        nint image = VipsNative.vips_image_new_from_memory(pixels, (nuint)width * (nuint)height * (nuint)bands, width, height, bands, (int)VipsSampleType.Byte);
        return image != 0 ? new(image) : throw VipsException.Last("libvips cannot describe pixels in memory.");
    }

    /// <summary>The same image with its pixels computed, so that they can be read in any order.</summary>
    internal VipsImage CopyToMemory()
    {
        nint copy = VipsNative.vips_image_copy_memory(Pointer);
        return copy != 0 ? new(copy) : throw VipsException.Last("The pixels could not be computed.");
    }

    /// <summary>Computes the pixels into memory of the caller's, one byte a sample, rows without padding.</summary>
    /// <exception cref="VipsException">The pixels cannot be computed, or the memory has another size than they need.</exception>
    internal unsafe void WriteTo(Span<byte> pixels)
    {
        // The library would not notice and write past the end.
        if (SampleType != VipsSampleType.Byte || pixels.Length != (long)Width * Height * Bands)
        {
            throw new VipsException($"{Width}x{Height} pixels of {Bands} bands do not fit exactly into {pixels.Length} bytes.");
        }

        fixed (byte* memory = pixels)
        {
            using var target = Over(memory, Width, Height, Bands);
            if (VipsNative.vips_image_write(Pointer, target.Pointer) != 0)
            {
                throw VipsException.Last("The pixels could not be computed.");
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        return true;
    }
}

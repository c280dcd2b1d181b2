namespace Workflows.CodeFirst;

/// <summary>
/// Pixels that belong to somebody else, looked at without a copy: a camera frame, a mapped buffer, an <see cref="Image"/>.
/// Row <c>y</c> starts at byte <c>y * Stride</c>; the last row needs no padding after its pixels.
/// </summary>
public readonly ref struct ImageView
{
    /// <summary>Describes pixels in caller-owned memory.</summary>
    /// <param name="pixels">The bytes, row by row from the top; at least <c>(height - 1) * stride + width * bytesPerPixel</c>.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="stride">Bytes from one row to the next; 0 means rows follow each other without padding.</param>
    /// <param name="format">The order of the bytes of a pixel.</param>
    /// <exception cref="ArgumentException">The sizes are not positive, the stride is too small or the memory too short.</exception>
    public ImageView(ReadOnlySpan<byte> pixels, int width, int height, int stride = 0, PixelFormat format = PixelFormat.Rgb24)
    {
        stride = PixelLayout.Check(pixels.Length, width, height, stride, format);
        Pixels = pixels;
        Width = width;
        Height = height;
        Stride = stride;
        Format = format;
    }

    /// <summary>All bytes, row padding included.</summary>
    public ReadOnlySpan<byte> Pixels { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The order of the bytes of a pixel.</summary>
    public PixelFormat Format { get; }

    /// <summary>Width and height.</summary>
    public ImageSize Size => new(Width, Height);

    /// <summary>The bytes of row <paramref name="y"/>, without padding.</summary>
    /// <param name="y">The row, 0 at the top.</param>
    public ReadOnlySpan<byte> Row(int y) => Pixels.Slice(y * Stride, Width * Format.BytesPerPixel());

    /// <summary>A rectangle of this view, still without a copy.</summary>
    /// <param name="x">Left column.</param>
    /// <param name="y">Top row.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or leaves the image.</exception>
    public ImageView Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > Width - width || y > Height - height)
        {
            throw new ArgumentOutOfRangeException(nameof(x), $"The rectangle {x},{y} {width}x{height} is empty or leaves the {Width}x{Height} image.");
        }

        return new(Pixels[(y * Stride + x * Format.BytesPerPixel())..], width, height, Stride, Format);
    }
}

using System.Buffers;

namespace Workflows.CodeFirst;

/// <summary>
/// An image in memory: width × height pixels of one <see cref="PixelFormat"/>, rows <see cref="Stride"/> bytes apart.
/// The pixels are either owned (<see cref="Create"/>, <see cref="Rent"/>) or the caller's (<see cref="Wrap"/>).
/// </summary>
/// <remarks>
/// Treat an image that was handed to a workflow as immutable. <see cref="Dispose"/> gives pooled memory back; an image that is never
/// disposed is collected like any other object. Reading pixels is thread-safe.
/// </remarks>
public sealed class Image : IDisposable
{
    private Memory<byte> memory;
    private IMemoryOwner<byte>? owner;
    private bool disposed;

    private Image(Memory<byte> memory, IMemoryOwner<byte>? owner, int width, int height, int stride, PixelFormat format)
    {
        this.memory = memory;
        this.owner = owner;
        Width = width;
        Height = height;
        Stride = stride;
        Format = format;
    }

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

    /// <summary>Where the image comes from: its parent, the root image of the workflow, its video frame. Null for a plain image.</summary>
    public ImageLineage? Lineage { get; private init; }

    /// <summary>
    /// The base64 text that the pixels were decoded from, when the image came as one: what stands for the image in JSON, where it is not
    /// encoded again. Null for every other image.
    /// </summary>
    public string? Base64Source { get; private init; }

    /// <summary>All bytes, row padding included.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return memory.Span;
        }
    }

    /// <summary>The pixels without a copy, for kernels and models.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public ImageView View => new(Pixels, Width, Height, Stride, Format);

    /// <summary>An image of its own memory, every byte zero.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="format">The order of the bytes of a pixel.</param>
    /// <exception cref="ArgumentException">The size is not positive or does not fit into one array.</exception>
    public static Image Create(int width, int height, PixelFormat format = PixelFormat.Rgb24)
    {
        int stride = PixelLayout.Check(Array.MaxLength, width, height, 0, format);
        return new(new byte[stride * height], null, width, height, stride, format);
    }

    /// <summary>An image in pooled memory with undefined content. <see cref="Dispose"/> gives the memory back.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="format">The order of the bytes of a pixel.</param>
    /// <exception cref="ArgumentException">The size is not positive or does not fit into one array.</exception>
    public static Image Rent(int width, int height, PixelFormat format = PixelFormat.Rgb24)
    {
        int stride = PixelLayout.Check(Array.MaxLength, width, height, 0, format);
        var owner = MemoryPool<byte>.Shared.Rent(stride * height);
        return new(owner.Memory[..(stride * height)], owner, width, height, stride, format);
    }

    /// <summary>An image over memory that stays the caller's: nothing is copied, and disposing the image leaves the memory alone.</summary>
    /// <param name="pixels">The bytes, row by row from the top. Must stay valid and unchanged while the image is in use.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="stride">Bytes from one row to the next; 0 means rows follow each other without padding.</param>
    /// <param name="format">The order of the bytes of a pixel.</param>
    /// <exception cref="ArgumentException">The sizes are not positive, the stride is too small or the memory too short.</exception>
    public static Image Wrap(Memory<byte> pixels, int width, int height, int stride = 0, PixelFormat format = PixelFormat.Rgb24)
    {
        stride = PixelLayout.Check(pixels.Length, width, height, stride, format);
        return new(pixels, null, width, height, stride, format);
    }

    /// <summary>
    /// The same pixels, known under another lineage. The copy shares this image's memory and never gives it back: keep this image
    /// undisposed for as long as the copy is in use.
    /// </summary>
    /// <param name="lineage">The new lineage.</param>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public Image WithLineage(ImageLineage? lineage)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new(memory, null, Width, Height, Stride, Format) { Lineage = lineage, Base64Source = Base64Source };
    }

    /// <summary>
    /// The same pixels, together with the text that they were decoded from. The copy shares this image's memory and never gives it back:
    /// keep this image undisposed for as long as the copy is in use.
    /// </summary>
    /// <param name="text">The base64 text.</param>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public Image WithBase64Source(string? text)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new(memory, null, Width, Height, Stride, Format) { Lineage = Lineage, Base64Source = text };
    }

    /// <summary>Gives pooled memory back. Further access to the pixels throws.</summary>
    public void Dispose()
    {
        disposed = true;
        memory = default;
        Interlocked.Exchange(ref owner, null)?.Dispose();
    }
}

using Workflows.CodeFirst.Imaging.Codecs;

namespace Workflows.CodeFirst;

/// <summary>Reading and writing pictures: <c>Image.Load("a.jpg")</c>, <c>image.Save("b.png")</c>.</summary>
/// <remarks>
/// JPEG, PNG, WebP, GIF (first frame) and TIFF (first page) are read, JPEG, PNG and WebP written. Every picture becomes 8-bit RGB: grey is
/// repeated, alpha dropped, of 16 bits the upper 8 stay, colour profiles are ignored. All members may be called from several threads at once.
/// </remarks>
public static class ImageCodecs
{
    extension(Image)
    {
        /// <summary>Reads a picture file.</summary>
        /// <param name="path">The file.</param>
        /// <param name="options">How to decode; null for the defaults.</param>
        /// <returns>A new RGB image in pooled memory; dispose it when done.</returns>
        /// <exception cref="ImageFileException">The file is missing, empty, damaged, too large or no picture.</exception>
        public static Image Load(string path, ImageDecodeOptions? options = null)
        {
            using var file = EncodedFile.Read(path);
            return ImageDecoder.Decode(file.Bytes, options ?? ImageDecodeOptions.Default, path);
        }

        /// <summary>Reads a picture from a stream, from its position to its end.</summary>
        /// <param name="stream">The stream; stays open.</param>
        /// <param name="options">How to decode; null for the defaults.</param>
        /// <returns>A new RGB image in pooled memory; dispose it when done.</returns>
        /// <exception cref="ImageFileException">The content is empty, damaged, too large or no picture.</exception>
        public static Image Load(Stream stream, ImageDecodeOptions? options = null)
        {
            using var file = EncodedFile.Read(stream);
            return ImageDecoder.Decode(file.Bytes, options ?? ImageDecodeOptions.Default, (stream as FileStream)?.Name);
        }

        /// <summary>Decodes a picture in memory.</summary>
        /// <param name="encoded">The bytes of a picture file.</param>
        /// <param name="options">How to decode; null for the defaults.</param>
        /// <returns>A new RGB image in pooled memory; dispose it when done.</returns>
        /// <exception cref="ImageFileException">The bytes are empty, damaged, too large or no picture.</exception>
        public static Image Decode(ReadOnlySpan<byte> encoded, ImageDecodeOptions? options = null) =>
            ImageDecoder.Decode(encoded, options ?? ImageDecodeOptions.Default, null);

        /// <summary>Reads the header of a picture file; its pixels are left alone.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="ImageFileException">The file is missing, empty, has a damaged header or is no picture.</exception>
        public static ImageInfo ReadInfo(string path)
        {
            using var file = EncodedFile.Read(path);
            return ImageDecoder.ReadInfo(file.Bytes, path);
        }

        /// <summary>Reads the header of a picture in memory; its pixels are left alone.</summary>
        /// <param name="encoded">The bytes of a picture file.</param>
        /// <exception cref="ImageFileException">The bytes are empty, have a damaged header or are no picture.</exception>
        public static ImageInfo ReadInfo(ReadOnlySpan<byte> encoded) => ImageDecoder.ReadInfo(encoded, null);
    }

    /// <summary>Writes the image to a file whose extension says how. The file appears complete or not at all, and replaces an older one.</summary>
    /// <param name="image">The image.</param>
    /// <param name="path">The file: <c>.jpg</c>, <c>.jpeg</c>, <c>.png</c> or <c>.webp</c>, in a folder that exists.</param>
    /// <param name="quality">1 (small) to 100 (good), for JPEG and WebP.</param>
    /// <exception cref="ImageFileException">The extension is unknown, or the file cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not within 1 to 100.</exception>
    public static void Save(this Image image, string path, int quality = 95)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(path);
        EncodedFile.Write(path, ImageEncoder.Encode(image.View, ImageEncoder.FormatOf(path), quality));
    }

    /// <summary>Encodes the image. JPEG stores colour at half the resolution (4:2:0); PNG and WebP keep an alpha channel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <param name="quality">1 (small) to 100 (good), for JPEG and WebP.</param>
    /// <returns>The bytes of a picture file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The format cannot be written, or the quality is not within 1 to 100.</exception>
    /// <exception cref="ImageFileException">The picture is too large for the format.</exception>
    public static byte[] Encode(this Image image, ImageFileFormat format, int quality = 95)
    {
        ArgumentNullException.ThrowIfNull(image);
        return ImageEncoder.Encode(image.View, format, quality);
    }
}

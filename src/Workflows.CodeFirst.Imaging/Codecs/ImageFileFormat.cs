namespace Workflows.CodeFirst;

/// <summary>How a picture is stored in a file.</summary>
public enum ImageFileFormat
{
    /// <summary>JPEG: <c>.jpg</c>, <c>.jpeg</c>.</summary>
    Jpeg,

    /// <summary>PNG: <c>.png</c>. Lossless.</summary>
    Png,

    /// <summary>WebP: <c>.webp</c>.</summary>
    Webp,

    /// <summary>GIF: <c>.gif</c>. Read only; the first frame.</summary>
    Gif,

    /// <summary>TIFF: <c>.tif</c>, <c>.tiff</c>. Read only; the first page.</summary>
    Tiff,
}

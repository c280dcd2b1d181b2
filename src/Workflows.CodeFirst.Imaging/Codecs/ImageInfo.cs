namespace Workflows.CodeFirst;

/// <summary>What the header of a picture says.</summary>
/// <param name="Format">How the picture is stored.</param>
/// <param name="Size">The size after the orientation was applied, which is what decoding gives by default.</param>
/// <param name="Orientation">The EXIF orientation, 1 to 8: how the stored rows must be turned or mirrored; 1 means not at all.</param>
public readonly record struct ImageInfo(ImageFileFormat Format, ImageSize Size, int Orientation);

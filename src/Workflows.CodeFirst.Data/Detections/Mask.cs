namespace Workflows.CodeFirst;

/// <summary>Which pixels of an image belong to an object.</summary>
public sealed class Mask
{
    /// <summary>A mask with no pixel set.</summary>
    /// <param name="size">The size of the image.</param>
    public Mask(ImageSize size) => Size = size;

    /// <summary>The size of the image that the mask covers.</summary>
    public ImageSize Size { get; }
}

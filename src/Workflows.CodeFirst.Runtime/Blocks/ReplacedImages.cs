namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>Images that take the place of others, perhaps in another size.</summary>
internal static class ReplacedImages
{
    /// <summary>The new pixels where the old image was. An image that was the whole of itself is so in its new size, too.</summary>
    public static Image Replace(this Image old, Image pixels) => pixels.WithLineage(old.Lineage is { } lineage
        ? lineage with { Parent = Resize(lineage.Parent, old.Size, pixels.Size), Root = Resize(lineage.Root, old.Size, pixels.Size) }
        : null);

    private static ImageOrigin Resize(ImageOrigin origin, ImageSize old, ImageSize size) =>
        origin is { X: 0, Y: 0 } && origin.Size == old ? origin with { Size = size } : origin;
}

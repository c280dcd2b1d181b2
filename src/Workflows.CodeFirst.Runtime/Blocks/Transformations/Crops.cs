namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Cuts parts out of images, which then know where they come from.</summary>
internal static class Crops
{
    /// <summary>A part of an image as an image of its own.</summary>
    /// <param name="image">The image.</param>
    /// <param name="id">Identifies the crop.</param>
    /// <param name="part">The part, inside the image.</param>
    /// <param name="x">The column of the image that the crop is said to start at.</param>
    /// <param name="y">The row of the image that the crop is said to start at.</param>
    /// <param name="keepsVideo">Whether the crop counts as a video of its own, frame by frame.</param>
    public static Image Cut(Image image, string id, PixelRectangle part, int x, int y, bool keepsVideo = false)
    {
        var view = image.View.Crop(part.X, part.Y, part.Width, part.Height);
        var crop = Image.Create(part.Width, part.Height, image.Format);
        for (int row = 0; row < part.Height; row++)
        {
            view.Row(row).CopyTo(crop.Pixels[(row * crop.Stride)..]);
        }

        var lineage = image.Lineage ?? ImageLineage.OfInput("image", image.Size);
        var video = keepsVideo && lineage.Video is { } frame ? frame with { VideoIdentifier = $"{frame.VideoIdentifier} | crop: {id}" } : null;
        return crop.WithLineage(new(
            new ImageOrigin(id, x, y, image.Size),
            lineage.Root with { X = lineage.Root.X + x, Y = lineage.Root.Y + y },
            video));
    }

    /// <summary>The part between two corners, the second excluded, as far as it lies inside the image; empty when nothing does.</summary>
    public static PixelRectangle Inside(ImageSize size, int left, int top, int right, int bottom)
    {
        left = Math.Max(left, 0);
        top = Math.Max(top, 0);
        return new(left, top, Math.Max(0, Math.Min(right, size.Width) - left), Math.Max(0, Math.Min(bottom, size.Height) - top));
    }

    /// <summary>What the reference engine cuts between two corners: those below zero count from the other end, which mostly leaves nothing.</summary>
    public static PixelRectangle Slice(ImageSize size, int left, int top, int right, int bottom)
    {
        (left, right) = (Wrap(left, size.Width), Wrap(right, size.Width));
        (top, bottom) = (Wrap(top, size.Height), Wrap(bottom, size.Height));
        return new(left, top, right - left, bottom - top);
    }

    private static int Wrap(int position, int length) => position < 0 ? Math.Max(0, position + length) : Math.Min(position, length);
}

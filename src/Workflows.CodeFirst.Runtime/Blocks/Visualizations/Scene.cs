namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>The image that a visualization draws on.</summary>
internal static class Scene
{
    /// <summary>
    /// The image to draw on: a copy, or the image itself when the author says so. An image of another pixel format is copied in any case.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="copy">Whether the image must stay as it is.</param>
    public static Image Of(Image image, bool copy)
    {
        if (!copy && image.Format == PixelFormat.Rgb24)
        {
            return image.WithBase64Source(null);
        }

        var scene = Image.Create(image.Width, image.Height);
        var view = image.View;
        for (int y = 0; y < image.Height; y++)
        {
            CopyRow(view.Row(y), image.Format, scene.Pixels.Slice(y * scene.Stride, image.Width * 3));
        }

        return scene.WithLineage(image.Lineage);
    }

    private static void CopyRow(ReadOnlySpan<byte> row, PixelFormat format, Span<byte> target)
    {
        if (format == PixelFormat.Rgb24)
        {
            row.CopyTo(target);
            return;
        }

        int step = format.BytesPerPixel();
        var (red, green, blue) = format switch
        {
            PixelFormat.Gray8 => (0, 0, 0),
            PixelFormat.Rgba32 => (0, 1, 2),
            _ => (2, 1, 0),
        };
        for (int i = 0, o = 0; o < target.Length; i += step, o += 3)
        {
            target[o] = row[i + red];
            target[o + 1] = row[i + green];
            target[o + 2] = row[i + blue];
        }
    }
}

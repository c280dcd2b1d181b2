using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Imaging.Codecs;
using Workflows.CodeFirst.Imaging.Drawing;

namespace Workflows.CodeFirst;

/// <summary>Pictures of what was found: <c>image.Draw(detections).Save("found.png")</c>.</summary>
public static class ImageDrawing
{
    /// <summary>
    /// A copy of the image with detections drawn on it: masks where there are some, boxes, skeletons with their keypoints, and a label each.
    /// </summary>
    /// <param name="image">The image; stays as it is.</param>
    /// <param name="detections">The detections, in pixels of the image.</param>
    /// <param name="options">What to draw and how; null for the defaults.</param>
    /// <returns>A new RGB image in pooled memory; dispose it when done.</returns>
    /// <exception cref="ArgumentException">A mask has another size than the image, or the detections lack the number that decides on their colour.</exception>
    public static Image Draw(this Image image, Detections detections, DrawOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(detections);
        var copy = RgbCopy(image);
        try
        {
            new DetectionPainter(new Canvas(copy), copy.Size, options ?? DrawOptions.Default).Paint(detections);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static Image RgbCopy(Image image)
    {
        var copy = Image.Rent(image.Width, image.Height);
        var view = image.View;
        for (int y = 0; y < image.Height; y++)
        {
            var target = copy.Pixels.Slice(y * copy.Stride, image.Width * 3);
            switch (image.Format)
            {
                case PixelFormat.Rgb24:
                    view.Row(y).CopyTo(target);
                    break;
                case PixelFormat.Gray8:
                    ColorConversion.GrayToRgb(view.Row(y), target);
                    break;
                default:
                    ColorConversion.RowToRgb(view.Row(y), image.Format, target, 3);
                    break;
            }
        }

        return copy;
    }
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Where a picture lies on a canvas of another shape. Negative paddings mean that the picture is larger and loses that many pixels.
/// </summary>
/// <param name="Width">Columns of the resized picture, before anything is cut off.</param>
/// <param name="Height">Rows of the resized picture, before anything is cut off.</param>
/// <param name="Left">Canvas columns to its left.</param>
/// <param name="Top">Canvas rows above it.</param>
/// <param name="Right">Canvas columns to its right.</param>
/// <param name="Bottom">Canvas rows below it.</param>
/// <param name="ScaleX">Canvas pixels for one source pixel, horizontally.</param>
/// <param name="ScaleY">Canvas pixels for one source pixel, vertically.</param>
internal readonly record struct FitGeometry(int Width, int Height, int Left, int Top, int Right, int Bottom, double ScaleX, double ScaleY)
{
    /// <summary>Whether the picture has shrunk to nothing: it is too narrow for its length.</summary>
    public bool IsEmpty => Width < 1 || Height < 1;

    /// <summary>The picture takes the canvas's shape.</summary>
    public static FitGeometry Stretch(ImageSize source, ImageSize canvas) =>
        new(canvas.Width, canvas.Height, 0, 0, 0, 0, (double)canvas.Width / source.Width, (double)canvas.Height / source.Height);

    /// <summary>The picture keeps its shape and is centred; sizes are truncated after multiplying by the smaller scale.</summary>
    public static FitGeometry Letterbox(ImageSize source, ImageSize canvas)
    {
        double scale = Math.Min((double)canvas.Width / source.Width, (double)canvas.Height / source.Height);
        return Centered((int)(source.Width * scale), (int)(source.Height * scale), canvas, scale);
    }

    /// <summary>The same as older packages compute it: by comparing aspect ratios, which can differ in the last pixel.</summary>
    public static FitGeometry LegacyLetterbox(ImageSize source, ImageSize canvas)
    {
        double ratio = (double)source.Width / source.Height, wanted = (double)canvas.Width / canvas.Height;
        (int width, int height) = ratio >= wanted
            ? (canvas.Width, (int)(canvas.Width / ratio))
            : ((int)(canvas.Height * ratio), canvas.Height);
        double scale = Math.Min((double)canvas.Width / source.Width, (double)canvas.Height / source.Height);
        return Centered(width, height, canvas, scale);
    }

    /// <summary>The picture keeps its size: what is missing is padded, what is too much is cut off, half on each side.</summary>
    public static FitGeometry CenterCrop(ImageSize source, ImageSize canvas)
    {
        (int left, int right) = Halves(canvas.Width - source.Width);
        (int top, int bottom) = Halves(canvas.Height - source.Height);
        return new(source.Width, source.Height, left, top, right, bottom, 1, 1);

        static (int Before, int After) Halves(int missing)
        {
            int before = Math.Abs(missing) / 2 * Math.Sign(missing);
            return (before, missing - before);
        }
    }

    private static FitGeometry Centered(int width, int height, ImageSize canvas, double scale)
    {
        int left = (canvas.Width - width) / 2, top = (canvas.Height - height) / 2;
        return new(width, height, left, top, canvas.Width - width - left, canvas.Height - height - top, scale, scale);
    }
}

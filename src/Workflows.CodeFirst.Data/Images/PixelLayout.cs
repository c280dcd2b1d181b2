namespace Workflows.CodeFirst;

/// <summary>The one place that decides whether a buffer can hold an image.</summary>
internal static class PixelLayout
{
    /// <summary>Returns the stride, computed when 0 was given; throws when the numbers cannot describe an image.</summary>
    public static int Check(int available, int width, int height, int stride, PixelFormat format)
    {
        if (width < 1 || height < 1)
        {
            throw new ArgumentException($"An image needs at least one pixel, but the size is {width}x{height}.");
        }

        long row = (long)width * format.BytesPerPixel();
        long step = stride == 0 ? row : stride;
        if (step < row)
        {
            throw new ArgumentException($"The stride of {stride} bytes is shorter than a row of {width} {format} pixels, which takes {row} bytes.");
        }

        long needed = (height - 1) * step + row;
        if (step > int.MaxValue || needed > available)
        {
            throw new ArgumentException($"A {width}x{height} {format} image with a stride of {step} bytes needs {needed} bytes, but the memory has {available}.");
        }

        return (int)step;
    }
}

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>The pixels that shapes are painted on, three bytes each. Everything outside is cut off.</summary>
internal readonly ref struct Surface
{
    private readonly Span<byte> pixels;
    private readonly int stride;

    public Surface(Image image)
    {
        if (image.Format is not PixelFormat.Rgb24)
        {
            throw new ArgumentException($"Only {PixelFormat.Rgb24} images can be drawn on, this one is {image.Format}. Convert it first.", nameof(image));
        }

        pixels = image.Pixels;
        stride = image.Stride;
        Width = image.Width;
        Height = image.Height;
    }

    public int Width { get; }

    public int Height { get; }

    public Span<byte> Row(int y) => pixels.Slice(y * stride, Width * 3);

    /// <summary>One pixel.</summary>
    public void Put(int x, int y, Rgb color)
    {
        if ((uint)x < (uint)Width && (uint)y < (uint)Height)
        {
            var pixel = pixels.Slice(y * stride + x * 3, 3);
            pixel[0] = color.R;
            pixel[1] = color.G;
            pixel[2] = color.B;
        }
    }

    /// <summary>The pixels of row <paramref name="y"/> from <paramref name="left"/> to <paramref name="right"/>, both included.</summary>
    public void Fill(int y, int left, int right, Rgb color)
    {
        left = Math.Max(left, 0);
        right = Math.Min(right, Width - 1);
        if (left > right || (uint)y >= (uint)Height)
        {
            return;
        }

        var span = pixels.Slice(y * stride + left * 3, (right - left + 1) * 3);
        if (color.R == color.G && color.G == color.B)
        {
            span.Fill(color.R);
            return;
        }

        span[0] = color.R;
        span[1] = color.G;
        span[2] = color.B;
        for (int done = 3; done < span.Length; done *= 2)
        {
            span[..Math.Min(done, span.Length - done)].CopyTo(span[done..]);
        }
    }

    /// <summary>Moves a pixel towards the colour by <paramref name="alpha"/>, 0 to 255 of 256, rounded as OpenCV's smooth lines round.</summary>
    public void Mix(int x, int y, Rgb color, int alpha)
    {
        if ((uint)x < (uint)Width && (uint)y < (uint)Height)
        {
            var pixel = pixels.Slice(y * stride + x * 3, 3);
            pixel[0] = (byte)(pixel[0] + (((color.R - pixel[0]) * alpha + 127) >> 8));
            pixel[1] = (byte)(pixel[1] + (((color.G - pixel[1]) * alpha + 127) >> 8));
            pixel[2] = (byte)(pixel[2] + (((color.B - pixel[2]) * alpha + 127) >> 8));
        }
    }

    /// <summary>Mixes the colour into a part of a row by how much of every pixel is covered, 0 to 255.</summary>
    public void Cover(int x, int y, ReadOnlySpan<byte> coverage, Rgb color)
    {
        int skipped = Math.Max(0, -x), count = Math.Min(coverage.Length, Width - x) - skipped;
        if (count <= 0)
        {
            return;
        }

        var row = Row(y).Slice((x + skipped) * 3, count * 3);
        for (int i = 0; i < count; i++)
        {
            int share = coverage[skipped + i];
            if (share != 0)
            {
                row[3 * i] = Mix(row[3 * i], color.R, share);
                row[3 * i + 1] = Mix(row[3 * i + 1], color.G, share);
                row[3 * i + 2] = Mix(row[3 * i + 2], color.B, share);
            }
        }
    }

    private static byte Mix(int below, int above, int share) => (byte)((below * (255 - share) + above * share + 127) / 255);
}

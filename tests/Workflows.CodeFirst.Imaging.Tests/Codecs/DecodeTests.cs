using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Imaging.Tests.Codecs;

public class DecodeTests
{
    public static TheoryData<string> GoldenPictures() =>
        new(Directory.GetFiles(Repository.PathOf("tests", "data", "golden", "models", "png"), "*.png").Select(path => Path.GetFileNameWithoutExtension(path)));

    [Theory]
    [MemberData(nameof(GoldenPictures))]
    public void A_jpeg_decodes_to_the_very_pixels_that_OpenCV_gives(string name)
    {
        using var jpeg = Image.Load(Repository.PathOf("samples", "images", name + ".jpg"));
        using var expected = Image.Load(Repository.PathOf("tests", "data", "golden", "models", "png", name + ".png"));
        Assert.Equal(expected.Size, jpeg.Size);
        Assert.True(expected.Pixels.SequenceEqual(jpeg.Pixels));
    }

    [Fact]
    public void An_rgb_png_decodes_to_its_samples()
    {
        byte[][] rows = [[1, 2, 3, 250, 251, 252], [0, 255, 0, 9, 8, 7]];
        using var image = Image.Decode(PngBuilder.Build(2, 2, 8, PngBuilder.Rgb, rows));
        Assert.Equal(PixelFormat.Rgb24, image.Format);
        Assert.Equal([1, 2, 3, 250, 251, 252, 0, 255, 0, 9, 8, 7], image.Pixels.ToArray());
    }

    [Fact]
    public void Grey_is_repeated()
    {
        using var image = Image.Decode(PngBuilder.Build(5, 1, 8, PngBuilder.Gray, [[0, 50, 100, 200, 255]]));
        Assert.Equal([0, 0, 0, 50, 50, 50, 100, 100, 100, 200, 200, 200, 255, 255, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Alpha_is_dropped_not_blended()
    {
        using var rgba = Image.Decode(PngBuilder.Build(2, 1, 8, PngBuilder.Rgba, [[10, 20, 30, 0, 40, 50, 60, 128]]));
        Assert.Equal([10, 20, 30, 40, 50, 60], rgba.Pixels.ToArray());

        using var grayAlpha = Image.Decode(PngBuilder.Build(2, 1, 8, PngBuilder.GrayAlpha, [[70, 0, 80, 255]]));
        Assert.Equal([70, 70, 70, 80, 80, 80], grayAlpha.Pixels.ToArray());
    }

    [Fact]
    public void Sixteen_bits_keep_their_upper_eight()
    {
        using var rgb = Image.Decode(PngBuilder.Build(1, 2, 16, PngBuilder.Rgb, [[0x12, 0xFF, 0x34, 0x80, 0x56, 0x00], [0xFF, 0xFF, 0x00, 0xFF, 0x80, 0x7F]]));
        Assert.Equal([0x12, 0x34, 0x56, 0xFF, 0x00, 0x80], rgb.Pixels.ToArray());

        using var gray = Image.Decode(PngBuilder.Build(2, 1, 16, PngBuilder.Gray, [[0x12, 0xFF, 0xFE, 0xDC]]));
        Assert.Equal([0x12, 0x12, 0x12, 0xFE, 0xFE, 0xFE], gray.Pixels.ToArray());

        using var rgba = Image.Decode(PngBuilder.Build(1, 1, 16, PngBuilder.Rgba, [[0x12, 0xFF, 0x34, 0x80, 0x56, 0x00, 0x10, 0x00]]));
        Assert.Equal([0x12, 0x34, 0x56], rgba.Pixels.ToArray());
    }

    [Fact]
    public void Palettes_and_single_bits_are_expanded()
    {
        using var palette = Image.Decode(PngBuilder.Build(4, 1, 2, PngBuilder.Palette, [[0b00_01_10_01]], [1, 2, 3, 40, 50, 60, 255, 0, 128]));
        Assert.Equal([1, 2, 3, 40, 50, 60, 255, 0, 128, 40, 50, 60], palette.Pixels.ToArray());

        using var bits = Image.Decode(PngBuilder.Build(3, 1, 1, PngBuilder.Gray, [[0b101_00000]]));
        Assert.Equal([255, 255, 255, 0, 0, 0, 255, 255, 255], bits.Pixels.ToArray());
    }

    [Fact]
    public void A_gif_gives_its_first_frame()
    {
        // 2x1, two colours, LZW codes: clear, 0, 1, end.
        byte[] gif = [.. "GIF89a"u8, 2, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 200, 210, 220, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0, 0x3B];
        using var image = Image.Decode(gif);
        Assert.Equal([10, 20, 30, 200, 210, 220], image.Pixels.ToArray());
    }

    [Fact]
    public void A_tiff_decodes_to_its_samples()
    {
        byte[] samples = [1, 2, 3, 250, 251, 252, 0, 255, 0, 9, 8, 7];
        using var image = Image.Decode(Pictures.Save("tiffsave_buffer"u8, samples, 2, 2, 3, VipsInterpretation.Srgb));
        Assert.Equal(samples, image.Pixels.ToArray());
    }

    [Fact]
    public void A_progressive_jpeg_decodes_like_a_baseline_one()
    {
        using var source = Pictures.Gradient(97, 61);
        byte[] samples = source.Pixels.ToArray();
        using var baseline = Image.Decode(Pictures.Save("jpegsave_buffer"u8, samples, 97, 61, 3, VipsInterpretation.Srgb));
        using var progressive = Image.Decode(Pictures.Save("jpegsave_buffer"u8, samples, 97, 61, 3, VipsInterpretation.Srgb, interlace: true));
        Assert.Equal(baseline.Pixels.ToArray(), progressive.Pixels.ToArray());
    }

    [Fact]
    public void A_grey_jpeg_has_three_equal_channels()
    {
        byte[] samples = new byte[64 * 48];
        Array.Fill<byte>(samples, 77);
        using var image = Image.Decode(Pictures.Save("jpegsave_buffer"u8, samples, 64, 48, 1, VipsInterpretation.BlackWhite));
        Assert.Equal(new ImageSize(64, 48), image.Size);
        Assert.Equal((77, 77, 77), image.At(63, 47));
    }

    [Fact]
    public void Ink_becomes_light()
    {
        byte[] samples = new byte[16 * 16 * 4];
        for (int i = 0; i < samples.Length; i += 4)
        {
            samples[i] = 200;
            samples[i + 3] = 55;
        }

        using var image = Image.Decode(Pictures.Save("jpegsave_buffer"u8, samples, 16, 16, 4, VipsInterpretation.Cmyk));
        var (r, g, b) = image.At(8, 8);
        Assert.InRange(r, 55 * 200 / 255 - 2, 55 * 200 / 255 + 2);
        Assert.InRange(g, 198, 202);
        Assert.InRange(b, 198, 202);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public void The_orientation_is_applied(int orientation, bool turned)
    {
        // How the stored picture must look so that it is the flag once it has been turned as the orientation says.
        const int width = 64, height = 32;
        using var flag = Pictures.Flag(width, height);
        using var stored = Image.Create(turned ? height : width, turned ? width : height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int sx, int sy) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, width - 1 - x),
                    7 => (height - 1 - y, width - 1 - x),
                    8 => (height - 1 - y, x),
                    _ => (x, y),
                };
                flag.Pixels.Slice((y * width + x) * 3, 3).CopyTo(stored.Pixels[(sy * stored.Stride + sx * 3)..]);
            }
        }

        byte[] file = Pictures.WithOrientation(stored.Encode(ImageFileFormat.Jpeg, 100), orientation);
        using var upright = Image.Decode(file);
        Assert.Equal(flag.Size, upright.Size);
        AssertClose(flag, upright);

        using var raw = Image.Decode(file, new() { ApplyOrientation = false });
        Assert.Equal(stored.Size, raw.Size);
        AssertClose(stored, raw);

        Assert.Equal(new ImageInfo(ImageFileFormat.Jpeg, flag.Size, orientation), Image.ReadInfo(file));
    }

    [Fact]
    public void A_large_turned_picture_decodes()
    {
        using var source = Pictures.Gradient(1500, 1100);
        using var image = Image.Decode(Pictures.WithOrientation(source.Encode(ImageFileFormat.Jpeg), 6));
        Assert.Equal(new ImageSize(1100, 1500), image.Size);
    }

    [Theory]
    [InlineData(ImageFileFormat.Jpeg)]
    [InlineData(ImageFileFormat.Png)]
    [InlineData(ImageFileFormat.Webp)]
    public void One_pixel_is_a_picture(ImageFileFormat format)
    {
        using var pixel = Image.Create(1, 1);
        pixel.Pixels.Fill(128);
        byte[] file = pixel.Encode(format);
        Assert.Equal(new ImageInfo(format, new(1, 1), 1), Image.ReadInfo(file));
        using var image = Image.Decode(file);
        Assert.Equal(new ImageSize(1, 1), image.Size);
        Assert.InRange(image.Pixels[0], 126, 130);
    }

    [Fact]
    public void Files_streams_and_memory_give_the_same()
    {
        string path = Repository.PathOf("samples", "images", "shapes_09_333x500.jpg");
        using var fromFile = Image.Load(path);
        using var stream = File.OpenRead(path);
        using var fromStream = Image.Load(stream);
        using var fromPipe = Image.Load(new ForwardOnlyStream(File.ReadAllBytes(path)));
        using var fromMemory = Image.Decode(File.ReadAllBytes(path));
        Assert.True(fromFile.Pixels.SequenceEqual(fromStream.Pixels));
        Assert.True(fromFile.Pixels.SequenceEqual(fromPipe.Pixels));
        Assert.True(fromFile.Pixels.SequenceEqual(fromMemory.Pixels));
        Assert.Equal(new ImageInfo(ImageFileFormat.Jpeg, new(333, 500), 1), Image.ReadInfo(path));
    }

    [Fact]
    public void Decoding_allocates_next_to_nothing_and_many_threads_may_do_it()
    {
        byte[] file = File.ReadAllBytes(Repository.PathOf("samples", "images", "shapes_00_640x480.jpg"));
        using var expected = Image.Decode(file);
        byte[] pixels = expected.Pixels.ToArray();
        Parallel.For(0, 32, _ =>
        {
            using var image = Image.Decode(file);
            Assert.True(image.Pixels.SequenceEqual(pixels));
        });

        // A collection that other tests cause during a call is counted with it, so that the least of several is what a call allocates.
        Assert.InRange(Enumerable.Range(0, 10).Min(_ => BytesOf(() => Image.Decode(file).Dispose())), 0, 600);
    }

    private static long BytesOf(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertClose(Image expected, Image actual)
    {
        // Away from the edges between colours, where JPEG blurs.
        foreach ((int x, int y) in new[] { (2, 2), (expected.Width - 3, 2), (2, expected.Height - 3), (expected.Width - 3, expected.Height - 3) })
        {
            var (r, g, b) = expected.At(x, y);
            var (ar, ag, ab) = actual.At(x, y);
            Assert.True(Math.Abs(r - ar) < 12 && Math.Abs(g - ag) < 12 && Math.Abs(b - ab) < 12, $"at {x},{y}: {(r, g, b)} became {(ar, ag, ab)}");
        }
    }

    /// <summary>Gives a few bytes at a time and cannot say how many there are.</summary>
    private sealed class ForwardOnlyStream(byte[] bytes) : Stream
    {
        private int position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(Math.Min(count, 777), bytes.Length - position);
            Array.Copy(bytes, position, buffer, offset, read);
            position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Buffers.Binary;

namespace Workflows.CodeFirst.Imaging.Tests.Codecs;

public sealed class EncodeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("encode").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(PixelFormat.Rgb24)]
    [InlineData(PixelFormat.Bgr24)]
    [InlineData(PixelFormat.Rgba32)]
    [InlineData(PixelFormat.Bgra32)]
    [InlineData(PixelFormat.Gray8)]
    public void Png_keeps_every_pixel_of_every_format(PixelFormat format)
    {
        using var image = Pictures.Gradient(33, 21, format);
        using var read = Image.Decode(image.Encode(ImageFileFormat.Png));
        AssertSame(image, read, tolerance: 0);
    }

    [Theory]
    [InlineData(PixelFormat.Rgb24)]
    [InlineData(PixelFormat.Bgra32)]
    [InlineData(PixelFormat.Gray8)]
    public void Jpeg_keeps_every_format_nearly(PixelFormat format)
    {
        using var image = Pictures.Gradient(64, 48, format);
        using var read = Image.Decode(image.Encode(ImageFileFormat.Jpeg));
        AssertSame(image, read, tolerance: 12);
    }

    [Fact]
    public void Rows_may_be_padded()
    {
        byte[] memory = new byte[4 * 10];
        memory.AsSpan().Fill(99);
        for (int y = 0; y < 4; y++)
        {
            for (int i = 0; i < 6; i++)
            {
                memory[y * 10 + i] = (byte)(y * 6 + i);
            }
        }

        using var image = Image.Wrap(memory, 2, 4, 10);
        using var read = Image.Decode(image.Encode(ImageFileFormat.Png));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)i), read.Pixels.ToArray());
    }

    [Fact]
    public void Jpeg_halves_colour_at_every_quality_and_quality_makes_size()
    {
        using var image = Image.Load(Repository.PathOf("samples", "images", "shapes_00_640x480.jpg"));
        byte[] good = image.Encode(ImageFileFormat.Jpeg), small = image.Encode(ImageFileFormat.Jpeg, 30);
        Assert.True(small.Length * 2 < good.Length);
        Assert.Equal(0x22, LumaSampling(good));
        Assert.Equal(0x22, LumaSampling(small));
    }

    [Fact]
    public void The_quality_has_bounds()
    {
        using var image = Image.Create(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Encode(ImageFileFormat.Jpeg, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Encode(ImageFileFormat.Webp, 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Encode(ImageFileFormat.Gif));
    }

    [Theory]
    [InlineData("a.jpg", ImageFileFormat.Jpeg)]
    [InlineData("a.JPEG", ImageFileFormat.Jpeg)]
    [InlineData("a.png", ImageFileFormat.Png)]
    [InlineData("a.webp", ImageFileFormat.Webp)]
    public void The_extension_decides(string name, ImageFileFormat format)
    {
        string path = Path.Combine(folder, name);
        using var image = Pictures.Gradient(10, 10);
        image.Save(path);
        Assert.Equal(format, Image.ReadInfo(path).Format);
    }

    [Fact]
    public void Saving_replaces_the_file_and_leaves_nothing_else()
    {
        string path = Path.Combine(folder, "a.png");
        File.WriteAllText(path, "old");
        using var image = Pictures.Gradient(10, 10);
        image.Save(path);
        image.Save(path);
        Assert.Equal([path], Directory.GetFiles(folder));
        using var read = Image.Load(path);
        AssertSame(image, read, tolerance: 0);
    }

    [Fact]
    public void What_cannot_be_written_says_why()
    {
        using var image = Image.Create(2, 2);
        Assert.Contains("'.bmp' stands for no format", Assert.Throws<ImageFileException>(() => image.Save(Path.Combine(folder, "a.bmp"))).Message, StringComparison.Ordinal);
        Assert.Contains("there is no folder", Assert.Throws<ImageFileException>(() => image.Save(Path.Combine(folder, "b", "a.png"))).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder, "c.png"));
        Assert.Contains("cannot be written", Assert.Throws<ImageFileException>(() => image.Save(Path.Combine(folder, "c.png"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_picture_too_wide_for_the_format_says_so()
    {
        using var image = Image.Create(70000, 1);
        Assert.Contains("70000x1", Assert.Throws<ImageFileException>(() => image.Encode(ImageFileFormat.Jpeg)).Message, StringComparison.Ordinal);
    }

    /// <summary>The sampling factors of the first component in the JPEG's frame header.</summary>
    private static int LumaSampling(byte[] jpeg)
    {
        for (int i = 2; ; i += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(i + 2)))
        {
            if (jpeg[i + 1] is 0xC0 or 0xC2)
            {
                return jpeg[i + 11];
            }
        }
    }

    private static void AssertSame(Image expected, Image actual, int tolerance)
    {
        Assert.Equal(expected.Size, actual.Size);
        int bytes = expected.Format.BytesPerPixel();
        for (int y = 0; y < expected.Height; y++)
        {
            for (int x = 0; x < expected.Width; x++)
            {
                var pixel = expected.View.Row(y).Slice(x * bytes, bytes);
                bool swapped = expected.Format is PixelFormat.Bgr24 or PixelFormat.Bgra32;
                var (r, g, b) = bytes == 1 ? (pixel[0], pixel[0], pixel[0]) : swapped ? (pixel[2], pixel[1], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
                var (ar, ag, ab) = actual.At(x, y);
                Assert.True(Math.Abs(r - ar) <= tolerance && Math.Abs(g - ag) <= tolerance && Math.Abs(b - ab) <= tolerance, $"at {x},{y}: {(r, g, b)} became {(ar, ag, ab)}");
            }
        }
    }
}

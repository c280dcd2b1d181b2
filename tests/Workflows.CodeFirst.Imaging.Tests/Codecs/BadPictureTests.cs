using System.Diagnostics;
using System.Text;

namespace Workflows.CodeFirst.Imaging.Tests.Codecs;

public class BadPictureTests
{
    private static readonly byte[] Jpeg = File.ReadAllBytes(Repository.PathOf("samples", "images", "shapes_00_640x480.jpg"));

    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<ImageFileException>(() => Image.Load("nowhere/street.jpg"));
        Assert.Contains("There is no picture 'nowhere/street.jpg'", exception.Message, StringComparison.Ordinal);
        Assert.Equal("nowhere/street.jpg", exception.Path);
    }

    [Fact]
    public void A_folder_is_no_picture()
    {
        var exception = Assert.Throws<ImageFileException>(() => Image.Load(Repository.Root));
        Assert.Contains("this is a folder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_are_no_picture()
    {
        Assert.Contains("has 0 bytes", Fails([]), StringComparison.Ordinal);

        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jpg");
        File.WriteAllBytes(path, []);
        try
        {
            var exception = Assert.Throws<ImageFileException>(() => Image.Load(path));
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>", "HTML or XML")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG")]
    [InlineData("{\"a\": 1}", "JSON")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "git lfs pull")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("BM6\u0003", "BMP")]
    [InlineData("data:image/png;base64,iVBOR", "data URL")]
    [InlineData("hello", "a text")]
    public void Another_kind_of_file_is_recognised(string content, string expected)
    {
        string message = Fails(Encoding.UTF8.GetBytes(content));
        Assert.Contains("has no format that can be read", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_bytes_are_shown() => Assert.Contains("its first bytes are 01 02 03.", Fails([1, 2, 3]), StringComparison.Ordinal);

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(700)]
    [InlineData(5000)]
    [InlineData(-1000)]
    public void A_jpeg_that_was_cut_off_is_refused(int length) =>
        Assert.Contains("damaged or incomplete Jpeg", Fails(Jpeg[..(length < 0 ? Jpeg.Length + length : length)]), StringComparison.Ordinal);

    [Theory]
    [InlineData(ImageFileFormat.Png)]
    [InlineData(ImageFileFormat.Webp)]
    public void Other_pictures_that_were_cut_off_are_refused(ImageFileFormat format)
    {
        using var picture = Pictures.Gradient(200, 150);
        byte[] file = picture.Encode(format);
        for (int part = 1; part < 10; part++)
        {
            Assert.Contains($"damaged or incomplete {format}", Fails(file[..(file.Length * part / 10)]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_huge_picture_is_refused_from_its_header()
    {
        byte[] file = PngBuilder.HeaderOnly(60000, 60000);
        Fails(file);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        string message = Fails(file);
        Assert.Contains("60000x60000", message, StringComparison.Ordinal);
        Assert.Contains("MaxPixels", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);

        var raised = Assert.Throws<ImageFileException>(() => Image.Decode(file, new() { MaxPixels = long.MaxValue }));
        Assert.Contains("do not fit into one array", raised.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixel_limit_is_the_callers()
    {
        using var picture = Pictures.Gradient(20, 10);
        byte[] file = picture.Encode(ImageFileFormat.Png);
        Image.Decode(file, new() { MaxPixels = 200 }).Dispose();
        Assert.Throws<ImageFileException>(() => Image.Decode(file, new() { MaxPixels = 199 }));
    }

    [Fact]
    public void Damaged_bytes_give_a_picture_or_an_error_and_leak_nothing()
    {
        using var picture = Pictures.Gradient(60, 40);
        byte[][] files = [picture.Encode(ImageFileFormat.Jpeg), picture.Encode(ImageFileFormat.Png), picture.Encode(ImageFileFormat.Webp)];
        var random = new Random(7);
        Mutate(100);
        long before = Process.GetCurrentProcess().WorkingSet64;
        Mutate(1500);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 200_000_000);

        void Mutate(int count)
        {
            for (int i = 0; i < count; i++)
            {
                byte[] file = [.. files[i % files.Length]];
                for (int change = random.Next(1, 8); change > 0; change--)
                {
                    file[random.Next(8, file.Length)] = (byte)random.Next(256);
                }

                try
                {
                    Image.Decode(file, new() { MaxPixels = 1_000_000 }).Dispose();
                }
                catch (ImageFileException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            }
        }
    }

    private static string Fails(byte[] file) => Assert.Throws<ImageFileException>(() => Image.Decode(file)).Message;
}

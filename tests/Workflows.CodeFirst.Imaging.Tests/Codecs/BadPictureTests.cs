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
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Fails(file);
        Assert.Contains("60000x60000", message, StringComparison.Ordinal);
        Assert.Contains("MaxPixels", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);

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

    private static string Fails(byte[] file) => Assert.Throws<ImageFileException>(() => Image.Decode(file)).Message;
}

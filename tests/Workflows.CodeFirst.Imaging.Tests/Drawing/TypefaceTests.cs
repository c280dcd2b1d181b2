using Workflows.CodeFirst.Imaging.Drawing;

namespace Workflows.CodeFirst.Imaging.Tests.Drawing;

public class TypefaceTests
{
    [Fact]
    public void Widths_are_those_of_the_font()
    {
        // DejaVu Sans: 2048 units, A is 1401 wide, i 569; the pair AV stands closer.
        Assert.Equal(1401 / 2048.0 * 100, Typeface.Default.Measure("A", 100), 6);
        Assert.Equal((1401 + 569) / 2048.0 * 20, Typeface.Default.Measure("Ai", 20), 6);
        Assert.True(Typeface.Default.Measure("AV", 100) < Typeface.Default.Measure("A", 100) + Typeface.Default.Measure("V", 100) - 1);
        Assert.Equal(0, Typeface.Default.Measure("", 20));
    }

    [Theory]
    [InlineData("Wide g Å 100%")]
    [InlineData("\U0001D54F \uD800 漢字")] // beyond the basic plane, half a pair, not in the font
    public void Text_stays_in_its_place(string text)
    {
        using var image = Image.Create(300, 80);
        new Canvas(image).Text(text, 20, 50, 24, Rgb.White);
        int right = 20 + (int)Math.Ceiling(Typeface.Default.Measure(text, 24)) + 2;
        int painted = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                bool inside = x >= 18 && x <= right && y >= 50 - 24 && y <= 50 + 24 * 0.3;
                byte value = image.View.Row(y)[x * 3];
                Assert.True(inside || value == 0, $"{x},{y} is painted");
                painted += value > 0 ? 1 : 0;
            }
        }

        Assert.True(painted > 100);
    }

    [Fact]
    public void Strokes_have_the_thickness_of_the_font_wherever_they_are()
    {
        // The stem of an l is 184 of 2048 units wide: at 80 pixels 7.19, whichever fraction of a pixel it starts at.
        foreach (double x in new[] { 20.0, 20.25, 20.5, 20.9 })
        {
            using var image = Image.Create(60, 100);
            new Canvas(image).Text("l", x, 80, 80, Rgb.White);
            double sum = 0;
            foreach (byte value in image.View.Row(50))
            {
                sum += value / 255.0;
            }

            Assert.Equal(184 / 2048.0 * 80, sum / 3, 1);
        }
    }

    [Fact]
    public void Coverage_is_exact()
    {
        using var raster = new CoverageRaster(6, 4);
        (float X, float Y)[] corners = [(1.25f, 0.5f), (4.5f, 0.5f), (4.5f, 3.25f), (1.25f, 3.25f)];
        for (int i = 0; i < corners.Length; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Length]);
            raster.Line(from.X, from.Y, to.X, to.Y);
        }

        byte[][] expected = [[0, 96, 128, 128, 64, 0], [0, 191, 255, 255, 128, 0], [0, 191, 255, 255, 128, 0], [0, 48, 64, 64, 32, 0]];
        byte[] row = new byte[6];
        for (int y = 0; y < 4; y++)
        {
            raster.Row(y, row);
            Assert.Equal(expected[y], row);
        }
    }

    [Fact]
    public void Text_is_cut_off_at_the_edges()
    {
        using var image = Image.Create(30, 20);
        var canvas = new Canvas(image);
        foreach (double x in new[] { double.NegativeInfinity, -1e9, -50, -5, 25, 1e9 })
        {
            foreach (int y in new[] { int.MinValue, -3, 5, 25, int.MaxValue })
            {
                canvas.Text("Hello", x, y, 40, Rgb.White);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image).Text("a", 0, 0, 0.5, Rgb.White));
    }

    [Fact]
    public void A_bad_font_file_says_so()
    {
        Assert.Contains("no-such.ttf", Assert.Throws<FileNotFoundException>(() => Typeface.Load("no-such.ttf")).Message, StringComparison.Ordinal);
        string path = Path.GetTempFileName();
        try
        {
            foreach (byte[] content in new byte[][] { [], [1, 2, 3], new byte[100], [.. "OTTO"u8, 0, 200, .. new byte[60]] })
            {
                File.WriteAllBytes(path, content);
                Assert.Contains("cannot be used as a font", Assert.Throws<InvalidDataException>(() => Typeface.Load(path)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}

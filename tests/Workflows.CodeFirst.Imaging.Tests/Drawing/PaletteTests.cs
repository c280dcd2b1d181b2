namespace Workflows.CodeFirst.Imaging.Tests.Drawing;

public class PaletteTests
{
    [Theory]
    [InlineData("#A351FB", 163, 81, 251)]
    [InlineData("#0f8", 0, 255, 136)]
    [InlineData("rgb(1, 22, 255)", 1, 22, 255)]
    [InlineData("bgr(1,22,255)", 255, 22, 1)]
    [InlineData("WHITE", 255, 255, 255)]
    [InlineData("roboflow", 163, 81, 251)]
    public void Colours_are_read(string text, byte r, byte g, byte b) => Assert.Equal(new Rgb(r, g, b), Rgb.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("#12345")]
    [InlineData("#GG0000")]
    [InlineData("rgb(1,2)")]
    [InlineData("rgb(1,2,3,4)")]
    [InlineData("rgb(1,2,256)")]
    [InlineData("rgb(1,2,3")]
    [InlineData("mauve")]
    public void Other_texts_are_no_colours(string text)
    {
        Assert.False(Rgb.TryParse(text, out _));
        Assert.Contains("#RRGGBB", Assert.Throws<FormatException>(() => Rgb.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Indices_wrap_around_both_ends()
    {
        var palette = new Palette(Rgb.White, Rgb.Black, Rgb.Grey);
        Assert.Equal(Rgb.Black, palette[4]);
        Assert.Equal(Rgb.Grey, palette[-1]);
        Assert.Equal(Rgb.White, palette[-3]);
        Assert.Throws<ArgumentException>(() => new Palette());
    }

    [Fact]
    public void Named_palettes_have_their_colours()
    {
        Assert.Equal(21, Palette.Default.Count);
        Assert.Equal(new Rgb(255, 64, 64), Palette.Named("DEFAULT")[1]);
        Assert.Equal(new Rgb(0xC2, 0x8D, 0xFC), Palette.Named("ROBOFLOW")[0]);

        // As matplotlib samples them, with channels cut off and not rounded.
        Palette viridis = Palette.Named("Matplotlib Viridis", 5);
        Assert.Equal(5, viridis.Count);
        Assert.Equal([new(68, 1, 84), new(58, 82, 139), new(32, 144, 140), new(94, 201, 97), new(253, 231, 36)], Enumerable.Range(0, 5).Select(i => viridis[i]));
        Assert.Equal(new Rgb(0x1F, 0x77, 0xB4), Palette.Named("Matplotlib Tab10", 3)[0]);
        Assert.Equal(new Rgb(0x17, 0xBE, 0xCF), Palette.Named("tab10", 3)[2]);
        Assert.Equal(1, Palette.Named("Matplotlib Set1", 1).Count);
    }

    [Theory]
    [InlineData("Matplotlib Viridis")]
    [InlineData("Matplotlib Plasma")]
    [InlineData("Matplotlib Inferno")]
    [InlineData("Matplotlib Magma")]
    [InlineData("Matplotlib Cividis")]
    [InlineData("Matplotlib Pastel1")]
    [InlineData("Matplotlib Pastel2")]
    [InlineData("Matplotlib Paired")]
    [InlineData("Matplotlib Accent")]
    [InlineData("Matplotlib Dark2")]
    [InlineData("Matplotlib Set1")]
    [InlineData("Matplotlib Set2")]
    [InlineData("Matplotlib Set3")]
    [InlineData("Matplotlib Tab10")]
    [InlineData("Matplotlib Tab20")]
    [InlineData("Matplotlib Tab20b")]
    [InlineData("Matplotlib Tab20c")]
    public void Every_map_of_the_workflow_language_is_there(string name) => Assert.Equal(10, Palette.Named(name).Count);

    [Fact]
    public void An_unknown_palette_lists_the_known_ones()
    {
        Assert.Contains("Viridis", Assert.Throws<ArgumentException>(() => Palette.Named("Matplotlib Rainbow")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Palette.Named("Matplotlib Viridis", 0));
    }

    [Fact]
    public void The_axis_chooses_the_colour()
    {
        var detections = new Detections { Boxes = [default, default], ClassIds = [5, 6], TrackerIds = [2, -1] };
        Assert.Equal(Palette.Default[6], new ColorScheme(Palette.Default).Of(detections, 1));
        Assert.Equal(Palette.Default[1], new ColorScheme(Palette.Default, ColorBy.Index).Of(detections, 1));
        Assert.Equal(Palette.Default[2], new ColorScheme(Palette.Default, ColorBy.Track).Of(detections, 0));
        Assert.Equal(Rgb.Grey, new ColorScheme(Palette.Default, ColorBy.Track).Of(detections, 1));
        Assert.Contains(
            "run a tracker first",
            Assert.Throws<ArgumentException>(() => new ColorScheme(Palette.Default, ColorBy.Track).Of(detections with { TrackerIds = [] }, 0)).Message,
            StringComparison.Ordinal);
    }
}

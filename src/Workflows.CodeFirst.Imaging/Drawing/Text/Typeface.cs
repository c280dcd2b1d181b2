using Workflows.CodeFirst.Imaging.Drawing;
using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Imaging;

/// <summary>A TrueType typeface, drawn smoothly and without regard to what fonts the system has. Thread-safe.</summary>
public sealed class Typeface
{
    private static readonly Lazy<Typeface> Shipped = new(() => Load(NativePath.Of("DejaVuSans.ttf")), LazyThreadSafetyMode.PublicationOnly);

    private readonly FontFile file;
    private readonly Glyphs glyphs;
    private readonly CharacterMap characters;
    private readonly KerningTable? kerning;
    private readonly int advances;
    private readonly int advanceCount;
    private readonly int unitsPerEm;

    private Typeface(FontFile file)
    {
        this.file = file;
        glyphs = new(file);
        characters = new(file);
        kerning = file.Has("kern"u8) ? KerningTable.Read(file) : null;
        advances = file.Start("hmtx"u8);
        int header = file.Start("hhea"u8);
        advanceCount = Math.Max(1, file.Word(header, 34));
        unitsPerEm = Math.Max(1, file.Word(file.Start("head"u8), 18));
        Ascent = (double)file.Signed(header, 4) / unitsPerEm;
        Descent = -(double)file.Signed(header, 6) / unitsPerEm;
    }

    /// <summary>DejaVu Sans, which comes with this library.</summary>
    /// <exception cref="FileNotFoundException">Its file is not next to the native libraries.</exception>
    public static Typeface Default => Shipped.Value;

    /// <summary>How far letters reach above the base line, as a part of the size.</summary>
    public double Ascent { get; }

    /// <summary>How far letters reach below the base line, as a part of the size.</summary>
    public double Descent { get; }

    /// <summary>Reads a typeface from a <c>.ttf</c> file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no TrueType font or damaged.</exception>
    public static Typeface Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no font file '{path}'.", path);
        }

        try
        {
            return new(new FontFile(File.ReadAllBytes(path)));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be used as a font. {exception.Message}", exception);
        }
    }

    /// <summary>The width of a line of text in pixels.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="size">The size in pixels: about the distance of lines.</param>
    public double Measure(string text, double size)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Layout(text, size).Width;
    }

    /// <summary>Draws a line of text from <paramref name="x"/> on, its base line at <paramref name="y"/>.</summary>
    internal void Draw(Surface surface, string text, double x, int y, double size, Rgb color)
    {
        foreach (var (glyph, left) in Layout(text, size).Places)
        {
            DrawGlyph(surface, glyph, x + left, y, (float)(size / unitsPerEm), color);
        }
    }

    private (List<(int Glyph, double Left)> Places, double Width) Layout(string text, double size)
    {
        double scale = size / unitsPerEm, pen = 0;
        var places = new List<(int Glyph, double Left)>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            int glyph = characters.GlyphOf(rune.Value);
            if (places.Count > 0 && kerning is not null)
            {
                pen += kerning.Between(places[^1].Glyph, glyph) * scale;
            }

            places.Add((glyph, pen));
            pen += file.Word(advances, 4 * Math.Min(glyph, advanceCount - 1)) * scale;
        }

        return (places, pen);
    }

    private void DrawGlyph(Surface surface, int glyph, double x, int y, float scale, Rgb color)
    {
        var outline = new GlyphOutline();
        glyphs.Outline(glyph, outline);
        if (outline.IsEmpty)
        {
            return;
        }

        int left = (int)Math.Floor(x + outline.Left * scale), top = (int)Math.Floor(y - outline.Top * scale);
        int right = (int)Math.Ceiling(x + outline.Right * scale) + 1, bottom = (int)Math.Ceiling(y - outline.Bottom * scale) + 1;
        if (right <= 0 || bottom <= 0 || left >= surface.Width || top >= surface.Height)
        {
            return;
        }

        using var raster = new CoverageRaster(right - left, bottom - top);
        outline.Rasterize(raster, scale, (float)(x - left), y - top);
        Span<byte> coverage = right - left <= 512 ? stackalloc byte[right - left] : new byte[right - left];
        for (int row = Math.Max(0, -top); row < raster.Height && top + row < surface.Height; row++)
        {
            raster.Row(row, coverage);
            surface.Cover(left, top + row, coverage, color);
        }
    }
}

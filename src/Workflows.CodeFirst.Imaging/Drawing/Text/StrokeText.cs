using System.Text;

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Text of strokes, as OpenCV writes it with its simplex font.</summary>
internal static class StrokeText
{
    /// <summary>The size of a text in pixels: from the base line to the top of capitals and below, with the thickness of the strokes.</summary>
    public static (int Width, int Height) Measure(string text, double scale, int thickness)
    {
        double width = 0;
        foreach (byte character in Encoding.UTF8.GetBytes(text))
        {
            string glyph = StrokeGlyphs.Of(character);
            width += (glyph[1] - glyph[0]) * scale;
        }

        int height = (int)Math.Round((StrokeGlyphs.CapLine + StrokeGlyphs.BaseLine) * scale + (thickness + 1) / 2);
        return ((int)Math.Round(width + thickness), height);
    }

    /// <summary>Writes a text whose lower left corner is at <paramref name="x"/>, <paramref name="y"/>.</summary>
    public static void Draw(Surface surface, string text, int x, int y, double scale, Rgb color, int thickness, bool smooth)
    {
        long unit = (long)Math.Round(scale * Fixed.One);
        var pen = Fixed.At(x, y);
        pen = new(pen.X, pen.Y - StrokeGlyphs.BaseLine * unit);
        Span<Fixed> points = stackalloc Fixed[64];
        foreach (byte character in Encoding.UTF8.GetBytes(text))
        {
            string glyph = StrokeGlyphs.Of(character);
            pen = new(pen.X - (glyph[0] - StrokeGlyphs.Origin) * unit, pen.Y);
            int count = 0;
            for (int i = 2; i <= glyph.Length; i++)
            {
                if (i == glyph.Length || glyph[i] == ' ')
                {
                    if (count > 1)
                    {
                        StrokePainter.Chain(surface, points[..count], closed: false, color, thickness, smooth, whole: false);
                    }

                    count = 0;
                }
                else
                {
                    points[count++] = new(pen.X + (glyph[i] - StrokeGlyphs.Origin) * unit, pen.Y + (glyph[i + 1] - StrokeGlyphs.Origin) * unit);
                    i++;
                }
            }

            pen = new(pen.X + (glyph[1] - StrokeGlyphs.Origin) * unit, pen.Y);
        }
    }
}

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>The outlines of a TrueType font's glyphs (tables <c>glyf</c> and <c>loca</c>).</summary>
internal sealed class Glyphs
{
    private const int MaxNesting = 6;

    private readonly FontFile file;
    private readonly int locations;
    private readonly int outlines;
    private readonly bool longLocations;
    private readonly int count;

    public Glyphs(FontFile file)
    {
        this.file = file;
        locations = file.Start("loca"u8);
        outlines = file.Start("glyf"u8);
        longLocations = file.Signed(file.Start("head"u8), 50) != 0;
        count = file.Word(file.Start("maxp"u8), 4);
    }

    /// <summary>Adds the outline of a glyph, in the font's units with y upwards.</summary>
    public void Outline(int glyph, GlyphOutline outline) => Outline(glyph, outline, Transform.None, 0);

    private void Outline(int glyph, GlyphOutline outline, Transform transform, int nesting)
    {
        if ((uint)glyph >= (uint)count || nesting > MaxNesting)
        {
            throw new InvalidDataException("The font file is damaged: a glyph refers to one that is not there, or to itself.");
        }

        int start = Location(glyph), end = Location(glyph + 1);
        if (start >= end)
        {
            return; // a blank
        }

        start += outlines;
        int contours = file.Signed(start, 0);
        if (contours >= 0)
        {
            Simple(start, contours, outline, transform);
        }
        else
        {
            Composite(start + 10, outline, transform, nesting);
        }
    }

    private int Location(int glyph) => longLocations ? file.Long(locations, glyph * 4) : file.Word(locations, glyph * 2) * 2;

    private void Simple(int start, int contours, GlyphOutline outline, Transform transform)
    {
        if (contours == 0)
        {
            return;
        }

        int points = file.Word(start, 10 + 2 * (contours - 1)) + 1;
        int at = 10 + 2 * contours;
        at += 2 + file.Word(start, at); // instructions are for low resolutions

        var flags = new byte[points];
        for (int i = 0; i < points;)
        {
            byte flag = (byte)file.Byte(start, at++);
            int repeats = (flag & 8) != 0 ? file.Byte(start, at++) : 0;
            for (; repeats >= 0 && i < points; repeats--)
            {
                flags[i++] = flag;
            }
        }

        int[] xs = Coordinates(start, ref at, flags, 2, 16), ys = Coordinates(start, ref at, flags, 4, 32);
        for (int contour = 0, first = 0; contour < contours; contour++)
        {
            int last = file.Word(start, 10 + 2 * contour);
            if (last < first || last >= points)
            {
                throw new InvalidDataException("The font file is damaged: a contour has no points.");
            }

            for (; first <= last; first++)
            {
                var (x, y) = transform.Apply(xs[first], ys[first]);
                outline.Add(x, y, onCurve: (flags[first] & 1) != 0, ends: first == last);
            }
        }
    }

    private int[] Coordinates(int start, ref int at, byte[] flags, int shortFlag, int sameFlag)
    {
        var values = new int[flags.Length];
        int value = 0;
        for (int i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & shortFlag) != 0)
            {
                int change = file.Byte(start, at++);
                value += (flags[i] & sameFlag) != 0 ? change : -change;
            }
            else if ((flags[i] & sameFlag) == 0)
            {
                value += file.Signed(start, at);
                at += 2;
            }

            values[i] = value;
        }

        return values;
    }

    private void Composite(int start, GlyphOutline outline, Transform transform, int nesting)
    {
        const int words = 1, offsets = 2, oneScale = 8, more = 32, twoScales = 64, matrix = 128;
        int at = 0, flags;
        do
        {
            flags = file.Word(start, at);
            int glyph = file.Word(start, at + 2);
            at += 4;
            (int dx, int dy) = (flags & words) != 0 ? (file.Signed(start, at), file.Signed(start, at + 2)) : ((sbyte)file.Byte(start, at), (sbyte)file.Byte(start, at + 1));
            at += (flags & words) != 0 ? 4 : 2;

            var part = Transform.None;
            if ((flags & oneScale) != 0)
            {
                float scale = Fraction(start, ref at);
                part = new(scale, 0, 0, scale, 0, 0);
            }
            else if ((flags & twoScales) != 0)
            {
                part = new(Fraction(start, ref at), 0, 0, Fraction(start, ref at), 0, 0);
            }
            else if ((flags & matrix) != 0)
            {
                part = new(Fraction(start, ref at), Fraction(start, ref at), Fraction(start, ref at), Fraction(start, ref at), 0, 0);
            }

            // Without "offsets" the numbers are points to be laid on each other; no font that matters does that.
            part = (flags & offsets) != 0 ? part with { X = dx, Y = dy } : part;
            Outline(glyph, outline, part.Then(transform), nesting + 1);
        }
        while ((flags & more) != 0);
    }

    private float Fraction(int start, ref int at)
    {
        float value = file.Signed(start, at) / 16384f;
        at += 2;
        return value;
    }

    private readonly record struct Transform(float Xx, float Xy, float Yx, float Yy, float X, float Y)
    {
        public static Transform None => new(1, 0, 0, 1, 0, 0);

        public (float X, float Y) Apply(float x, float y) => (x * Xx + y * Yx + X, x * Xy + y * Yy + Y);

        public Transform Then(Transform next)
        {
            var (x, y) = next.Apply(X, Y);
            return new(
                Xx * next.Xx + Xy * next.Yx,
                Xx * next.Xy + Xy * next.Yy,
                Yx * next.Xx + Yy * next.Yx,
                Yx * next.Xy + Yy * next.Yy,
                x,
                y);
        }
    }
}

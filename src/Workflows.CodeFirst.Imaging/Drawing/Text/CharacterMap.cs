namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>From Unicode characters to a font's glyphs (table <c>cmap</c>, formats 4 and 12).</summary>
internal sealed class CharacterMap
{
    private readonly FontFile file;
    private readonly int start;
    private readonly int format;

    public CharacterMap(FontFile file)
    {
        this.file = file;
        int table = file.Start("cmap"u8);
        int count = file.Word(table, 2);
        for (int i = 0; i < count; i++)
        {
            int entry = table + 4 + 8 * i;
            bool isUnicode = file.Word(entry, 0) == 0 || (file.Word(entry, 0) == 3 && file.Word(entry, 2) is 1 or 10);
            int candidate = table + file.Long(entry, 4);
            int candidateFormat = isUnicode ? file.Word(candidate, 0) : 0;
            if (candidateFormat is 4 or 12 && candidateFormat > format)
            {
                (start, format) = (candidate, candidateFormat);
            }
        }

        if (format == 0)
        {
            throw new InvalidDataException("The font does not say which glyphs stand for Unicode characters.");
        }
    }

    /// <summary>The glyph of a character; 0, an empty box in most fonts, when there is none.</summary>
    public int GlyphOf(int character) => format == 12 ? InGroups(character) : character <= 0xFFFF ? InSegments(character) : 0;

    private int InGroups(int character)
    {
        int low = 0, high = file.Long(start, 12) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2, group = start + 16 + 12 * middle;
            int first = file.Long(group, 0);
            if (character < first)
            {
                high = middle - 1;
            }
            else if (character > file.Long(group, 4))
            {
                low = middle + 1;
            }
            else
            {
                return file.Long(group, 8) + character - first;
            }
        }

        return 0;
    }

    private int InSegments(int character)
    {
        int doubled = file.Word(start, 6);
        for (int at = 14; at < 14 + doubled; at += 2)
        {
            if (character > file.Word(start, at))
            {
                continue;
            }

            int first = file.Word(start, at + 2 + doubled);
            if (character < first)
            {
                return 0;
            }

            int change = file.Word(start, at + 2 + 2 * doubled), rangeAt = at + 2 + 3 * doubled, range = file.Word(start, rangeAt);
            int glyph = range == 0 ? character : file.Word(start, rangeAt + range + 2 * (character - first));
            return glyph == 0 ? 0 : glyph + change & 0xFFFF;
        }

        return 0;
    }
}

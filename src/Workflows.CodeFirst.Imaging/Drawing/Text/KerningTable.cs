namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Pairs of glyphs that stand closer or farther than others (table <c>kern</c>, format 0).</summary>
internal sealed class KerningTable
{
    private readonly FontFile file;
    private readonly int pairs;
    private readonly int count;

    private KerningTable(FontFile file, int pairs, int count)
    {
        this.file = file;
        this.pairs = pairs;
        this.count = count;
    }

    /// <summary>The font's horizontal pairs, or null when it keeps them in another way.</summary>
    public static KerningTable? Read(FontFile file)
    {
        int table = file.Start("kern"u8);
        bool usable = file.Word(table, 0) == 0 && file.Word(table, 2) > 0 && file.Word(table, 8) >> 8 == 0 && (file.Word(table, 8) & 1) != 0;
        return usable ? new(file, table + 18, file.Word(table, 10)) : null;
    }

    /// <summary>What to add to the distance of two glyphs, in the font's units.</summary>
    public int Between(int left, int right)
    {
        long wanted = ((long)left << 16) | (uint)right;
        int low = 0, high = count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            long pair = (uint)file.Long(pairs, 6 * middle);
            if (pair == wanted)
            {
                return file.Signed(pairs, 6 * middle + 4);
            }

            (low, high) = pair < wanted ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }
}

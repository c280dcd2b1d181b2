namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Makes descriptions of what pages and servers print.</summary>
internal static class Sentences
{
    /// <summary>The text in one line, with one full stop; null when nothing is left.</summary>
    public static string? Clean(string text)
    {
        string line = string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t', '\0'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return line.Length == 0 || line.Equals("not available", StringComparison.OrdinalIgnoreCase) ? null : line + ".";
    }

    /// <summary>The first sentence.</summary>
    public static string? First(string text)
    {
        if (Clean(text) is not { } line)
        {
            return null;
        }

        // A full stop ends a sentence where a capital letter follows; 'e.g. ' and '1.5' do not.
        for (int i = line.IndexOf(". ", StringComparison.Ordinal); i >= 0; i = line.IndexOf(". ", i + 1, StringComparison.Ordinal))
        {
            if (i + 2 < line.Length && char.IsUpper(line[i + 2]))
            {
                return line[..(i + 1)];
            }
        }

        return line;
    }
}

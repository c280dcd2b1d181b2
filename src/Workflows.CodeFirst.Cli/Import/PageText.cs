namespace Workflows.CodeFirst.Cli.Import;

/// <summary>The lines of a documentation page, without the marks of headings.</summary>
internal sealed class PageText
{
    private readonly string[] lines;

    public PageText(string source, string text)
    {
        Source = source;
        lines = [.. text.Split('\n').Select(static line => line.TrimEnd('\r', ' ', '\t'))];
    }

    /// <summary>The file or address, for messages.</summary>
    public string Source { get; }

    public int Count => lines.Length;

    public string this[int line] => lines[line];

    /// <summary>The text of a heading, or of any line, without the marks that Markdown and web pages add.</summary>
    public string Heading(int line) => lines[line].TrimStart('#', ' ').TrimEnd('¶', '#', ' ');

    /// <summary>The first line from <paramref name="start"/> up to <paramref name="end"/> whose heading is <paramref name="heading"/>; -1 when there is none.</summary>
    public int Find(string heading, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (Heading(i) == heading)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The lines from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public string Join(int start, int end) => string.Join('\n', lines[start..end]);

    /// <summary>What is wrong with a line.</summary>
    public InputException Wrong(int line, string message) => new($"{Source}:{Math.Min(line, lines.Length - 1) + 1}: {message}");
}

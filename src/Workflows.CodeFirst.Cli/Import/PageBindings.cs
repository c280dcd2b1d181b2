using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>A property or an output with the kinds that a page binds to it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kinds">The kinds.</param>
/// <param name="Description">The description as printed.</param>
internal sealed record PageBinding(string Name, ImmutableArray<string> Kinds, string Description);

/// <summary>Reads the lists of bindings, whose entries follow one another without anything between them.</summary>
internal static partial class PageBindings
{
    private const string Heading = "Input and Output Bindings";

    /// <summary>The bindings of the properties and those of the outputs.</summary>
    /// <exception cref="InputException">The lists are not there, or break off.</exception>
    public static (IReadOnlyList<PageBinding> Inputs, IReadOnlyList<PageBinding> Outputs) Read(PageText page, int start, int end)
    {
        int heading = page.Find(Heading, start, end);
        if (heading < 0)
        {
            throw page.Wrong(end - 1, $"The page breaks off: the section '{Heading}' should follow.");
        }

        int input = Marker(page, "input", heading, end);
        int output = input < 0 ? -1 : Marker(page, "output", input, end);
        return output < 0
            ? throw page.Wrong(heading, "The section lacks its lists 'input' and 'output'.")
            : (Entries(page.Join(input + 1, output)), Entries(page.Join(output + 1, end)));
    }

    // A list begins with a dash; the text of a page has its title in the next line.
    private static int Marker(PageText page, string title, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            string line = page[i].TrimStart(' ', '-', '*').Trim('"', ' ');
            if (line == title && (page[i].StartsWith('-') || (i > start && page[i - 1].Trim() is "-" or "")))
            {
                return i;
            }
        }

        return -1;
    }

    private static List<PageBinding> Entries(string text)
    {
        var matches = Entry().Matches(text);
        var entries = new List<PageBinding>(matches.Count);
        for (int i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            int end = i + 1 < matches.Count ? matches[i + 1].Index : text.Length;
            string description = text[(match.Index + match.Length)..end].TrimEnd('-', '\n', ' ');
            entries.Add(new(match.Groups["name"].Value, Kinds(match.Groups["kinds"].Value), description));
        }

        return entries;
    }

    private static ImmutableArray<string> Kinds(string text) =>
        [.. (text.StartsWith("Union[", StringComparison.Ordinal) ? text[6..^1] : text).Split(',', StringSplitOptions.TrimEntries).Select(static kind => kind.Trim('`'))];

    [GeneratedRegex(@"(?:^|(?<=[.\n]))[-\s]*`?(?<name>[A-Za-z_][A-Za-z0-9_]*|\*)`?\s?\((?<kinds>Union\[[^\]\n]*\]|[A-Za-z0-9_*`]+)\): ?")]
    private static partial Regex Entry();
}

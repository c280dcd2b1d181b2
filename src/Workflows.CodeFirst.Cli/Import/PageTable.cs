using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>A row of a page's table of properties.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Name">The JSON key.</param>
/// <param name="Type">The type as printed.</param>
/// <param name="Description">The description as printed.</param>
/// <param name="TakesSelectors">Whether it is marked as open to selectors.</param>
internal sealed record PageRow(int Line, string Name, string Type, string Description, bool TakesSelectors);

/// <summary>Reads the table of properties: rows of Markdown, or rows whose cells stand in lines of their own.</summary>
internal static partial class PageTable
{
    private const string After = "The Refs column marks";

    /// <exception cref="InputException">The table is not there, or breaks off.</exception>
    public static IReadOnlyList<PageRow> Read(PageText page, int start, int end)
    {
        int line = start;
        while (line < end && !Header().IsMatch(page[line]))
        {
            line++;
        }

        if (line + 1 >= end)
        {
            throw page.Wrong(start, "There is no table of properties (| Name | Type | Description | Refs |) here.");
        }

        var rows = new List<PageRow>();
        for (line += 2; line < end && !page[line].StartsWith(After, StringComparison.Ordinal);)
        {
            if (page[line].Length == 0)
            {
                line++;
                continue;
            }

            int first = line;
            while (line < end && !RowEnd().IsMatch(page[line]) && !page[line].StartsWith(After, StringComparison.Ordinal))
            {
                line++;
            }

            rows.Add(line < end && !page[line].StartsWith(After, StringComparison.Ordinal)
                ? ReadRow(page, first, ++line)
                : throw page.Wrong(first, "The table of properties breaks off in this row."));
        }

        return line < end ? rows : throw page.Wrong(end - 1, $"The table of properties breaks off: '{After} …' should follow.");
    }

    private static PageRow ReadRow(PageText page, int start, int end)
    {
        string text = page.Join(start, end).TrimStart('|', ' ');
        var row = Row().Match(text);
        return row.Success
            ? new PageRow(start, row.Groups["name"].Value, row.Groups["type"].Value.Trim(), row.Groups["text"].Value, row.Groups["refs"].Value == "✅")
            : throw page.Wrong(start, "This is no row of the table of properties: name | type | description | ✅ or ❌ |.");
    }

    [GeneratedRegex(@"^\|\s*Name\s*\|\s*Type\s*\|\s*Description\s*\|\s*Refs\s*\|?$")]
    private static partial Regex Header();

    [GeneratedRegex(@"\|\s*(✅|❌)\s*\|?\s*$")]
    private static partial Regex RowEnd();

    [GeneratedRegex(@"^`?(?<name>[A-Za-z_][A-Za-z0-9_]*)`?\s*\|\s*`?(?<type>[^|`]+?)`?\s*\|(?<text>.*)\|\s*(?<refs>✅|❌)\s*\|?\s*$", RegexOptions.Singleline)]
    private static partial Regex Row();
}

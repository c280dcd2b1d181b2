namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>
/// Columns of CSV. The reference engine keeps those that come as batches in a set of texts, whose order differs from process to process.
/// </summary>
internal static class CsvColumns
{
    // Every table that a workflow makes has it; it comes last unless the workflow itself names it.
    private const string TimeColumn = "timestamp";

    /// <summary>A table with its columns in the order of another; as it is when it is no table with the same columns.</summary>
    public static string InOrderOf(string expected, string actual)
    {
        string[] lines = actual.Split('\n');
        string[] wanted = expected.Split('\n')[0].Split(','), columns = lines[0].Split(',');
        if (!wanted.Contains(TimeColumn) || wanted.SequenceEqual(columns) || actual.Contains('"', StringComparison.Ordinal)
            || !wanted.Order(StringComparer.Ordinal).SequenceEqual(columns.Order(StringComparer.Ordinal)))
        {
            return actual;
        }

        int[] places = [.. wanted.Select(name => Array.IndexOf(columns, name))];
        return string.Join('\n', lines.Select(line => Reorder(line, places)));
    }

    private static string Reorder(string line, int[] places)
    {
        string[] cells = line.Split(',');
        return cells.Length == places.Length ? string.Join(',', places.Select(place => cells[place])) : line;
    }
}

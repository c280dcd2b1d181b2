using System.Buffers;
using System.Numerics;
using System.Text;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>
/// A table that becomes CSV as the library pandas writes it: a column with numbers only is one of whole numbers or, where some are missing or have
/// fractions, of floats. Texts that a spreadsheet would take for a formula get an apostrophe.
/// </summary>
internal sealed class CsvTable(int rows)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\n"), QuotedToo = SearchValues.Create(",\"\n\r");

    private readonly OrderedDictionary<string, object?[]> columns = new(StringComparer.Ordinal);

    /// <summary>Adds a column, or empties the one of that name, which stays in its place.</summary>
    /// <returns>Its values, to be filled in.</returns>
    public object?[] Add(string name) => columns[name] = new object?[rows];

    /// <summary>A column's values; null when there is no such column.</summary>
    public object?[]? Find(string name) => columns.GetValueOrDefault(name);

    /// <summary>The table as CSV with a first line of names.</summary>
    /// <param name="quotesCarriageReturns">Whether texts with a carriage return are quoted; many readers take one for the end of a line.</param>
    public string ToText(bool quotesCarriageReturns)
    {
        var quoted = quotesCarriageReturns ? QuotedToo : Quoted;
        var text = new StringBuilder();
        bool[] areFloats = [.. columns.Values.Select(IsFloats)];
        WriteLine(text, columns.Keys, quoted);
        for (int row = 0; row < rows; row++)
        {
            WriteLine(text, columns.Values.Select((column, index) => Cell(column[row], areFloats[index])), quoted);
        }

        return text.ToString();
    }

    private static bool IsFloats(object?[] column)
    {
        bool isFloats = false;
        foreach (object? value in column)
        {
            switch (value)
            {
                case null or double:
                    isFloats = true;
                    break;
                case long or BigInteger:
                    break;
                default:
                    return false;
            }
        }

        return isFloats;
    }

    private static string Cell(object? value, bool isFloat) => value switch
    {
        null or double.NaN => "",
        string text => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text,
        long number when isFloat => PythonText.Str((double)number),
        BigInteger number when isFloat => PythonText.Str((double)number),
        _ => PythonText.Str(value),
    };

    private static void WriteLine(StringBuilder text, IEnumerable<string> cells, SearchValues<char> quoted)
    {
        bool isFirst = true;
        foreach (string cell in cells)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            if (cell.AsSpan().ContainsAny(quoted))
            {
                text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                text.Append(cell);
            }
        }

        text.Append('\n');
    }
}

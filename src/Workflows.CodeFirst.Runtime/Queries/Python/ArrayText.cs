using System.Globalization;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// Arrays as text, the way NumPy prints them: columns aligned, eight digits behind the point, lines of 75 characters, and only the first
/// and last three of each dimension when there are more than a thousand elements.
/// </summary>
internal static class ArrayText
{
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const int LineWidth = 75;
    private const int Precision = 8;
    private const string Ellipsis = "...";

    /// <summary>The array without its type: <c>[1. 2.]</c>.</summary>
    public static string Str(ArrayValue array) => array.Size == 0 ? "[]" : Format(array, " ", 1);

    /// <summary>The array as it could be written in code: <c>array([1., 2.])</c>.</summary>
    public static string Repr(ArrayValue array)
    {
        if (array.Rank == 0)
        {
            return PythonText.Repr(array.Items[0]);
        }

        const string Prefix = "array(";
        string items = array.Size == 0 ? "[]" : Format(array, ", ", Prefix.Length + 1);
        string shape = array.Size == 0 && array.Rank > 1 ? $", shape=({string.Join(", ", array.Shape)})" : "";
        string type = array.Type switch
        {
            ArrayElementType.Boolean or ArrayElementType.Int64 or ArrayElementType.Float64 when array.Size > 0 => "",
            ArrayElementType.Boolean => ", dtype=bool",
            ArrayElementType.UInt8 => ", dtype=uint8",
            ArrayElementType.Int32 => ", dtype=int32",
            ArrayElementType.Int64 => ", dtype=int64",
            ArrayElementType.Float32 => ", dtype=float32",
            ArrayElementType.Float64 => ", dtype=float64",
            ArrayElementType.Text => $", dtype='<U{array.Items.Max(item => Math.Max(1, PythonStrings.Length((string)item!)))}'",
            _ => ", dtype=object",
        };
        return $"{Prefix}{items}{shape}{type})";
    }

    private static string Format(ArrayValue array, string separator, int indent)
    {
        bool isSummary = array.Size > Threshold;
        var shown = new List<object?>();
        Collect(array, 0, 0, array.Size, isSummary, shown);
        var cells = array.Type switch
        {
            ArrayElementType.Float32 or ArrayElementType.Float64 => Floats(shown, array.Type == ArrayElementType.Float32),
            _ => Aligned(shown, array.Type is not (ArrayElementType.Text or ArrayElementType.Object)),
        };
        var text = new StringBuilder();
        int next = 0;
        WriteDimension(text, array, 0, cells, ref next, isSummary, separator, indent);
        return text.ToString();
    }

    /// <summary>Writes the parts of one dimension; <paramref name="next"/> runs through the cells that are shown.</summary>
    private static void WriteDimension(StringBuilder text, ArrayValue array, int dimension, string[] cells, ref int next, bool isSummary, string separator, int indent)
    {
        int length = array.Shape[dimension];
        bool isCut = isSummary && length > 2 * EdgeItems;
        int shown = isCut ? 2 * EdgeItems : length;
        int below = array.Rank - dimension - 1, lineWidth = LineWidth - 1 - dimension;
        text.Append('[');
        int column = indent;
        for (int i = 0; i < shown; i++)
        {
            if (isCut && i == EdgeItems)
            {
                WriteBreak(text, below, Ellipsis.Length, lineWidth, separator, indent, ref column);
                text.Append(Ellipsis);
                column += Ellipsis.Length;
            }

            if (i > 0)
            {
                WriteBreak(text, below, below == 0 ? cells[next].Length : 0, lineWidth, separator, indent, ref column);
            }

            if (below == 0)
            {
                text.Append(cells[next]);
                column += cells[next++].Length;
            }
            else
            {
                WriteDimension(text, array, dimension + 1, cells, ref next, isSummary, separator, indent + 1);
            }
        }

        text.Append(']');
    }

    /// <summary>What comes between two parts: a blank, a new line where the next one does not fit, or as many as dimensions end.</summary>
    private static void WriteBreak(StringBuilder text, int dimensionsBelow, int width, int lineWidth, string separator, int indent, ref int column)
    {
        if (dimensionsBelow > 0)
        {
            text.Append(separator.AsSpan().TrimEnd()).Append('\n', dimensionsBelow).Append(' ', indent);
        }
        else if (column + separator.Length + width > lineWidth)
        {
            text.Append(separator.AsSpan().TrimEnd()).Append('\n').Append(' ', indent);
            column = indent;
        }
        else
        {
            text.Append(separator);
            column += separator.Length;
        }
    }

    private static void Collect(ArrayValue array, int dimension, int offset, int size, bool isSummary, List<object?> shown)
    {
        if (dimension == array.Rank)
        {
            shown.Add(array.Items[offset]);
            return;
        }

        int length = array.Shape[dimension], step = size / Math.Max(1, length);
        for (int i = 0; i < length; i++)
        {
            if (isSummary && length > 2 * EdgeItems && i == EdgeItems)
            {
                i = length - EdgeItems;
            }

            Collect(array, dimension + 1, offset + i * step, step, isSummary, shown);
        }
    }

    private static string[] Aligned(List<object?> items, bool isPadded)
    {
        var cells = items.ConvertAll(PythonText.Repr).ToArray();
        int width = cells.Max(cell => cell.Length);
        return isPadded ? Array.ConvertAll(cells, cell => cell.PadLeft(width)) : cells;
    }

    private static string[] Floats(List<object?> items, bool isSingle)
    {
        var numbers = items.ConvertAll(item => (double)item!).ToArray();
        double largest = 0, smallest = double.PositiveInfinity;
        foreach (double number in numbers)
        {
            if (double.IsFinite(number) && number != 0)
            {
                largest = Math.Max(largest, Math.Abs(number));
                smallest = Math.Min(smallest, Math.Abs(number));
            }
        }

        bool isScientific = largest > 0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000);
        var parts = Array.ConvertAll(numbers, number => Split(number, isScientific, isSingle));
        int fraction = parts.Max(part => part.Fraction.Length), whole = parts.Max(part => part.Whole.Length);
        int words = parts.Max(part => part.Word.Length);
        int width = Math.Max(whole + 1 + fraction + parts.Max(part => part.Exponent.Length), words);
        return Array.ConvertAll(parts, part => part.Word.Length > 0
            ? part.Word.PadLeft(width)
            : $"{part.Whole}.{(isScientific ? part.Fraction.PadRight(fraction, '0') : part.Fraction.PadRight(fraction))}{part.Exponent}".PadLeft(width));
    }

    private static (string Whole, string Fraction, string Exponent, string Word) Split(double number, bool isScientific, bool isSingle)
    {
        if (!double.IsFinite(number))
        {
            return ("", "", "", PythonFloats.ToText(number));
        }

        string sign = double.IsNegative(number) ? "-" : "";
        var (digits, exponent) = isSingle ? PythonFloats.Digits((float)number) : PythonFloats.Digits(number);
        int kept = isScientific ? 1 + Precision : exponent + 1 + Precision;
        if (digits.Length > kept)
        {
            (digits, exponent) = PythonFloats.Digits(PythonFloats.Round(number, isScientific ? Precision - exponent : Precision));
        }

        if (isScientific)
        {
            string power = string.Create(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
            return (sign + digits[0], digits[1..], power, "");
        }

        if (exponent < 0)
        {
            return (sign + "0", digits == "0" ? "" : new string('0', -exponent - 1) + digits, "", "");
        }

        return digits.Length <= exponent + 1
            ? (sign + digits.PadRight(exponent + 1, '0'), "", "", "")
            : (sign + digits[..(exponent + 1)], digits[(exponent + 1)..], "", "");
    }
}

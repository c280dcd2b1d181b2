using System.Globalization;
using System.Numerics;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// Reads JSON as Python's module of that name does: also NaN, Infinity and -Infinity, whole numbers of any size, halves of surrogate pairs, the
/// last of several members of one name. Bounded in depth and in digits.
/// </summary>
internal ref struct PythonJsonReader
{
    private const int MostDepth = 900, MostDigits = 4300;

    private readonly string text;
    private int at;
    private int depth;

    private PythonJsonReader(string text, int start)
    {
        this.text = text;
        at = start;
    }

    /// <summary>Reads a text that is one value, with blanks around.</summary>
    public static bool TryRead(string text, out object? value)
    {
        var reader = new PythonJsonReader(text, 0);
        reader.SkipBlanks();
        bool isRead = reader.TryValue(out value);
        reader.SkipBlanks();
        if (isRead && reader.at == text.Length)
        {
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Reads a value that begins at a position, whatever comes after it.</summary>
    public static bool TryReadAt(string text, int start, out object? value, out int end)
    {
        var reader = new PythonJsonReader(text, start);
        bool isRead = reader.TryValue(out value);
        end = reader.at;
        return isRead;
    }

    private readonly char Peek() => at < text.Length ? text[at] : '\0';

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
        {
            at++;
        }
    }

    private bool TryTake(char expected)
    {
        SkipBlanks();
        bool isThere = at < text.Length && text[at] == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private bool TryWord(string word)
    {
        bool isThere = string.CompareOrdinal(text, at, word, 0, word.Length) == 0;
        at += isThere ? word.Length : 0;
        return isThere;
    }

    private bool TryValue(out object? value)
    {
        value = null;
        switch (Peek())
        {
            case '"':
                at++;
                bool isText = TryText(out string content);
                value = content;
                return isText;
            case '{' or '[' when depth == MostDepth:
                return false;
            case '{':
                return TryObject(out value);
            case '[':
                return TryList(out value);
            case 'n':
                return TryWord("null");
            case 't':
                value = true;
                return TryWord("true");
            case 'f':
                value = false;
                return TryWord("false");
            case 'N':
                value = double.NaN;
                return TryWord("NaN");
            case 'I':
                value = double.PositiveInfinity;
                return TryWord("Infinity");
            case '-' when TryWord("-Infinity"):
                value = double.NegativeInfinity;
                return true;
            default:
                return TryNumber(out value);
        }
    }

    private bool TryObject(out object? value)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = members;
        at++;
        depth++;
        if (TryTake('}'))
        {
            depth--;
            return true;
        }

        do
        {
            if (!TryTake('"') || !TryText(out string name) || !TryTake(':'))
            {
                return false;
            }

            SkipBlanks();
            if (!TryValue(out object? member))
            {
                return false;
            }

            members[name] = member;
        }
        while (TryTake(','));
        depth--;
        return TryTake('}');
    }

    private bool TryList(out object? value)
    {
        var items = new List<object?>();
        value = items;
        at++;
        depth++;
        if (TryTake(']'))
        {
            depth--;
            value = Array.Empty<object?>();
            return true;
        }

        do
        {
            SkipBlanks();
            if (!TryValue(out object? item))
            {
                return false;
            }

            items.Add(item);
        }
        while (TryTake(','));
        depth--;
        value = items.ToArray();
        return TryTake(']');
    }

    private bool TryText(out string value)
    {
        StringBuilder? writer = null;
        int from = at;
        for (; at < text.Length; at++)
        {
            char next = text[at];
            if (next == '"')
            {
                value = writer is null ? text[from..at] : writer.Append(text, from, at - from).ToString();
                at++;
                return true;
            }

            if (next < ' ')
            {
                break;
            }

            if (next == '\\')
            {
                writer ??= new();
                writer.Append(text, from, at - from);
                at++;
                if (!TryEscape(writer))
                {
                    break;
                }

                from = at + 1;
            }
        }

        value = "";
        return false;
    }

    /// <summary>Reads what follows a backslash; stays on its last character.</summary>
    private bool TryEscape(StringBuilder writer)
    {
        switch (Peek())
        {
            case '"' or '\\' or '/':
                writer.Append(text[at]);
                return true;
            case 'b':
                writer.Append('\b');
                return true;
            case 'f':
                writer.Append('\f');
                return true;
            case 'n':
                writer.Append('\n');
                return true;
            case 'r':
                writer.Append('\r');
                return true;
            case 't':
                writer.Append('\t');
                return true;
            case 'u' when at + 4 < text.Length && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                writer.Append((char)unit);
                at += 4;
                return true;
            default:
                return false;
        }
    }

    private bool TryNumber(out object? value)
    {
        int start = at;
        at += Peek() == '-' ? 1 : 0;
        value = null;
        int digits = at;
        SkipDigits();
        if (at == digits)
        {
            return false;
        }

        // A further digit after a leading zero is no part of the number.
        at = text[digits] == '0' ? digits + 1 : at;
        bool isWhole = !TryFraction();
        isWhole &= !TryExponent();
        var number = text.AsSpan(start, at - start);
        if (!isWhole)
        {
            value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        if (number.Length > MostDigits)
        {
            return false;
        }

        value = PythonValues.Integer(BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return true;
    }

    private bool TryFraction()
    {
        if (Peek() != '.' || at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]))
        {
            return false;
        }

        at++;
        SkipDigits();
        return true;
    }

    private bool TryExponent()
    {
        if (Peek() is not ('e' or 'E'))
        {
            return false;
        }

        int digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        if (digits >= text.Length || !char.IsAsciiDigit(text[digits]))
        {
            return false;
        }

        at = digits;
        SkipDigits();
        return true;
    }

    private void SkipDigits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }
}

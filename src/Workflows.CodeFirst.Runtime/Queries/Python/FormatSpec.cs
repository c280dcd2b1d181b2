namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>How to write a value: what comes after the colon in a placeholder, in Python's format specification mini-language.</summary>
/// <param name="Fill">What fills up to the width, one code point.</param>
/// <param name="Align">Where the value stands: &lt;, &gt;, ^, = (blanks after the sign), or none given.</param>
/// <param name="Sign">The sign of numbers that are not negative: +, -, blank, or none given.</param>
/// <param name="HasNoNegativeZero">Whether zero has no sign.</param>
/// <param name="IsAlternate">Whether the alternate form is wanted.</param>
/// <param name="IsZeroPadded">Whether numbers are filled up with zeros after their sign.</param>
/// <param name="Width">The least width.</param>
/// <param name="Grouping">What separates groups of digits: a comma, an underscore, or none.</param>
/// <param name="Precision">The precision; null when none is given.</param>
/// <param name="Type">The letter of the presentation, or none.</param>
internal readonly record struct FormatSpec(
    string Fill, char Align, char Sign, bool HasNoNegativeZero, bool IsAlternate, bool IsZeroPadded, int Width, char Grouping, int? Precision, char Type)
{
    /// <summary>Stands for what is not given.</summary>
    public const char None = '\0';

    /// <summary>Reads a specification.</summary>
    /// <exception cref="PythonException">It is none.</exception>
    public static FormatSpec Parse(string text)
    {
        int at = 0;
        string fill = " ";
        char align = None;
        bool hasFill = false, isZeroPadded = false;
        int first = text.Length > 1 && char.IsSurrogatePair(text, 0) ? 2 : 1;
        if (text.Length > first && IsAlign(text[first]))
        {
            (fill, align, at, hasFill) = (text[..first], text[first], first + 1, true);
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            (align, at) = (text[0], 1);
        }

        char sign = at < text.Length && text[at] is '+' or '-' or ' ' ? text[at++] : None;
        bool hasNoNegativeZero = Take('z'), isAlternate = Take('#');
        if (!hasFill && Take('0'))
        {
            fill = "0";
            isZeroPadded = align == None;
        }

        int width = Number() ?? 0;
        char grouping = at < text.Length && text[at] is ',' or '_' ? text[at++] : None;
        int? precision = null;
        if (Take('.'))
        {
            precision = Number() ?? throw PythonException.Value($"the format '{text}' has a point without a precision");
        }

        char type = at < text.Length ? text[at++] : None;
        return at == text.Length
            ? new(fill, align, sign, hasNoNegativeZero, isAlternate, isZeroPadded, width, grouping, precision, type)
            : throw PythonException.Value($"'{text}' is no valid format");

        bool Take(char expected)
        {
            bool isThere = at < text.Length && text[at] == expected;
            at += isThere ? 1 : 0;
            return isThere;
        }

        int? Number()
        {
            int start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            return at == start ? null
                : int.TryParse(text.AsSpan(start, at - start), out int number) ? number
                : throw PythonException.Value($"the format '{text}' has too large a number");
        }
    }

    /// <summary>The error for a letter that does not fit the value.</summary>
    public PythonException Unknown(string sort) => PythonException.Value($"the format code '{Type}' does not exist for {sort}");

    private static bool IsAlign(char letter) => letter is '<' or '>' or '=' or '^';
}

using System.Globalization;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Texts as sequences of code points: a character outside the basic plane counts once.</summary>
internal static class PythonStrings
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    /// <summary>Number of code points.</summary>
    public static int Length(string text)
    {
        int length = text.Length;
        for (int i = NextPair(text, 0); i >= 0; i = NextPair(text, i + 2))
        {
            length--;
        }

        return length;
    }

    /// <summary>The code points one by one.</summary>
    public static IEnumerable<string> Characters(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int units = char.IsSurrogatePair(text, i) ? 2 : 1;
            yield return char.IsAscii(text[i]) ? Ascii[text[i]] : text.Substring(i, units);
            i += units;
        }
    }

    /// <summary>The code points from <paramref name="start"/> up to <paramref name="end"/>; negative numbers count from the end.</summary>
    public static string Slice(string text, long start, long end)
    {
        int length = Length(text);
        int from = Clamp(start, length), to = Clamp(end, length);
        if (to <= from)
        {
            return "";
        }

        return length == text.Length ? text[from..to] : text[UnitOf(text, from)..UnitOf(text, to)];
    }

    /// <summary>The sign of the order of two texts by their code points.</summary>
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // Surrogates stand for code points above all others.
        char a = left[common], b = right[common];
        bool aboveA = char.IsSurrogate(a), aboveB = char.IsSurrogate(b);
        return aboveA == aboveB ? a.CompareTo(b) : aboveA ? 1 : -1;
    }

    /// <summary>Whether a character is a blank; the separators of ASCII are.</summary>
    public static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    /// <summary>Whether a character shows when it is printed, so that it needs no escape in a quoted text.</summary>
    public static bool IsPrintable(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => text[index] == ' ',
        _ => true,
    };

    private static int Clamp(long position, int length) => (int)Math.Clamp(position < 0 ? position + length : position, 0, length);

    private static int UnitOf(string text, int position)
    {
        int unit = 0;
        for (int i = 0; i < position; i++)
        {
            unit += char.IsSurrogatePair(text, unit) ? 2 : 1;
        }

        return unit;
    }

    private static int NextPair(string text, int from)
    {
        for (int i = from; i < text.Length - 1; i++)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDBFF');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (i < text.Length - 1 && char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }
        }

        return -1;
    }
}

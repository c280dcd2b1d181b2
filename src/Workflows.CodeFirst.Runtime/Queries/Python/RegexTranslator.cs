using System.Globalization;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// Translates a regular expression from Python's syntax to .NET's: groups are numbered in their order whether named or not,
/// <c>\Z</c> is the very end, <c>{,3}</c> and <c>a++</c> exist, .NET's own constructs do not.
/// </summary>
internal sealed class RegexTranslator(string pattern)
{
    private const string SimpleEscapes = "afnrtv";

    private readonly StringBuilder output = new(pattern.Length + 16);
    private readonly Stack<int> openGroups = new();
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private int position;
    private int groups;
    private bool isAscii;
    private bool isVerbose;

    // Where the last thing that can be repeated starts in the output.
    private int atom;

    public static PythonException Error(string pattern, string problem) =>
        new("error", $"'{pattern}' is no regular expression: {problem}");

    /// <exception cref="PythonException">The pattern is wrong.</exception>
    public string Translate()
    {
        while (position < pattern.Length)
        {
            TranslateNext();
        }

        if (openGroups.Count > 0)
        {
            throw Error("a ')' is missing");
        }

        return output.ToString();
    }

    private void TranslateNext()
    {
        char next = pattern[position];
        switch (next)
        {
            case '\\':
                atom = output.Length;
                position++;
                TranslateEscape(isInSet: false);
                break;
            case '[':
                atom = output.Length;
                TranslateSet();
                break;
            case '(':
                TranslateGroup();
                break;
            case ')':
                if (!openGroups.TryPop(out atom))
                {
                    throw Error($"the ')' at position {position} closes nothing");
                }

                position++;
                output.Append(')');
                break;
            case '*' or '+' or '?':
                position++;
                Repeat(next.ToString());
                break;
            case '{' when Count() is { } count:
                Repeat(count);
                break;
            case '{' or '}' or ']':
                Literal(1, $"\\{next}");
                break;
            case '#' when isVerbose:
                int end = pattern.IndexOf('\n', position);
                position = end < 0 ? pattern.Length : end;
                break;
            case '|' or '^' or '$':
                position++;
                output.Append(next);
                atom = output.Length;
                break;
            default:
                int units = char.IsSurrogatePair(pattern, position) ? 2 : 1;
                Literal(units, units == 2 ? $"(?:{pattern.AsSpan(position, 2)})" : next.ToString());
                break;
        }
    }

    private void Literal(int units, string text)
    {
        atom = output.Length;
        position += units;
        output.Append(text);
    }

    /// <summary>Writes a quantifier; a '+' behind it means that what was matched is never given back.</summary>
    private void Repeat(string quantifier)
    {
        output.Append(quantifier);
        if (position < pattern.Length && pattern[position] == '+')
        {
            position++;
            output.Insert(atom, "(?>").Append(')');
        }
        else if (position < pattern.Length && pattern[position] == '?')
        {
            position++;
            output.Append('?');
        }
    }

    /// <summary>The quantifier in braces here; null when the brace is just a brace.</summary>
    private string? Count()
    {
        int at = position + 1;
        string least = Digits(ref at), most = least;
        bool isRange = at < pattern.Length && pattern[at] == ',';
        if (isRange)
        {
            at++;
            most = Digits(ref at);
        }

        if (at >= pattern.Length || pattern[at] != '}' || (!isRange && least.Length == 0))
        {
            return null;
        }

        position = at + 1;
        return isRange ? $"{{{(least.Length == 0 ? "0" : least)},{most}}}" : $"{{{least}}}";
    }

    private string Digits(ref int at)
    {
        int start = at;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            at++;
        }

        return pattern[start..at];
    }

    private void TranslateSet()
    {
        int start = position++;
        output.Append('[');
        if (position < pattern.Length && pattern[position] == '^')
        {
            position++;
            output.Append('^');
        }

        for (bool isFirst = true; ; isFirst = false)
        {
            if (position >= pattern.Length)
            {
                throw Error($"the '[' at position {start} is not closed");
            }

            char next = pattern[position++];
            switch (next)
            {
                case ']' when !isFirst:
                    output.Append(']');
                    return;
                case '[' or ']':
                    output.Append('\\').Append(next);
                    break;
                case '\\':
                    TranslateEscape(isInSet: true);
                    break;
                default:
                    output.Append(next);
                    break;
            }
        }
    }

    /// <summary>Translates what follows a backslash.</summary>
    private void TranslateEscape(bool isInSet)
    {
        if (position >= pattern.Length)
        {
            throw Error("there is nothing behind the last backslash");
        }

        char next = pattern[position++];
        switch (next)
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                output.Append(Category(next, isInSet));
                break;
            case 'x':
                Character(2);
                break;
            case 'u':
                Character(4);
                break;
            case 'U':
                Character(8);
                break;
            case 'b':
                output.Append("\\b");
                break;
            case 'A' or 'B' when !isInSet:
                output.Append('\\').Append(next);
                break;
            case 'Z' when !isInSet:
                output.Append("\\z");
                break;
            case >= '0' and <= '9':
                Number(next, isInSet);
                break;
            default:
                if (char.IsAsciiLetter(next) && !SimpleEscapes.Contains(next, StringComparison.Ordinal))
                {
                    throw Error($"the escape \\{next} at position {position - 2} does not exist");
                }

                output.Append(char.IsAscii(next) && next != '_' ? "\\" : "").Append(next);
                break;
        }
    }

    /// <summary>Letters and digits of all scripts, as Python sorts them, unless the flag for ASCII is set.</summary>
    private string Category(char category, bool isInSet) => (category, isAscii) switch
    {
        ('d', true) => isInSet ? "0-9" : "[0-9]",
        ('s', true) => isInSet ? " \\t-\\r" : "[ \\t-\\r]",
        ('w', true) => isInSet ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
        ('D', true) when !isInSet => "[^0-9]",
        ('S', true) when !isInSet => "[^ \\t-\\r]",
        ('W', true) when !isInSet => "[^a-zA-Z0-9_]",
        ('w', _) => isInSet ? "\\p{L}\\p{N}_" : "[\\p{L}\\p{N}_]",
        ('W', _) when !isInSet => "[^\\p{L}\\p{N}_]",
        ('s', _) => isInSet ? "\\s\\x1c-\\x1f" : "[\\s\\x1c-\\x1f]",
        ('S', _) when !isInSet => "[^\\s\\x1c-\\x1f]",
        _ => $"\\{category}",
    };

    private void Character(int digits)
    {
        if (position + digits > pattern.Length
            || !uint.TryParse(pattern.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
            || code > 0x10FFFF)
        {
            throw Error($"the escape at position {position - 2} needs {digits} hexadecimal digits");
        }

        position += digits;
        output.Append(code > 0xFFFF ? $"(?:{char.ConvertFromUtf32((int)code)})" : $"\\u{code:x4}");
    }

    /// <summary>A backslash and digits: the code of a character in octal, or a group that was matched before.</summary>
    private void Number(char first, bool isInSet)
    {
        int start = position - 1, end = position;
        while (end < pattern.Length && end - start < 3 && pattern[end] is >= '0' and <= '7')
        {
            end++;
        }

        if (first == '0' || (end - start == 3 && first <= '3') || isInSet)
        {
            if (first > '7')
            {
                throw Error($"the escape \\{first} at position {start - 1} is no octal number");
            }

            output.Append("\\u").Append(Convert.ToInt32(pattern[start..end], 8).ToString("x4", CultureInfo.InvariantCulture));
            position = end;
            return;
        }

        if (position < pattern.Length && char.IsAsciiDigit(pattern[position]))
        {
            position++;
        }

        Reference(int.Parse(pattern.AsSpan(start, position - start), CultureInfo.InvariantCulture));
    }

    private void Reference(int group)
    {
        if (group > groups)
        {
            throw Error($"there is no group {group} before position {position}");
        }

        output.Append(CultureInfo.InvariantCulture, $"\\k<{group}>");
    }

    private void TranslateGroup()
    {
        int start = output.Length;
        position++;
        if (position >= pattern.Length || pattern[position] != '?')
        {
            output.Append(CultureInfo.InvariantCulture, $"(?<{++groups}>");
            Open(start);
            return;
        }

        position++;
        if (Takes("P<"))
        {
            names[Until('>')] = ++groups;
            output.Append(CultureInfo.InvariantCulture, $"(?<{groups}>");
            Open(start);
        }
        else if (Takes("P="))
        {
            atom = start;
            Reference(GroupOf(Until(')')));
        }
        else if (Takes("#"))
        {
            Until(')');
        }
        else if (Takes("("))
        {
            output.Append(CultureInfo.InvariantCulture, $"(?({GroupOf(Until(')'))})");
            Open(start);
        }
        else
        {
            foreach (string kind in (ReadOnlySpan<string>)[":", "=", "!", "<=", "<!", ">"])
            {
                if (Takes(kind))
                {
                    output.Append("(?").Append(kind);
                    Open(start);
                    return;
                }
            }

            TranslateFlags(start);
        }
    }

    private void Open(int start)
    {
        openGroups.Push(start);
        atom = output.Length;
    }

    private void TranslateFlags(int start)
    {
        int from = position;
        while (position < pattern.Length && pattern[position] is 'a' or 'i' or 'm' or 's' or 'u' or 'x' or '-')
        {
            position++;
        }

        string flags = pattern[from..position];
        if (flags.Length == 0 || position >= pattern.Length || pattern[position] is not (')' or ':'))
        {
            throw Error($"what starts at position {from - 2} is no kind of group");
        }

        bool isGlobal = pattern[position++] == ')';
        if (isGlobal && (from != 2 || flags.Contains('-', StringComparison.Ordinal)))
        {
            throw Error($"flags for the whole expression belong at its start, not to position {from - 2}");
        }

        isAscii |= flags.Contains('a', StringComparison.Ordinal);
        isVerbose |= flags.Contains('x', StringComparison.Ordinal);
        string known = flags.Replace("a", "", StringComparison.Ordinal).Replace("u", "", StringComparison.Ordinal);
        output.Append("(?").Append(known);
        if (!isGlobal)
        {
            output.Append(':');
            Open(start);
        }
        else if (known.Length == 0)
        {
            output.Length = start;
        }
        else
        {
            output.Append(')');
        }
    }

    private bool Takes(string text)
    {
        if (string.CompareOrdinal(pattern, position, text, 0, text.Length) != 0)
        {
            return false;
        }

        position += text.Length;
        return true;
    }

    private string Until(char end)
    {
        int at = pattern.IndexOf(end, position);
        if (at < 0)
        {
            throw Error($"a '{end}' is missing behind position {position}");
        }

        string text = pattern[position..at];
        position = at + 1;
        return text;
    }

    private int GroupOf(string name) =>
        names.TryGetValue(name, out int group) ? group
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= groups ? number
        : throw Error($"there is no group '{name}'");

    private PythonException Error(string problem) => Error(pattern, problem);
}

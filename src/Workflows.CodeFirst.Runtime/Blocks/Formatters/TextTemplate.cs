using System.Globalization;
using System.Text;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>
/// A text with placeholders as Python's <c>str.format</c> knows them: <c>{name}</c>, <c>{name!r}</c>, <c>{name:.2f}</c>, with placeholders also in the
/// format; doubled braces stand for themselves. Placeholders are plain names; there is no access to members.
/// </summary>
internal sealed class TextTemplate
{
    private const int MostDepth = 2;

    /// <summary>The largest width or precision of a format.</summary>
    public const int LargestNumber = 10_000;

    /// <summary>The most characters of a text that a template makes.</summary>
    public const int MostCharacters = 1_000_000;

    private readonly List<Part> parts = [];

    /// <summary>Reads a template.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public TextTemplate(string template)
        : this(template, 0)
    {
    }

    private TextTemplate(string template, int depth)
    {
        if (depth > MostDepth)
        {
            throw Wrong("placeholders in formats of placeholders are nested too deep");
        }

        var reader = new Reader(template);
        var text = new StringBuilder();
        while (reader.TryNext(text))
        {
            var (name, conversion, format) = reader.ReadPlaceholder();
            Check(name);
            parts.Add(new(text.ToString(), name, conversion, new(format, depth + 1)));
            text.Clear();
        }

        parts.Add(new(text.ToString(), null, default, null));
    }

    /// <summary>Puts values in the place of names.</summary>
    /// <exception cref="ArgumentException">A name has no value, or a value does not go with its format.</exception>
    public string Render(IReadOnlyDictionary<string, object?> variables)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Text);
            if (part.Name is { } name)
            {
                if (!variables.TryGetValue(name, out object? value))
                {
                    throw new ArgumentException($"The template has the placeholder '{{{name}}}', but data declares only: {string.Join(", ", variables.Keys.Order(StringComparer.Ordinal))}.");
                }

                text.Append(Render(PythonValues.Normalize(value), part.Conversion, part.Format!.Render(variables)));
            }

            if (text.Length > MostCharacters)
            {
                throw new ArgumentException($"The template makes a text of more than {MostCharacters} characters; put less into it.");
            }
        }

        return text.ToString();
    }

    private static string Render(object? value, char conversion, string format)
    {
        CheckNumbers(format);
        try
        {
            return PythonFormat.Format(Convert(value, conversion), format);
        }
        catch (PythonException e)
        {
            throw new ArgumentException($"The template cannot be filled in: {e.Message}.", e);
        }
    }

    private static object? Convert(object? value, char conversion) => conversion switch
    {
        default(char) => value,
        's' => PythonText.Str(value),
        'r' => PythonText.Repr(value),
        'a' => Escape(PythonText.Repr(value)),
        _ => throw Wrong($"there is no conversion '!{conversion}', only !s, !r and !a"),
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.IsAscii ? escaped.Append((char)rune.Value)
                : rune.Value < 0x100 ? escaped.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}")
                : rune.IsBmp ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return escaped.ToString();
    }

    private static void CheckNumbers(string format)
    {
        long number = 0;
        foreach (char letter in format)
        {
            number = char.IsAsciiDigit(letter) ? number * 10 + (letter - '0') : 0;
            if (number > LargestNumber)
            {
                throw new ArgumentException($"The format '{(format.Length > 40 ? format[..40] : format)}' has a number above {LargestNumber}.");
            }
        }
    }

    private static void Check(string name)
    {
        if (name.Length == 0 || name.All(char.IsDigit))
        {
            throw new ArgumentException("The template has a placeholder without a name; write one that data declares, such as {name}.");
        }

        if (name.Contains('.', StringComparison.Ordinal) || name.Contains('[', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The placeholder '{{{name}}}' asks for a part of a value; take the part out with data_operations.");
        }
    }

    private static ArgumentException Wrong(string reason) => new($"The template cannot be read: {reason}. Double braces stand for braces.");

    /// <summary>A piece of text and the placeholder after it, if any.</summary>
    private sealed record Part(string Text, string? Name, char Conversion, TextTemplate? Format);

    /// <summary>Goes through a template.</summary>
    private struct Reader(string template)
    {
        private int at;

        /// <summary>Reads text up to the next placeholder; false when there is none.</summary>
        public bool TryNext(StringBuilder text)
        {
            while (at < template.Length)
            {
                char next = template[at++];
                if (next is not ('{' or '}'))
                {
                    text.Append(next);
                }
                else if (at < template.Length && template[at] == next)
                {
                    text.Append(next);
                    at++;
                }
                else if (next == '}')
                {
                    throw Wrong("there is a single '}'");
                }
                else if (at == template.Length)
                {
                    throw Wrong("there is a single '{'");
                }
                else
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Reads what is between braces, and the closing one.</summary>
        public (string Name, char Conversion, string Format) ReadPlaceholder()
        {
            int start = at;
            while (at < template.Length && template[at] is not ('}' or ':' or '!'))
            {
                if (template[at] == '{')
                {
                    throw Wrong("there is a '{' in a name");
                }

                // What is in brackets may be anything.
                at = template[at] == '[' ? Math.Max(template.IndexOf(']', at), at) + 1 : at + 1;
            }

            if (at >= template.Length)
            {
                throw Wrong("a '}' is missing at the end");
            }

            string name = template[start..at];
            char conversion = default;
            if (template[at] == '!')
            {
                if (at + 1 >= template.Length)
                {
                    throw Wrong("a conversion is missing after '!'");
                }

                conversion = template[at + 1];
                at += 2;
                if (at < template.Length && template[at] is not ('}' or ':'))
                {
                    throw Wrong("a conversion has more than one letter");
                }
            }

            if (at < template.Length && template[at] == '}')
            {
                at++;
                return (name, conversion, "");
            }

            int format = ++at;
            for (int depth = 1; at < template.Length; at++)
            {
                depth += template[at] switch
                {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                if (depth == 0)
                {
                    return (name, conversion, template[format..at++]);
                }
            }

            throw Wrong("a '}' is missing after a format");
        }
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Workflows.CodeFirst.Generators.Manifests.Json;

/// <summary>
/// Reads JSON (RFC 8259) and keeps the position of every value, which the readers of the base library do not. Stops at the first error.
/// </summary>
internal sealed class JsonReader
{
    // Deeper than any manifest; keeps hostile input from exhausting the compiler's stack.
    private const int MaximumDepth = 64;

    private readonly string text;
    private int position;
    private string? problem;
    private TextSpan problemSpan;

    private JsonReader(string text) => this.text = text;

    /// <summary>Reads one JSON document; null when it is malformed.</summary>
    public static JsonNode? Read(string text, out string problem, out TextSpan problemSpan)
    {
        var reader = new JsonReader(text);
        reader.SkipWhitespace();
        var root = reader.ReadValue(0);
        if (root is not null)
        {
            reader.SkipWhitespace();
            if (reader.position < text.Length)
            {
                root = reader.Fail("the document ends here; nothing may follow");
            }
        }

        problem = reader.problem ?? "";
        problemSpan = reader.problemSpan;
        return root;
    }

    private JsonNode? ReadValue(int depth)
    {
        if (depth > MaximumDepth)
        {
            return Fail("values are nested too deeply");
        }

        switch (Peek())
        {
            case '{':
                return ReadObject(depth);
            case '[':
                return ReadArray(depth);
            case '"':
                int start = position;
                return ReadString() is { } value ? new(JsonKind.String, TextSpan.FromBounds(start, position), value) : null;
            case 't':
                return ReadWord("true", JsonKind.True);
            case 'f':
                return ReadWord("false", JsonKind.False);
            case 'n':
                return ReadWord("null", JsonKind.Null);
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case '\0' when position >= text.Length:
                return Fail("the document ends where a value is expected");
            default:
                return Fail("a value is expected");
        }
    }

    private JsonNode? ReadObject(int depth)
    {
        int start = position++;
        var members = new List<JsonMember>();
        SkipWhitespace();
        if (Peek() == '}')
        {
            position++;
            return new(JsonKind.Object, TextSpan.FromBounds(start, position));
        }

        while (true)
        {
            if (Peek() != '"')
            {
                return Fail(position < text.Length ? "a field name in double quotes is expected" : "the document ends inside an object");
            }

            int nameStart = position;
            if (ReadString() is not { } name)
            {
                return null;
            }

            var nameSpan = TextSpan.FromBounds(nameStart, position);
            SkipWhitespace();
            if (Peek() != ':')
            {
                return Fail("':' is expected after the field name");
            }

            position++;
            SkipWhitespace();
            if (ReadValue(depth + 1) is not { } value)
            {
                return null;
            }

            members.Add(new(name, nameSpan, value));
            SkipWhitespace();
            switch (Peek())
            {
                case ',':
                    position++;
                    SkipWhitespace();
                    break;
                case '}':
                    position++;
                    return new(JsonKind.Object, TextSpan.FromBounds(start, position)) { Members = members };
                default:
                    return Fail(position < text.Length ? "',' or '}' is expected" : "the document ends inside an object");
            }
        }
    }

    private JsonNode? ReadArray(int depth)
    {
        int start = position++;
        var items = new List<JsonNode>();
        SkipWhitespace();
        if (Peek() == ']')
        {
            position++;
            return new(JsonKind.Array, TextSpan.FromBounds(start, position));
        }

        while (true)
        {
            if (ReadValue(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            SkipWhitespace();
            switch (Peek())
            {
                case ',':
                    position++;
                    SkipWhitespace();
                    break;
                case ']':
                    position++;
                    return new(JsonKind.Array, TextSpan.FromBounds(start, position)) { Items = items };
                default:
                    return Fail(position < text.Length ? "',' or ']' is expected" : "the document ends inside an array");
            }
        }
    }

    private JsonNode? ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
        {
            return Fail("a value is expected");
        }

        var span = new TextSpan(position, word.Length);
        position += word.Length;
        return new(kind, span);
    }

    private JsonNode? ReadNumber()
    {
        int start = position;
        if (Peek() == '-')
        {
            position++;
        }

        bool valid = true;
        if (Peek() == '0')
        {
            position++;
        }
        else
        {
            valid = SkipDigits();
        }

        if (valid && Peek() == '.')
        {
            position++;
            valid = SkipDigits();
        }

        if (valid && Peek() is 'e' or 'E')
        {
            position++;
            if (Peek() is '+' or '-')
            {
                position++;
            }

            valid = SkipDigits();
        }

        if (!valid || char.IsLetterOrDigit(Peek()))
        {
            position = start;
            return Fail("this is not a JSON number");
        }

        return new(JsonKind.Number, TextSpan.FromBounds(start, position), text.Substring(start, position - start));
    }

    private string? ReadString()
    {
        int start = position++;
        StringBuilder? builder = null;
        int run = position;
        while (position < text.Length)
        {
            char c = text[position];
            if (c == '"')
            {
                string tail = text.Substring(run, position - run);
                position++;
                return builder is null ? tail : builder.Append(tail).ToString();
            }

            if (c < ' ')
            {
                Fail("a text must not contain line breaks or control characters; write them as \\n or \\u0000");
                return null;
            }

            if (c != '\\')
            {
                position++;
                continue;
            }

            (builder ??= new()).Append(text, run, position - run);
            if (!ReadEscape(builder))
            {
                return null;
            }

            run = position;
        }

        position = start;
        Fail("this text has no closing quote");
        return null;
    }

    private bool ReadEscape(StringBuilder builder)
    {
        char kind = position + 1 < text.Length ? text[position + 1] : '\0';
        const string names = "\"\\/bfnrt";
        const string values = "\"\\/\b\f\n\r\t";
        int simple = kind == '\0' ? -1 : names.IndexOf(kind);
        if (simple >= 0)
        {
            builder.Append(values[simple]);
            position += 2;
            return true;
        }

        if (kind == 'u'
            && position + 6 <= text.Length
            && ushort.TryParse(text.Substring(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            builder.Append((char)code);
            position += 6;
            return true;
        }

        Fail("unknown escape sequence");
        return false;
    }

    private bool SkipDigits()
    {
        int start = position;
        while (Peek() is >= '0' and <= '9')
        {
            position++;
        }

        return position > start;
    }

    private void SkipWhitespace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            position++;
        }
    }

    private char Peek() => position < text.Length ? text[position] : '\0';

    private JsonNode? Fail(string message)
    {
        problem ??= message;
        problemSpan = new(position, position < text.Length ? 1 : 0);
        return null;
    }
}

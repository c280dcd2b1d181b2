using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Values as text: plain, as <c>str</c> writes them, and quoted inside of others, as <c>repr</c> does.</summary>
internal static class PythonText
{
    private const string Truncated = " [...]";

    /// <summary>The value as text.</summary>
    public static string Str(object? value, int limit = int.MaxValue)
    {
        if (value is string text)
        {
            return text;
        }

        var writer = new StringBuilder();
        switch (value)
        {
            case DateTime or DateTimeOffset:
                writer.Append(Iso(value, ' '));
                break;
            case ArrayValue { Rank: > 0 } array:
                writer.Append(ArrayText.Str(array));
                break;
            default:
                Write(writer, value, limit);
                break;
        }

        return writer.ToString();
    }

    /// <summary>The value as text of at most <paramref name="limit"/> characters, with a mark where something was cut off.</summary>
    public static string Shortened(object? value, int limit = 128)
    {
        // A code point takes two characters at most.
        string text = Str(value, 2 * limit);
        return PythonStrings.Length(text) > limit ? PythonStrings.Slice(text, 0, limit) + Truncated : text;
    }

    /// <summary>The value as it is written inside of a list.</summary>
    public static string Repr(object? value)
    {
        var writer = new StringBuilder();
        Write(writer, value, int.MaxValue);
        return writer.ToString();
    }

    /// <summary>A point in time in ISO 8601: fractions of a second only where there are some, the offset only where it is known.</summary>
    public static string Iso(object time, char separator = 'T')
    {
        var (clock, offset) = time is DateTimeOffset aware ? (aware.DateTime, aware.Offset) : ((DateTime)time, default(TimeSpan?));
        var text = new StringBuilder(32)
            .Append(clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Append(separator)
            .Append(clock.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        int microseconds = (int)(clock.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (microseconds != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $".{microseconds:000000}");
        }

        if (offset is { } known)
        {
            text.Append(known < TimeSpan.Zero ? '-' : '+').Append(known.ToString("hh\\:mm", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>Writes a value as inside of a list; stops after about <paramref name="limit"/> characters.</summary>
    internal static void Write(StringBuilder writer, object? value, int limit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (writer.Length > limit)
        {
            return;
        }

        switch (value)
        {
            case null:
                writer.Append("None");
                break;
            case bool flag:
                writer.Append(flag ? "True" : "False");
                break;
            case long or BigInteger:
                writer.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case double number:
                writer.Append(PythonFloats.ToText(number));
                break;
            case string text:
                WriteQuoted(writer, text);
                break;
            case byte[] bytes:
                WriteBytes(writer, bytes);
                break;
            case TupleValue tuple:
                WriteItems(writer, '(', tuple, tuple.Count == 1 ? ",)" : ")", limit);
                break;
            case IReadOnlyList<object?> list:
                WriteItems(writer, '[', list, "]", limit);
                break;
            case SetValue { Count: 0 }:
                writer.Append("set()");
                break;
            case SetValue set:
                WriteItems(writer, '{', set, "}", limit);
                break;
            case ArrayValue array:
                writer.Append(ArrayText.Repr(array));
                break;
            case DetectionRow row:
                Write(writer, row.ToTuple(), limit);
                break;
            case DateTime or DateTimeOffset:
                WriteTime(writer, value);
                break;
            default:
                if (PythonDictionaries.Entries(value) is { } entries)
                {
                    WriteEntries(writer, entries, limit);
                }
                else
                {
                    writer.Append('<').Append(PythonValues.Describe(value)).Append('>');
                }

                break;
        }
    }

    private static void WriteItems(StringBuilder writer, char open, IEnumerable<object?> items, string close, int limit)
    {
        writer.Append(open);
        bool isFirst = true;
        foreach (object? item in items)
        {
            writer.Append(isFirst ? "" : ", ");
            isFirst = false;
            Write(writer, PythonValues.Normalize(item), limit);
            if (writer.Length > limit)
            {
                return;
            }
        }

        writer.Append(close);
    }

    private static void WriteEntries(StringBuilder writer, IEnumerable<KeyValuePair<object?, object?>> entries, int limit)
    {
        writer.Append('{');
        bool isFirst = true;
        foreach (var (key, value) in entries)
        {
            writer.Append(isFirst ? "" : ", ");
            isFirst = false;
            Write(writer, key, limit);
            writer.Append(": ");
            Write(writer, value, limit);
            if (writer.Length > limit)
            {
                return;
            }
        }

        writer.Append('}');
    }

    private static void WriteQuoted(StringBuilder writer, string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        writer.Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == quote || character == '\\')
            {
                writer.Append('\\').Append(character);
            }
            else if (character is '\n' or '\r' or '\t')
            {
                writer.Append('\\').Append(character switch { '\n' => 'n', '\r' => 'r', _ => 't' });
            }
            else if (char.IsSurrogatePair(text, i) && PythonStrings.IsPrintable(text, i))
            {
                writer.Append(character).Append(text[++i]);
            }
            else if (!char.IsSurrogatePair(text, i) && PythonStrings.IsPrintable(text, i))
            {
                writer.Append(character);
            }
            else
            {
                int code = char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i++) : character;
                writer.Append(code switch
                {
                    <= 0xFF => $"\\x{code:x2}",
                    <= 0xFFFF => $"\\u{code:x4}",
                    _ => $"\\U{code:x8}",
                });
            }
        }

        writer.Append(quote);
    }

    private static void WriteBytes(StringBuilder writer, byte[] bytes)
    {
        char quote = Array.IndexOf(bytes, (byte)'\'') >= 0 && Array.IndexOf(bytes, (byte)'"') < 0 ? '"' : '\'';
        writer.Append('b').Append(quote);
        foreach (byte item in bytes)
        {
            _ = item switch
            {
                (byte)'\n' => writer.Append("\\n"),
                (byte)'\r' => writer.Append("\\r"),
                (byte)'\t' => writer.Append("\\t"),
                (byte)'\\' => writer.Append("\\\\"),
                _ when item == quote => writer.Append('\\').Append(quote),
                >= 0x20 and < 0x7F => writer.Append((char)item),
                _ => writer.Append(CultureInfo.InvariantCulture, $"\\x{item:x2}"),
            };
        }

        writer.Append(quote);
    }

    private static void WriteTime(StringBuilder writer, object time)
    {
        var (clock, offset) = time is DateTimeOffset aware ? (aware.DateTime, aware.Offset) : ((DateTime)time, default(TimeSpan?));
        writer.Append(CultureInfo.InvariantCulture, $"datetime.datetime({clock.Year}, {clock.Month}, {clock.Day}, {clock.Hour}, {clock.Minute}");
        int microseconds = (int)(clock.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (clock.Second != 0 || microseconds != 0)
        {
            writer.Append(CultureInfo.InvariantCulture, $", {clock.Second}");
        }

        if (microseconds != 0)
        {
            writer.Append(CultureInfo.InvariantCulture, $", {microseconds}");
        }

        if (offset is { } known)
        {
            writer.Append(", tzinfo=datetime.timezone");
            _ = known == TimeSpan.Zero
                ? writer.Append(".utc")
                : writer.Append(CultureInfo.InvariantCulture, $"(datetime.timedelta({(known.Ticks < 0 ? "days=-1, " : "")}seconds={(known.TotalSeconds + 86400) % 86400}))");
        }

        writer.Append(')');
    }
}

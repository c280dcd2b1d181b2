using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Values as JSON text with the spacing, the escapes and the literals of Python's <c>json.dumps</c>.</summary>
internal static class PythonJson
{
    /// <exception cref="PythonException">JSON has no form for a value.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case string s:
                WriteText(text, s);
                break;
            case null or bool or long or BigInteger or double:
                text.Append(Scalar(value));
                break;
            case IReadOnlyList<object?> list:
                WriteList(text, list);
                break;
            default:
                if (PythonDictionaries.Entries(value) is not { } entries)
                {
                    throw PythonException.Type($"{PythonValues.Describe(value)} has no form in JSON");
                }

                WriteEntries(text, entries);
                break;
        }
    }

    private static void WriteList(StringBuilder text, IReadOnlyList<object?> list)
    {
        text.Append('[');
        for (int i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, PythonValues.Normalize(list[i]));
        }

        text.Append(']');
    }

    private static void WriteEntries(StringBuilder text, IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        text.Append('{');
        bool isFirst = true;
        foreach (var (key, value) in entries)
        {
            text.Append(isFirst ? "" : ", ");
            isFirst = false;
            WriteText(text, key as string ?? Scalar(key));
            text.Append(": ");
            Write(text, value);
        }

        text.Append('}');
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        long or BigInteger or double => PythonText.Repr(value),
        _ => throw PythonException.Type($"{PythonValues.Describe(value)} cannot be a key in JSON"),
    };

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                >= ' ' and < '\x7f' => text.Append(character),
                _ => text.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
            };
        }

        text.Append('"');
    }
}

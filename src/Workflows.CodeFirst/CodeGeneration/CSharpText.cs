using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Writes values as C# literals.</summary>
internal static class CSharpText
{
    // Longer JSON is spread over several lines.
    private const int LongJson = 100;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Spread = Compact with { Indented = true, NewLine = "\n" };

    public static string Literal(string text)
    {
        var made = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            made.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsShown(c) => c.ToString(),
                _ => $"\\u{(int)c:x4}",
            });
        }

        return made.Append('"').ToString();
    }

    public static string Literal(bool value) => value ? "true" : "false";

    public static string Literal(long value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number that the compiler takes for a double.</summary>
    public static string Literal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    /// <summary>JSON as a raw string literal, whose lines begin at <paramref name="indentation"/> when there are several.</summary>
    public static string RawJson(JsonElement json, string indentation)
    {
        string text = Write(json, Compact);
        if (text.Length <= LongJson && text.Length > 0 && text[0] != '"')
        {
            string quotes = Quotes(text);
            return quotes + text + quotes;
        }

        text = Write(json, Spread);
        string fence = Quotes(text);
        var made = new StringBuilder(fence);
        foreach (string line in text.Split('\n'))
        {
            made.Append('\n').Append(indentation).Append(line);
        }

        return made.Append('\n').Append(indentation).Append(fence).ToString();
    }

    /// <summary>Text inside a comment of one line.</summary>
    public static string Comment(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            made.Append(IsShown(c) ? c : ' ');
        }

        return made.Length > 160 ? made.ToString(0, 160) + "…" : made.ToString();
    }

    /// <summary>Text inside a documentation comment.</summary>
    public static string Xml(string text) => Comment(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public static string Compacted(JsonElement json) => Write(json, Compact);

    private static bool IsShown(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    private static string Write(JsonElement json, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            json.WriteTo(writer);
        }

        string text = Encoding.UTF8.GetString(buffer.ToArray());

        // What C# or an editor might stumble over can only stand inside a JSON text, where JSON has an escape for it.
        var made = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c == '\n' || IsShown(c))
            {
                made.Append(c);
            }
            else
            {
                made.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
        }

        return made.ToString();
    }

    /// <summary>As many quotes as fence a raw string literal off.</summary>
    private static string Quotes(string text)
    {
        int longest = 2, run = 0;
        foreach (char c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', longest + 1);
    }
}

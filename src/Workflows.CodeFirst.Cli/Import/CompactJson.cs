using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>
/// Lays JSON out for people: what fits into a line stands in one line, everything else is broken up, and long lists of plain values are filled
/// line by line.
/// </summary>
internal static class CompactJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, with a line end at its end.</summary>
    /// <param name="json">The value.</param>
    /// <param name="width">How long a line may be.</param>
    public static string Format(JsonNode json, int width = 140)
    {
        var text = new StringBuilder();
        Write(text, json, 0, 0, width, expand: true);
        return text.Append('\n').ToString();
    }

    /// <summary>The value in one line, with spaces as people write them.</summary>
    public static string OneLine(JsonNode? json)
    {
        var text = new StringBuilder();
        WriteLine(text, json);
        return text.ToString();
    }

    // The caller has written `column` characters of the line already.
    private static void Write(StringBuilder text, JsonNode? json, int indent, int column, int width, bool expand = false)
    {
        string line = OneLine(json);
        if (json is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || (!expand && column + line.Length < width))
        {
            text.Append(line);
            return;
        }

        string inner = new(' ', (indent + 1) * 2);
        if (json is JsonObject members)
        {
            text.Append('{');
            bool first = true;
            foreach (var (name, value) in members)
            {
                string start = inner + Text(name) + ": ";
                text.Append(first ? "\n" : ",\n").Append(start);
                Write(text, value, indent + 1, start.Length, width);
                first = false;
            }

            text.Append('\n').Append(' ', indent * 2).Append('}');
            return;
        }

        var items = (JsonArray)json;
        text.Append('[');
        int at = width;
        for (int i = 0; i < items.Count; i++)
        {
            bool plain = items[i] is not (JsonObject or JsonArray);
            int length = plain ? OneLine(items[i]).Length + 2 : width;
            if (plain && at + length < width)
            {
                text.Append(", ");
            }
            else
            {
                text.Append(i == 0 ? "\n" : ",\n").Append(inner);
                at = inner.Length;
            }

            Write(text, items[i], indent + 1, inner.Length, width);
            at += length;
        }

        text.Append('\n').Append(' ', indent * 2).Append(']');
    }

    private static void WriteLine(StringBuilder text, JsonNode? json)
    {
        switch (json)
        {
            case JsonObject { Count: > 0 } members:
                text.Append("{ ");
                string separator = "";
                foreach (var (name, value) in members)
                {
                    text.Append(separator).Append(Text(name)).Append(": ");
                    WriteLine(text, value);
                    separator = ", ";
                }

                text.Append(" }");
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('[');
                for (int i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    WriteLine(text, items[i]);
                }

                text.Append(']');
                break;
            case null:
                text.Append("null");
                break;
            default:
                text.Append(json.ToJsonString(Plain));
                break;
        }
    }

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

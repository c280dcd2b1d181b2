using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests.Json;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Writes JSON values in one line, numbers as they were written.</summary>
internal static class JsonText
{
    public static string Of(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    public static EquatableArray<string> OfEach(IReadOnlyList<JsonNode> nodes)
    {
        var texts = ImmutableArray.CreateBuilder<string>(nodes.Count);
        foreach (var node in nodes)
        {
            texts.Add(Of(node));
        }

        return texts.ToImmutable();
    }

    private static void Append(StringBuilder text, JsonNode node)
    {
        switch (node.Kind)
        {
            case JsonKind.Object:
                text.Append('{');
                for (int i = 0; i < node.Members.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    AppendString(text, node.Members[i].Name);
                    text.Append(": ");
                    Append(text, node.Members[i].Value);
                }

                text.Append('}');
                break;
            case JsonKind.Array:
                text.Append('[');
                for (int i = 0; i < node.Items.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Append(text, node.Items[i]);
                }

                text.Append(']');
                break;
            case JsonKind.String:
                AppendString(text, node.Text);
                break;
            case JsonKind.Number:
                text.Append(node.Text);
                break;
            default:
                text.Append(node.Kind switch { JsonKind.True => "true", JsonKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}

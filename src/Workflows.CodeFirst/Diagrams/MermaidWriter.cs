using System.Text;

namespace Workflows.CodeFirst.Diagrams;

/// <summary>Writes a diagram in Mermaid's language.</summary>
internal static class MermaidWriter
{
    public static string Write(DiagramGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var node in graph.Nodes)
        {
            string label = $"\"{Escape(node.Title)}<br/><small>{Escape(node.Subtitle)}</small>\"";
            string box = node.Role == DiagramRole.Step ? $"[{label}]" : $"([{label}])";
            text.Append("    ").Append(node.Id).Append(box).Append(":::").Append(ClassOf(node.Category)).Append('\n');
        }

        foreach (var edge in graph.Edges)
        {
            text.Append("    ").Append(graph.Nodes[edge.From].Id).Append(edge.IsFlow ? " -.->" : " -->");
            if (!edge.Labels.IsEmpty)
            {
                text.Append("|\"").AppendJoin("<br/>", edge.Labels.Select(static label => Escape(label.Property) + (label.Kind.Length == 0 ? "" : $": {Escape(label.Kind)}"))).Append("\"|");
            }

            text.Append(' ').Append(graph.Nodes[edge.To].Id).Append('\n');
        }

        foreach (string category in graph.Nodes.Select(static node => node.Category).Distinct())
        {
            var colours = CategoryColours.Of(category);
            text.Append("    classDef ").Append(ClassOf(category)).Append(" fill:").Append(colours.Fill).Append(",stroke:").Append(colours.Border).Append(",color:#1f2328\n");
        }

        return text.ToString();
    }

    // "end" and the like mean something to Mermaid; with a prefix nothing does.
    private static string ClassOf(string category) => "is_" + string.Concat(category.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
            }
            else if (c is '"' or '#' or '&' or '<' or '>' or '`' or '\\' or ';' or '|' or '*' or '{' or '}' or '[' or ']')
            {
                escaped.Append('#').Append((int)c).Append(';');
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}

using System.Text;

namespace Workflows.CodeFirst.Diagrams;

/// <summary>Writes a diagram in the DOT language.</summary>
internal static class DotWriter
{
    public static string Write(DiagramGraph graph)
    {
        var text = new StringBuilder();
        text.Append("digraph ").Append(Quote(graph.Title ?? "workflow")).Append(" {\n");
        text.Append("    graph [rankdir=TB, nodesep=0.4, ranksep=0.5];\n");
        text.Append("    node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11];\n");
        text.Append("    edge [fontname=\"Helvetica\", fontsize=9, color=\"#57606a\"];\n");
        foreach (var node in graph.Nodes)
        {
            var colours = CategoryColours.Of(node.Category);
            text.Append("    ").Append(node.Id).Append(" [label=").Append(Quote(node.Title + "\n" + node.Subtitle))
                .Append(", fillcolor=\"").Append(colours.Fill).Append("\", color=\"").Append(colours.Border).Append('"');
            if (node.Role != DiagramRole.Step)
            {
                text.Append(", shape=oval, style=filled");
            }

            text.Append("];\n");
        }

        int last = graph.Nodes.IsEmpty ? 0 : graph.Nodes.Max(static node => node.Layer);
        foreach (var layer in graph.Nodes.GroupBy(static node => node.Layer).OrderBy(static layer => layer.Key))
        {
            string rank = layer.Key == 0 ? "min" : layer.Key == last ? "max" : "same";
            text.Append("    { rank=").Append(rank).Append("; ").AppendJoin(' ', layer.Select(static node => node.Id + ";")).Append(" }\n");
        }

        foreach (var edge in graph.Edges)
        {
            text.Append("    ").Append(graph.Nodes[edge.From].Id).Append(" -> ").Append(graph.Nodes[edge.To].Id);
            var attributes = new List<string>();
            if (!edge.Labels.IsEmpty)
            {
                attributes.Add("label=" + Quote(string.Join('\n', edge.Labels.Select(static label => label.Kind.Length == 0 ? label.Property : $"{label.Property}: {label.Kind}"))));
            }

            if (edge.IsFlow)
            {
                attributes.Add("style=dashed");
            }

            text.Append(attributes.Count == 0 ? ";\n" : $" [{string.Join(", ", attributes)}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}

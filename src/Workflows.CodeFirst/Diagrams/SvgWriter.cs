using System.Globalization;
using System.Text;

namespace Workflows.CodeFirst.Diagrams;

/// <summary>Writes a diagram as an SVG document.</summary>
internal sealed class SvgWriter
{
    private const double Margin = 20;
    private const double BoxHeight = 46;
    private const double TitleSize = 13;
    private const double SmallSize = 10.5;
    private const double KindSize = 9.5;
    private const double LabelLine = 12.5;
    private const double LegendHeight = 34;
    private const int LongestText = 44;

    private readonly DiagramGraph graph;
    private readonly LayeredLayout layout;
    private readonly StringBuilder svg = new();

    private SvgWriter(DiagramGraph graph)
    {
        this.graph = graph;
        layout = LayeredLayout.Of(graph, SizeOf, SizeOf);
    }

    public static string Write(DiagramGraph graph) => new SvgWriter(graph).Write();

    private static (double Width, double Height) SizeOf(DiagramNode node) =>
        (Math.Max(96, Math.Max(TextWidth.Of(Short(node.Title), TitleSize, bold: true), TextWidth.Of(Short(node.Subtitle), SmallSize)) + 28), BoxHeight);

    private static (double Width, double Height) SizeOf(DiagramEdge edge)
    {
        double width = 0;
        int lines = 0;
        foreach (var label in edge.Labels)
        {
            width = Math.Max(width, Math.Max(TextWidth.Of(Short(label.Property), SmallSize), HasKind(label) ? TextWidth.Of(Short(label.Kind), KindSize) : 0));
            lines += HasKind(label) ? 2 : 1;
        }

        return (width + 8, (lines * LabelLine) + 4);
    }

    private string Write()
    {
        var categories = graph.Nodes.Where(static node => node.Role == DiagramRole.Step).Select(static node => node.Category).Distinct().Order(StringComparer.Ordinal).ToList();
        double legend = categories.Sum(static category => LegendWidth(category));
        double width = Math.Max(layout.Width, legend) + (2 * Margin), height = layout.Height + (2 * Margin) + (categories.Count > 0 ? LegendHeight : 0);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" font-family=\"Helvetica, Arial, sans-serif\">\n");
        svg.Append("<title>").Append(Escape(graph.Title ?? "Workflow")).Append("</title>\n");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0,0.5 L7.5,4 L0,7.5 z\" fill=\"#57606a\"/></marker></defs>\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({N(((width - layout.Width) / 2))},{N(Margin)})\">\n");
        for (int i = 0; i < graph.Edges.Length; i++)
        {
            WriteEdge(graph.Edges[i], layout.Paths[i]);
        }

        for (int i = 0; i < graph.Edges.Length; i++)
        {
            WriteLabels(graph.Edges[i], layout.Paths[i]);
        }

        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            WriteNode(graph.Nodes[i], layout.Boxes[i]);
        }

        svg.Append("</g>\n");
        WriteLegend(categories, (width - legend) / 2, height - Margin);
        return svg.Append("</svg>\n").ToString();
    }

    private void WriteNode(DiagramNode node, LayoutCell box)
    {
        var colours = CategoryColours.Of(node.Category);
        double left = box.X - (box.Width / 2), top = box.Y - (box.Height / 2);
        double radius = node.Role == DiagramRole.Step ? 6 : box.Height / 2;
        svg.Append("<g><title>").Append(Escape(node.Title)).Append(": ").Append(Escape(node.Subtitle));
        svg.Append(node.Depth > 1 ? string.Create(CultureInfo.InvariantCulture, $", nested {node.Depth} deep") : "").Append("</title>\n");
        if (node.Depth > 1)
        {
            // A pile: the step gives several values an image.
            WriteRectangle(left + 4, top + 4, box.Width, box.Height, radius, colours);
        }

        WriteRectangle(left, top, box.Width, box.Height, radius, colours);
        WriteText(box.X, box.Y - 4, TitleSize, "#1f2328", Short(node.Title), " font-weight=\"bold\"");
        WriteText(box.X, box.Y + 13, SmallSize, "#57606a", Short(node.Subtitle));
        svg.Append("</g>\n");
    }

    private void WriteRectangle(double left, double top, double width, double height, double radius, CategoryColours colours) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(width)}\" height=\"{N(height)}\" rx=\"{N(radius)}\" fill=\"{colours.Fill}\" stroke=\"{colours.Border}\" stroke-width=\"1.2\"/>\n");

    private void WriteEdge(DiagramEdge edge, IReadOnlyList<LayoutCell> path)
    {
        double x = path[0].X, y = path[0].Y + (path[0].Height / 2);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{N(x)},{N(y)}");
        for (int i = 1; i < path.Count; i++)
        {
            // Every piece leaves and arrives vertically; where a label stands, the line makes room for it.
            bool last = i == path.Count - 1;
            double toX = path[i].X, toY = path[i].Y - (path[i].Height / 2) - (last ? 1 : 0);
            double middle = (y + toY) / 2;
            svg.Append(CultureInfo.InvariantCulture, $" C{N(x)},{N(middle)} {N(toX)},{N(middle)} {N(toX)},{N(toY)}");
            (x, y) = (toX, toY);
            if (!last && path[i].Height > 0)
            {
                y = path[i].Y + (path[i].Height / 2);
                svg.Append(CultureInfo.InvariantCulture, $" M{N(x)},{N(y)}");
            }
        }

        svg.Append("\" fill=\"none\" stroke=\"#57606a\" stroke-width=\"1.2\" marker-end=\"url(#arrow)\"").Append(edge.IsFlow ? " stroke-dasharray=\"5 4\"" : "").Append("/>\n");
    }

    private void WriteLabels(DiagramEdge edge, IReadOnlyList<LayoutCell> path)
    {
        var cell = path[^2];
        if (!cell.HoldsLabel)
        {
            return;
        }

        double y = cell.Y - (cell.Height / 2) - 1;
        foreach (var label in edge.Labels)
        {
            WriteText(cell.X, y += LabelLine, SmallSize, "#1f2328", Short(label.Property));
            if (HasKind(label))
            {
                WriteText(cell.X, y += LabelLine, KindSize, "#6e7781", Short(label.Kind));
            }
        }
    }

    private void WriteLegend(List<string> categories, double x, double y)
    {
        foreach (string category in categories)
        {
            var colours = CategoryColours.Of(category);
            WriteRectangle(x, y - 10, 12, 12, 3, colours);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x + 18)}\" y=\"{N(y)}\" font-size=\"{N(SmallSize)}\" fill=\"#57606a\">{Escape(CategoryColours.Title(category))}</text>\n");
            x += LegendWidth(category);
        }
    }

    private static double LegendWidth(string category) => TextWidth.Of(CategoryColours.Title(category), SmallSize) + 38;

    private void WriteText(double x, double y, double size, string colour, string text, string style = "") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" text-anchor=\"middle\" fill=\"{colour}\"{style}>{Escape(text)}</text>\n");

    /// <summary>Whether the kind says more than the property does.</summary>
    private static bool HasKind(EdgeLabel label) => label.Kind.Length > 0 && label.Kind != label.Property && label.Kind != "any";

    private static string Short(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");

    /// <summary>A coordinate: a tenth of a pixel is fine enough, and the same on every machine.</summary>
    private static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff' => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}

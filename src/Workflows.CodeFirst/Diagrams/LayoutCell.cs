namespace Workflows.CodeFirst.Diagrams;

/// <summary>Something that takes a place in a row of a layout: a box, the label of an arrow, or a bend of one.</summary>
internal sealed class LayoutCell
{
    /// <summary>The position of the node; -1 where the cell belongs to an arrow.</summary>
    public int Node { get; init; } = -1;

    /// <summary>Whether the label of its arrow stands here.</summary>
    public bool HoldsLabel { get; init; }

    public double Width { get; init; }

    public double Height { get; init; }

    /// <summary>The row: even ones hold boxes, odd ones labels.</summary>
    public int Row { get; init; }

    /// <summary>The cells above that are connected to it.</summary>
    public List<LayoutCell> Above { get; } = [];

    /// <summary>The cells below that are connected to it.</summary>
    public List<LayoutCell> Below { get; } = [];

    /// <summary>The place in the row, from the left.</summary>
    public int Order { get; set; }

    /// <summary>The middle.</summary>
    public double X { get; set; }

    /// <summary>The middle.</summary>
    public double Y { get; set; }
}

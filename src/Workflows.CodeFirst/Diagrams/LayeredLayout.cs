namespace Workflows.CodeFirst.Diagrams;

/// <summary>
/// Places boxes in rows, after Sugiyama, Tagawa and Toda (1981): rows by layer, with a row for labels between two; arrows that pass rows get bends;
/// the order in each row is improved by barycentres; and places are the nearest to the neighbours' that leave enough room.
/// </summary>
internal sealed class LayeredLayout
{
    private const double Gap = 28;
    private const double BendGap = 12;
    private const double RowGap = 20;
    private const double BendWidth = 4;

    // Beyond this many bends a picture helps nobody, but it still has to be made in time: arrows are then drawn straight.
    private const int MostBends = 20_000;
    private const int Sweeps = 12;
    private const int Relaxations = 40;

    private readonly List<LayoutCell>[] rows;
    private readonly List<LayoutCell>[] paths;

    private LayeredLayout(DiagramGraph graph, Func<DiagramNode, (double Width, double Height)> sizeOfNode, Func<DiagramEdge, (double Width, double Height)> sizeOfLabel)
    {
        int count = graph.Nodes.IsEmpty ? 1 : (2 * graph.Nodes.Max(static node => node.Layer)) + 1;
        rows = new List<LayoutCell>[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = [];
        }

        Boxes = new LayoutCell[graph.Nodes.Length];
        for (int i = 0; i < Boxes.Length; i++)
        {
            var (width, height) = sizeOfNode(graph.Nodes[i]);
            Boxes[i] = Place(new LayoutCell { Node = i, Width = width, Height = height, Row = 2 * graph.Nodes[i].Layer });
        }

        paths = new List<LayoutCell>[graph.Edges.Length];
        bool bend = graph.Edges.Sum(edge => (long)(2 * (graph.Nodes[edge.To].Layer - graph.Nodes[edge.From].Layer)) - 1) <= MostBends;
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = Route(graph.Edges[i], bend, sizeOfLabel);
        }

        CrossingReduction.Run(rows, Sweeps);
        SetColumns();
        SetRows();
    }

    /// <summary>By position of the node.</summary>
    public LayoutCell[] Boxes { get; }

    /// <summary>By position of the edge: the cells that it passes, ends included.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutCell>> Paths => paths;

    public double Width { get; private set; }

    public double Height { get; private set; }

    public static LayeredLayout Of(
        DiagramGraph graph,
        Func<DiagramNode, (double Width, double Height)> sizeOfNode,
        Func<DiagramEdge, (double Width, double Height)> sizeOfLabel) => new(graph, sizeOfNode, sizeOfLabel);

    private LayoutCell Place(LayoutCell cell)
    {
        cell.Order = rows[cell.Row].Count;
        rows[cell.Row].Add(cell);
        return cell;
    }

    private List<LayoutCell> Route(DiagramEdge edge, bool bend, Func<DiagramEdge, (double Width, double Height)> sizeOfLabel)
    {
        var path = new List<LayoutCell> { Boxes[edge.From] };
        int last = Boxes[edge.To].Row;
        for (int row = Boxes[edge.From].Row + 1; bend && row < last; row++)
        {
            // What is written on an arrow belongs to where it leads.
            bool label = row == last - 1 && !edge.Labels.IsEmpty;
            var (width, height) = label ? sizeOfLabel(edge) : (BendWidth, 0);
            path.Add(Place(new LayoutCell { HoldsLabel = label, Width = width, Height = height, Row = row }));
        }

        path.Add(Boxes[edge.To]);
        for (int i = 1; bend && i < path.Count; i++)
        {
            path[i - 1].Below.Add(path[i]);
            path[i].Above.Add(path[i - 1]);
        }

        return path;
    }

    private void SetColumns()
    {
        foreach (var row in rows)
        {
            double x = 0;
            for (int i = 0; i < row.Count; i++)
            {
                x += i == 0 ? 0 : Distance(row[i - 1], row[i]);
                row[i].X = x;
            }
        }

        // First everything follows what is above it, then what is below it, then all pull at one another.
        Align(up: false, static (above, _) => above);
        Align(up: true, static (_, below) => below);
        for (int i = 0; i < Relaxations; i++)
        {
            Align(up: i % 2 == 1, static (above, below) => above + below);
        }

        double left = double.PositiveInfinity;
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                left = Math.Min(left, cell.X - (cell.Width / 2));
            }
        }

        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                cell.X -= left;
                Width = Math.Max(Width, cell.X + (cell.Width / 2));
            }
        }
    }

    private void SetRows()
    {
        double y = 0;
        foreach (var row in rows)
        {
            double height = row.Count == 0 ? 0 : row.Max(static cell => cell.Height);
            foreach (var cell in row)
            {
                cell.Y = y + (height / 2);
            }

            Height = y + height;
            y += height + RowGap;
        }
    }

    private static double Distance(LayoutCell left, LayoutCell right) =>
        ((left.Width + right.Width) / 2) + (left.Node < 0 && right.Node < 0 && !left.HoldsLabel && !right.HoldsLabel ? BendGap : Gap);

    private void Align(bool up, Func<Pull, Pull, Pull> choose)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Align(rows[up ? rows.Length - 1 - i : i], choose);
        }
    }

    private static Pull PullOf(LayoutCell cell, List<LayoutCell> neighbours)
    {
        var pull = default(Pull);
        foreach (var neighbour in neighbours)
        {
            // The pieces of a long arrow hold together, so that it becomes straight.
            double weight = cell.Node < 0 && neighbour.Node < 0 ? 8 : cell.Node < 0 || neighbour.Node < 0 ? 2 : 1;
            pull += new Pull(weight * neighbour.X, weight);
        }

        return pull;
    }

    /// <summary>
    /// Moves the cells of a row as near to where they want to be as their order and widths allow, in the sense of least squares: pools neighbours
    /// that would overlap, as in isotonic regression.
    /// </summary>
    private static void Align(List<LayoutCell> row, Func<Pull, Pull, Pull> choose)
    {
        var pools = new List<(Pull Pull, int Count)>();
        double offset = 0;
        double[] offsets = new double[row.Count];
        for (int i = 0; i < row.Count; i++)
        {
            offset += i == 0 ? 0 : Distance(row[i - 1], row[i]);
            offsets[i] = offset;
            var wanted = choose(PullOf(row[i], row[i].Above), PullOf(row[i], row[i].Below));
            wanted = wanted.Weight > 0 ? wanted : new(row[i].X, 1);
            var pool = (Pull: new Pull(wanted.Sum - (wanted.Weight * offset), wanted.Weight), Count: 1);
            while (pools.Count > 0 && pools[^1].Pull.Place > pool.Pull.Place)
            {
                pool = (pools[^1].Pull + pool.Pull, pools[^1].Count + pool.Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        int index = 0;
        foreach (var (pull, count) in pools)
        {
            for (int i = 0; i < count; i++, index++)
            {
                row[index].X = pull.Place + offsets[index];
            }
        }
    }

    /// <summary>Places that a cell is drawn to, with weights.</summary>
    private readonly record struct Pull(double Sum, double Weight)
    {
        public double Place => Sum / Weight;

        public static Pull operator +(Pull left, Pull right) => new(left.Sum + right.Sum, left.Weight + right.Weight);
    }
}

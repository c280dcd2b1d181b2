namespace Workflows.CodeFirst.Diagrams;

/// <summary>Orders the cells of every row so that few arrows cross: repeatedly by the mean place of their neighbours, keeping the best order seen.</summary>
internal static class CrossingReduction
{
    public static void Run(List<LayoutCell>[] rows, int sweeps)
    {
        var best = Orders(rows);
        long fewest = Crossings(rows);
        for (int sweep = 0; sweep < sweeps && fewest > 0; sweep++)
        {
            bool down = sweep % 2 == 0;
            for (int i = 0; i < rows.Length; i++)
            {
                Sort(rows[down ? i : rows.Length - 1 - i], down);
            }

            long crossings = Crossings(rows);
            if (crossings < fewest)
            {
                fewest = crossings;
                best = Orders(rows);
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Count; j++)
            {
                rows[i][j] = best[i][j];
                rows[i][j].Order = j;
            }
        }
    }

    private static LayoutCell[][] Orders(List<LayoutCell>[] rows) => [.. rows.Select(static row => row.ToArray())];

    private static void Sort(List<LayoutCell> row, bool down)
    {
        // OrderBy is stable: what nothing distinguishes stays in the order of the workflow.
        var sorted = row.OrderBy(cell => Barycentre(cell, down ? cell.Above : cell.Below)).ToList();
        for (int i = 0; i < sorted.Count; i++)
        {
            row[i] = sorted[i];
            sorted[i].Order = i;
        }
    }

    private static double Barycentre(LayoutCell cell, List<LayoutCell> neighbours)
    {
        if (neighbours.Count == 0)
        {
            return cell.Order;
        }

        double sum = 0;
        foreach (var neighbour in neighbours)
        {
            sum += neighbour.Order;
        }

        return sum / neighbours.Count;
    }

    /// <summary>Inversions between the ends of the arrows of neighbouring rows, counted with a binary indexed tree.</summary>
    private static long Crossings(List<LayoutCell>[] rows)
    {
        long crossings = 0;
        for (int i = 0; i + 1 < rows.Length; i++)
        {
            int[] tree = new int[rows[i + 1].Count + 1];
            int placed = 0;
            foreach (var cell in rows[i])
            {
                foreach (var below in cell.Below)
                {
                    crossings += placed - Sum(tree, below.Order + 1);
                }

                foreach (var below in cell.Below)
                {
                    for (int at = below.Order + 1; at < tree.Length; at += at & -at)
                    {
                        tree[at]++;
                    }

                    placed++;
                }
            }
        }

        return crossings;
    }

    private static int Sum(int[] tree, int upTo)
    {
        int sum = 0;
        for (int at = upTo; at > 0; at -= at & -at)
        {
            sum += tree[at];
        }

        return sum;
    }
}

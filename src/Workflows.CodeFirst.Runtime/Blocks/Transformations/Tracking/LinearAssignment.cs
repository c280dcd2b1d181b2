namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>
/// Assigns rows to columns so that the sum of the costs is least, by shortest augmenting paths: D. F. Crouse, "On implementing 2D
/// rectangular assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52 (2016). Where several assignments cost the
/// same, columns are tried from the last to the first, as the implementation in SciPy does. An instance keeps its working memory; it serves
/// one caller at a time.
/// </summary>
internal sealed class LinearAssignment
{
    private double[] rowPrices = [], columnPrices = [], pathCosts = [], turned = [];
    private int[] predecessors = [], columnOfRow = [], rowOfColumn = [], open = [];
    private bool[] rowsSeen = [], columnsSeen = [];

    /// <summary>Solves the problem.</summary>
    /// <param name="costs">The costs, row by row; finite.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="assigned">For every row its column, or -1 when there are fewer columns and it has none.</param>
    public void Solve(ReadOnlySpan<double> costs, int rows, int columns, Span<int> assigned)
    {
        if (columns >= rows)
        {
            SolveWide(costs, rows, columns);
            columnOfRow.AsSpan(0, rows).CopyTo(assigned);
            return;
        }

        Grow(ref turned, costs.Length);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                turned[column * rows + row] = costs[row * columns + column];
            }
        }

        SolveWide(turned.AsSpan(0, costs.Length), columns, rows);
        rowOfColumn.AsSpan(0, rows).CopyTo(assigned);
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, 2 * array.Length)];
        }
    }

    /// <summary>Solves a problem with at least as many columns as rows.</summary>
    private void SolveWide(ReadOnlySpan<double> costs, int rows, int columns)
    {
        Prepare(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            var (sink, length) = FindPath(costs, columns, row);
            rowPrices[row] += length;
            for (int i = 0; i < rows; i++)
            {
                if (rowsSeen[i] && i != row)
                {
                    rowPrices[i] += length - pathCosts[columnOfRow[i]];
                }
            }

            for (int j = 0; j < columns; j++)
            {
                if (columnsSeen[j])
                {
                    columnPrices[j] -= length - pathCosts[j];
                }
            }

            Augment(row, sink);
        }
    }

    private void Prepare(int rows, int columns)
    {
        Grow(ref rowPrices, rows);
        Grow(ref columnPrices, columns);
        Grow(ref pathCosts, columns);
        Grow(ref predecessors, columns);
        Grow(ref columnOfRow, rows);
        Grow(ref rowOfColumn, columns);
        Grow(ref open, columns);
        Grow(ref rowsSeen, rows);
        Grow(ref columnsSeen, columns);
        rowPrices.AsSpan(0, rows).Clear();
        columnPrices.AsSpan(0, columns).Clear();
        columnOfRow.AsSpan(0, rows).Fill(-1);
        rowOfColumn.AsSpan(0, columns).Fill(-1);
    }

    /// <summary>The cheapest way from a row to a column that has no row yet, over columns that have one.</summary>
    private (int Sink, double Length) FindPath(ReadOnlySpan<double> costs, int columns, int row)
    {
        for (int i = 0; i < columns; i++)
        {
            open[i] = columns - 1 - i;
        }

        Array.Clear(rowsSeen);
        columnsSeen.AsSpan(0, columns).Clear();
        pathCosts.AsSpan(0, columns).Fill(double.PositiveInfinity);
        double length = 0;
        for (int remaining = columns; ;)
        {
            rowsSeen[row] = true;
            var rowCosts = costs.Slice(row * columns, columns);
            double lowest = double.PositiveInfinity;
            int at = -1;
            for (int i = 0; i < remaining; i++)
            {
                int column = open[i];
                double cost = length + rowCosts[column] - rowPrices[row] - columnPrices[column];
                if (cost < pathCosts[column])
                {
                    predecessors[column] = row;
                    pathCosts[column] = cost;
                }

                // Of equally good columns, one without a row ends the search at once.
                if (pathCosts[column] < lowest || (pathCosts[column] == lowest && rowOfColumn[column] < 0))
                {
                    lowest = pathCosts[column];
                    at = i;
                }
            }

            if (double.IsPositiveInfinity(lowest))
            {
                throw new ArgumentException("The costs of an assignment have to be finite numbers.", nameof(costs));
            }

            length = lowest;
            int next = open[at];
            columnsSeen[next] = true;
            open[at] = open[--remaining];
            if (rowOfColumn[next] < 0)
            {
                return (next, length);
            }

            row = rowOfColumn[next];
        }
    }

    private void Augment(int start, int sink)
    {
        int column = sink, row;
        do
        {
            row = predecessors[column];
            rowOfColumn[column] = row;
            (columnOfRow[row], column) = (column, columnOfRow[row]);
        }
        while (row != start);
    }
}

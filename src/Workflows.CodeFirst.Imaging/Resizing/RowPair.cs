namespace Workflows.CodeFirst.Imaging;

/// <summary>The two blended source rows that a destination row lies between. They are kept for as long as the next destination rows use them.</summary>
/// <param name="upper">Memory for one row.</param>
/// <param name="lower">Memory for the other.</param>
internal ref struct RowPair<T>(Span<T> upper, Span<T> lower)
{
    private Span<T> upper = upper;
    private Span<T> lower = lower;
    private int upperRow = -1;
    private int lowerRow = -1;

    /// <summary>The upper row's memory; to be asked for before the lower one's.</summary>
    /// <param name="row">Which source row it is.</param>
    /// <param name="memory">The memory.</param>
    /// <returns>Whether the memory does not hold the row yet and is to be filled.</returns>
    public bool IsUpperMissing(int row, out Span<T> memory)
    {
        if (row == lowerRow)
        {
            // What was below is above now.
            Span<T> kept = upper;
            upper = lower;
            lower = kept;
            (upperRow, lowerRow) = (lowerRow, upperRow);
        }

        memory = upper;
        return Exchange(ref upperRow, row) != row;
    }

    /// <summary>The lower row's memory.</summary>
    /// <inheritdoc cref="IsUpperMissing"/>
    public bool IsLowerMissing(int row, out Span<T> memory)
    {
        memory = row == upperRow ? upper : lower;
        return row != upperRow && Exchange(ref lowerRow, row) != row;
    }

    private static int Exchange(ref int known, int row)
    {
        int before = known;
        known = row;
        return before;
    }
}

using System.Buffers;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Keeps the detections for which a statement holds: column by column where its parts allow it, one by one otherwise.</summary>
internal sealed class DetectionsFilter(Statement statement)
{
    private readonly ColumnFilter? columns = ColumnFilter.TryCompile(statement);

    public Detections Apply(Detections detections, QueryScope scope)
    {
        int count = detections.Count;
        bool[] keep = ArrayPool<bool>.Shared.Rent(count);
        int[] rows = ArrayPool<int>.Shared.Rent(count);
        try
        {
            var kept = keep.AsSpan(0, count);
            if (columns is null || !columns.TryEvaluate(detections, scope, kept))
            {
                EvaluateRows(detections, scope, kept);
            }

            int found = 0;
            for (int i = 0; i < count; i++)
            {
                rows[found] = i;
                found += kept[i] ? 1 : 0;
            }

            return found == count ? detections : detections.Select(rows.AsSpan(0, found));
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(keep);
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    private void EvaluateRows(Detections detections, QueryScope scope, Span<bool> keep)
    {
        var inner = scope.ForFilter();
        for (int i = 0; i < keep.Length; i++)
        {
            inner.Row = new DetectionRow(detections, i);
            keep[i] = statement.Evaluate(inner);
        }
    }
}

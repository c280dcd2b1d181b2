using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A branch that decides for which elements a step runs.</summary>
/// <param name="SourceStep">The deciding step's position in the order of execution.</param>
/// <param name="Branch">The branch's number within that step.</param>
/// <param name="Lineage">The lineage whose elements were decided on.</param>
internal sealed record Guard(int SourceStep, int Branch, LineageNode Lineage)
{
    /// <summary>Closes the gate for those elements of <paramref name="target"/> that the branch does not let pass: an element passes with the element it stems from.</summary>
    public void Apply(EngineRun run, LineageNode target, Span<bool> gate)
    {
        var selected = run.Frames[SourceStep].Selected(Branch);
        if (Lineage == target)
        {
            for (int i = 0; i < gate.Length; i++)
            {
                gate[i] &= selected[i];
            }

            return;
        }

        int decided = run.Lineages[Lineage.Number].Count;
        for (int i = 0; i < decided; i++)
        {
            if (!selected[i])
            {
                var (start, end) = Descendants(run, target, i);
                gate[start..end].Clear();
            }
        }
    }

    /// <summary>The elements of <paramref name="target"/> that stem from one element that was decided on; they stand next to one another.</summary>
    private (int Start, int End) Descendants(EngineRun run, LineageNode target, int element)
    {
        int start = element, end = element + 1;
        for (int depth = Lineage.Depth + 1; depth <= target.Depth; depth++)
        {
            var starts = run.Lineages[target.Prefix(depth).Number].Starts;
            start = starts[start];
            end = starts[end];
        }

        return (start, end);
    }
}

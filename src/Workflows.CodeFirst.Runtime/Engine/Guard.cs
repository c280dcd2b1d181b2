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
                var (start, end) = target.Descendants(run, Lineage, i);
                gate[start..end].Clear();
            }
        }
    }
}

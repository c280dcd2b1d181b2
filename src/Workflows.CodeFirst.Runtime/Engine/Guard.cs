using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A branch that decides for which elements a step runs.</summary>
/// <param name="SourceStep">The deciding step's position in the order of execution.</param>
/// <param name="Branch">The branch's number within that step.</param>
/// <param name="Lineage">The lineage whose elements were decided on.</param>
internal sealed record Guard(int SourceStep, int Branch, LineageNode Lineage)
{
    /// <summary>Which of the elements of <see cref="Lineage"/> the branch selected.</summary>
    public ReadOnlySpan<bool> Selected(EngineRun run) => run.Frames[SourceStep].Selected(Branch)[..run.Lineages[Lineage.Number].Count];

    /// <summary>Closes the gate for those elements of <paramref name="target"/> that the branch does not let pass: an element passes with the element it stems from.</summary>
    public void Apply(EngineRun run, LineageNode target, Span<bool> gate)
    {
        var selected = Selected(run);
        if (Lineage == target)
        {
            for (int i = 0; i < gate.Length; i++)
            {
                gate[i] &= selected[i];
            }

            return;
        }

        if (target.Prefix(Lineage.Depth) != Lineage)
        {
            // Elements of another source have no part in this one: what counts is whether the branch was taken at all.
            if (!selected.Contains(true))
            {
                gate.Clear();
            }

            return;
        }

        for (int i = 0; i < selected.Length; i++)
        {
            if (!selected[i])
            {
                var (start, end) = target.Descendants(run, Lineage, i);
                gate[start..end].Clear();
            }
        }
    }
}

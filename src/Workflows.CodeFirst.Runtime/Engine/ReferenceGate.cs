namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>
/// What the reference engine makes of branches. At each depth at which the step has data, only branches that were decided on at that depth
/// count, and of those only branches that selected anything; without any such branch nothing passes. With data at two depths an element
/// passes only along with its parent and with a child.
/// </summary>
internal sealed class ReferenceGate : StepGate
{
    private readonly Guard[] scalars;
    private readonly Guard[] batches;
    private readonly LineageNode[] levels;
    private readonly bool isDeaf;
    private readonly bool ignoresScalars;

    public ReferenceGate(CompiledStep step, Guard[] guards)
        : base(step)
    {
        scalars = Array.FindAll(guards, guard => guard.Lineage.Depth == 0);
        batches = Array.FindAll(guards, guard => guard.Lineage.Depth > 0);
        levels = step.Levels;

        // Values that become a batch with no batch near do not meet a mask; but outputs of steps are taken away by a closed scalar branch.
        isDeaf = step.OnlyCasts;
        ignoresScalars = step.OnlyCasts && !step.CastsStepOutputs;
    }

    public override void Close(EngineRun run, Span<bool> elements, Span<bool> children)
    {
        if (!Array.TrueForAll(scalars, guard => guard.Selected(run)[0]))
        {
            children.Clear();
            if (!ignoresScalars && (RunsOver.Depth == 0 ? Children is null : Array.IndexOf(levels, RunsOver) >= 0))
            {
                elements.Clear();
            }
        }
        else if (batches.Length > 0 && !isDeaf)
        {
            CloseLevels(run, elements, children);
        }
    }

    private void CloseLevels(EngineRun run, Span<bool> elements, Span<bool> children)
    {
        var masks = new bool[levels.Length][];
        for (int i = 0; i < masks.Length; i++)
        {
            masks[i] = MaskOf(run, levels[i]);
        }

        KeepChains(run, masks);
        for (int i = 0; i < masks.Length; i++)
        {
            if (levels[i] == RunsOver)
            {
                masks[i].CopyTo(elements);
            }
            else if (levels[i] == Children)
            {
                masks[i].CopyTo(children);
            }
        }
    }

    private bool[] MaskOf(EngineRun run, LineageNode level)
    {
        var mask = new bool[run.Lineages[level.Number].Count];
        bool isFirst = true;
        foreach (var guard in batches)
        {
            var selected = guard.Selected(run);
            if (guard.Lineage.Depth != level.Depth || !selected.Contains(true))
            {
                continue;
            }

            for (int i = 0; i < mask.Length; i++)
            {
                mask[i] = (isFirst || mask[i]) && i < selected.Length && selected[i];
            }

            isFirst = false;
        }

        return mask;
    }

    private void KeepChains(EngineRun run, bool[][] masks)
    {
        for (int level = masks.Length - 2; level >= 0; level--)
        {
            bool follows = levels[level + 1].Depth == levels[level].Depth + 1;
            for (int i = 0; i < masks[level].Length; i++)
            {
                masks[level][i] &= follows && HasOpenChild(run, levels[level + 1], masks[level + 1], i);
            }
        }

        for (int level = 1; level < masks.Length; level++)
        {
            var elements = run.Lineages[levels[level].Number];
            for (int parent = 0; parent < elements.Parents; parent++)
            {
                if (parent >= masks[level - 1].Length || !masks[level - 1][parent])
                {
                    var (start, end) = elements.Of(parent);
                    masks[level].AsSpan(start, end - start).Clear();
                }
            }
        }
    }

    private static bool HasOpenChild(EngineRun run, LineageNode childLevel, bool[] mask, int parent)
    {
        var children = run.Lineages[childLevel.Number];
        if (parent >= children.Parents)
        {
            return false;
        }

        var (start, end) = children.Of(parent);
        return mask.AsSpan(start, end - start).Contains(true);
    }
}

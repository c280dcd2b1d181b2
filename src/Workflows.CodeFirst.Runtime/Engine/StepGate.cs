using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Decides, by the branches that lead to a step, which elements the step may see, and which of their children.</summary>
/// <param name="step">The step.</param>
internal abstract class StepGate(CompiledStep step)
{
    /// <summary>The step's lineage, whose elements it is called for.</summary>
    protected LineageNode RunsOver { get; } = step.RunsOver;

    /// <summary>The lineage of the children that the step is given with each element; null when it is given none.</summary>
    protected LineageNode? Children { get; } = step.Children;

    /// <summary>The gate of a step; null when no branch leads to it.</summary>
    public static StepGate? Of(CompiledStep step, Guard[] guards, CompatibilityMode compatibility) =>
        guards.Length == 0 ? null
        : compatibility == CompatibilityMode.Reference ? new ReferenceGate(step, guards)
        : new StrictGate(step, guards);

    /// <summary>Says what is open; everything is open when nothing is said.</summary>
    /// <param name="run">The run.</param>
    /// <param name="elements">The elements that the step is called for; all open beforehand.</param>
    /// <param name="children">Their children; all open beforehand; empty when the step is given none.</param>
    public abstract void Close(EngineRun run, Span<bool> elements, Span<bool> children);
}

/// <summary>Every branch has to let an element pass, and lets pass what stems from the elements that it selected.</summary>
internal sealed class StrictGate(CompiledStep step, Guard[] guards) : StepGate(step)
{
    public override void Close(EngineRun run, Span<bool> elements, Span<bool> children)
    {
        foreach (var guard in guards)
        {
            if (guard.Lineage.Depth <= RunsOver.Depth)
            {
                guard.Apply(run, RunsOver, elements);
            }
            else if (guard.Lineage == Children)
            {
                guard.Apply(run, Children, children);
            }
            else
            {
                CloseUnselected(run, guard, elements);
            }
        }
    }

    /// <summary>What was decided on deeper than anything that the step sees lets an element pass if it selected something of it.</summary>
    private void CloseUnselected(EngineRun run, Guard guard, Span<bool> elements)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            var (start, end) = guard.Lineage.Descendants(run, RunsOver, i);
            elements[i] &= guard.Selected(run)[start..end].Contains(true);
        }
    }
}

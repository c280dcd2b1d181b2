using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Where the reference engine gives up on a step, or never calls it, although its compiler let the workflow pass.</summary>
internal sealed class ReferenceRules
{
    private readonly string name;
    private readonly Func<EngineFailure>? doom;
    private readonly LineageNode[] read;
    private readonly bool isFlow;
    private readonly bool hasBranches;
    private readonly bool isBatch;

    private ReferenceRules(CompiledStep step, Guard[] guards)
    {
        var plan = step.Plan;
        name = plan.Step.Name;
        isFlow = plan.Step.Manifest.Outputs.IsEmpty && Array.Exists([.. plan.Step.Manifest.Properties], HasTargets);
        hasBranches = !plan.Branches.IsEmpty;
        isBatch = step.RunsOver.Depth > 0;
        read = !plan.IsBatchOriented ? [] : step.Children is not null && step.RunsOver.Depth > 0 ? [.. step.Levels, step.RunsOver] : step.Levels;
        doom = !plan.IsBatchOriented && Array.Exists(guards, guard => guard.Lineage.Depth > 0)
            ? () => Fail(EngineFailure.RuntimeError, EngineFailure.AssemblingInput, "makes a batch out of nothing, but a branch decides on its run element by element")
            : step.OnlyCasts && plan.Step.Manifest.Batch.OutputOffset == 0 && step.Outputs.Depth > 1
                ? () => Fail(EngineFailure.RuntimeError, EngineFailure.RegisteringOutput, "has one result, but its branch was decided on deeper than one level")
                : null;
        NeverRuns = plan.IsBatchOriented && plan.Step.Manifest.Properties.IsEmpty && !plan.Step.Manifest.Batch.AcceptsBatches;
        RunsForFirstOnly = step.OnlyCasts;
    }

    /// <summary>A step without properties has nothing that is unfolded element by element.</summary>
    public bool NeverRuns { get; }

    /// <summary>Values that become a batch with no batch near are one element.</summary>
    public bool RunsForFirstOnly { get; }

    /// <summary>The rules for a step; null when the engine is not asked to follow the reference.</summary>
    public static ReferenceRules? Of(CompiledStep step, Guard[] guards, CompatibilityMode compatibility) =>
        compatibility == CompatibilityMode.Reference ? new(step, guards) : null;

    /// <exception cref="EngineFailure">The reference engine cannot assemble the step's input.</exception>
    public void BeforeRun(EngineRun run)
    {
        if (doom is not null)
        {
            throw doom();
        }

        foreach (var lineage in read)
        {
            if (!run.Lineages[lineage.Number].IsRegistered)
            {
                throw Fail(EngineFailure.RuntimeError, EngineFailure.AssemblingInput, "needs batches that are not known: what makes them was skipped, or they are a middle level of an input");
            }
        }
    }

    /// <exception cref="EngineFailure">The reference engine cannot register what the step decided.</exception>
    public void AfterRun(StepFrame frame)
    {
        if (!isFlow || frame.Count == 0)
        {
            return;
        }

        if (!hasBranches)
        {
            throw Fail(isBatch ? EngineFailure.InvalidBehaviour : EngineFailure.RuntimeError, EngineFailure.RegisteringOutput, "decides where to go, but has no step to go to");
        }

        if (isBatch && frame.SelectedElsewhere)
        {
            throw Fail(EngineFailure.RuntimeError, EngineFailure.RegisteringOutput, "goes to something that is no step");
        }
    }

    private EngineFailure Fail(string error, string stage, string problem) => new(error, stage, $"Step '{name}' {problem}. The engine fails here to be like the reference engine.");

    private static bool HasTargets(PropertyManifest property)
    {
        foreach (var alternative in property.Accepts)
        {
            if (alternative is StepTargetAlternative || (alternative is LiteralAlternative literal && literal.Items.Any(item => item is StepTargetAlternative)))
            {
                return true;
            }
        }

        return false;
    }
}

using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Finds the steps that something comes of: an output, or an effect outside the workflow.</summary>
internal static class LiveSteps
{
    /// <summary>By position in the workflow's steps.</summary>
    public static bool[] Find(WorkflowPlan plan)
    {
        bool[] live = new bool[plan.Steps.Length];
        var pending = new Stack<int>();
        foreach (var output in plan.Outputs)
        {
            if (output.SourceStep >= 0)
            {
                pending.Push(output.SourceStep);
            }
        }

        for (int i = 0; i < live.Length; i++)
        {
            if (Acts(plan.Steps[i].Step.Manifest))
            {
                pending.Push(i);
            }
        }

        while (pending.TryPop(out int step))
        {
            if (live[step])
            {
                continue;
            }

            live[step] = true;
            foreach (var property in plan.Steps[step].Properties)
            {
                foreach (var reference in property.References)
                {
                    if (reference.SourceStep >= 0)
                    {
                        pending.Push(reference.SourceStep);
                    }
                }
            }

            foreach (var branch in plan.Steps[step].GuardedBy)
            {
                pending.Push(branch.SourceStep);
            }
        }

        return live;
    }

    private static bool Acts(BlockManifest block) =>
        block.Category == "sink"
        || block.Needs is { FileSystem: true } or { Hardware: not null }
        || (block.Outputs.IsEmpty && !block.ControlsFlow);
}

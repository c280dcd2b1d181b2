using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Steps that do not need one another, by their positions in the order of execution.</summary>
/// <param name="Together">Those that may run at the same time: they are worth a thread, and remember nothing.</param>
/// <param name="InTurn">The others, ascending.</param>
internal sealed record Layer(int[] Together, int[] InTurn)
{
    /// <summary>The layers of a workflow; null when none has two steps that are worth running at the same time.</summary>
    /// <param name="steps">The steps in the order of execution.</param>
    /// <param name="sizes">How many steps each layer has.</param>
    public static Layer[]? Split(ReadOnlySpan<StepExecutor> steps, ReadOnlySpan<int> sizes)
    {
        var layers = new Layer[sizes.Length];
        bool any = false;
        int first = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            var together = new List<int>();
            var inTurn = new List<int>();
            for (int position = first; position < first + sizes[i]; position++)
            {
                (IsWorthAThread(steps[position]) ? together : inTurn).Add(position);
            }

            if (together.Count < 2)
            {
                inTurn = [.. Enumerable.Range(first, sizes[i])];
                together.Clear();
            }

            any |= together.Count > 0;
            layers[i] = new([.. together], [.. inTurn]);
            first += sizes[i];
        }

        return any ? layers : null;
    }

    // A step that remembers something has to see exactly the runs that it would see if steps ran one after another.
    private static bool IsWorthAThread(StepExecutor step) => !step.KeepsState && (step.Block.IsExpensive ?? HandlesPixels(step.Step.Manifest));

    /// <summary>Models and work on pixels take long, everything else is over before another thread has started.</summary>
    private static bool HandlesPixels(BlockManifest block)
    {
        if (block.ControlsFlow)
        {
            return false;
        }

        if (block.Needs?.Model is not null)
        {
            return true;
        }

        foreach (var output in block.Outputs)
        {
            if (output.Kinds.Contains("image"))
            {
                return true;
            }
        }

        return false;
    }
}

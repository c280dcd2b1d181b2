using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.CustomCode;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A compiled workflow: what is the same in every run.</summary>
internal sealed class Program(
    CompiledInput[] inputs,
    StepExecutor[] steps,
    CompiledOutput[] outputs,
    SubstitutedRules[] rules,
    ColumnTable columns,
    LineageNode[] lineages,
    Layer[]? layers,
    SpareThreads threads)
{
    private readonly LineageNode? batchLineage = Array.Find(lineages, lineage => lineage.Depth == 1 && lineage.Id == Lineage.WorkflowInput);

    public CompiledInput[] Inputs { get; } = inputs;

    /// <summary>The steps in the order of execution.</summary>
    public StepExecutor[] Steps { get; } = steps;

    public CompiledOutput[] Outputs { get; } = outputs;

    /// <summary>The rules that can only be checked once parameters are known.</summary>
    public SubstitutedRules[] Rules { get; } = rules;

    /// <summary>The lineage of the batch that the workflow is given; null when it takes none.</summary>
    public LineageNode? BatchLineage => batchLineage;

    /// <summary>The state of a new run.</summary>
    public EngineRun CreateRun(WorkflowRuntimeOptions options)
    {
        var elements = new LineageElements[lineages.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = new();
        }

        return new(columns.CreateColumns(), elements, Array.ConvertAll(Steps, step => step.CreateFrame(options)));
    }

    /// <summary>Runs all steps.</summary>
    /// <exception cref="StepExecutionException">A step failed; of several in a layer, the first one in the order of execution.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Execute(EngineRun run)
    {
        if (layers is not null)
        {
            ExecuteLayers(run, layers);
        }
        else if (Telemetry.IsWatched)
        {
            for (int i = 0; i < Steps.Length; i++)
            {
                ExecuteStep(run, i);
            }
        }
        else
        {
            ExecuteInTurn(run);
        }
    }

    /// <summary>Runs one step.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step's position in the order of execution.</param>
    public void ExecuteStep(EngineRun run, int step)
    {
        try
        {
            if (Telemetry.IsWatched)
            {
                Telemetry.ExecuteStep(Steps[step], run);
            }
            else
            {
                Steps[step].Execute(run);
            }
        }
        catch (Exception e) when (IsFailure(e, run))
        {
            throw Failure(step, e);
        }
    }

    private void ExecuteInTurn(EngineRun run)
    {
        int i = 0;
        try
        {
            for (; i < Steps.Length; i++)
            {
                Steps[i].Execute(run);
            }
        }
        catch (Exception e) when (IsFailure(e, run))
        {
            throw Failure(i, e);
        }
    }

    private void ExecuteLayers(EngineRun run, Layer[] layered)
    {
        foreach (var layer in layered)
        {
            StepGroup? group = null;
            if (layer.Together.Length > 0)
            {
                group = new(this, run, layer.Together, threads);
                group.Run();
            }

            // Steps after one that failed would not have run either if steps ran one after another.
            int end = group?.FailedAt ?? int.MaxValue;
            foreach (int step in layer.InTurn)
            {
                if (step > end)
                {
                    break;
                }

                ExecuteStep(run, step);
            }

            group?.ThrowIfFailed();
        }
    }

    private static bool IsFailure(Exception e, EngineRun run) => e is not OperationCanceledException || !run.Cancellation.IsCancellationRequested;

    private StepExecutionException Failure(int step, Exception e) => new(Steps[step].Step.Name, Steps[step].Step.Manifest.Type, e, Steps[step].Block is CodeBlock);

    /// <summary>How many results a run gives: one an element of the batch, otherwise one.</summary>
    public int CountResults(EngineRun run)
    {
        foreach (var output in Outputs)
        {
            if (output.IsInputDriven)
            {
                return run.Lineages[output.Lineage.Prefix(1).Number].Count;
            }
        }

        return 1;
    }
}

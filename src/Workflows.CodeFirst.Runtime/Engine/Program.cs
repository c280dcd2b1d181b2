using System.Diagnostics;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A compiled workflow: what is the same in every run.</summary>
internal sealed class Program(
    CompiledInput[] inputs,
    StepExecutor[] steps,
    CompiledOutput[] outputs,
    SubstitutedRules[] rules,
    ColumnTable columns,
    LineageNode[] lineages)
{
    private static readonly ActivitySource Activities = new("Workflows.CodeFirst");

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
    /// <exception cref="StepExecutionException">A step failed.</exception>
    /// <exception cref="QueryException">A query of a step failed: such errors say themselves what is wrong and where.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Execute(EngineRun run)
    {
        int i = 0;
        try
        {
            if (Activities.HasListeners())
            {
                for (; i < Steps.Length; i++)
                {
                    using var activity = Activities.StartActivity(Steps[i].Step.Name);
                    activity?.SetTag("workflow.block", Steps[i].Step.Manifest.Type);
                    Steps[i].Execute(run);
                }
            }
            else
            {
                for (; i < Steps.Length; i++)
                {
                    Steps[i].Execute(run);
                }
            }
        }
        catch (QueryException e) when (e.IsOfLanguage)
        {
            throw e.In(Steps[i].Step.Name);
        }
        catch (Exception e) when (e is not OperationCanceledException || !run.Cancellation.IsCancellationRequested)
        {
            throw new StepExecutionException(Steps[i].Step.Name, Steps[i].Step.Manifest.Type, e);
        }
    }

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

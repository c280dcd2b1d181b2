using System.Collections.Immutable;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst;

/// <summary>What a workflow takes and gives.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">What each output carries, in the order of the outputs.</param>
public sealed record WorkflowInterface(ImmutableArray<WorkflowInput> Inputs, ImmutableArray<OutputInterface> Outputs)
{
    /// <summary>What is allowed but probably not meant.</summary>
    public ImmutableArray<WorkflowWarning> Warnings { get; init; } = [];

    internal static WorkflowInterface Of(WorkflowPlan plan)
    {
        var outputs = ImmutableArray.CreateBuilder<OutputInterface>(plan.Outputs.Length);
        foreach (var output in plan.Outputs)
        {
            outputs.Add(new(output.Output.Name, output.Kinds, output.Dimensionality));
        }

        return new(plan.Workflow.Inputs, outputs.MoveToImmutable()) { Warnings = WorkflowWarning.Find(plan.Workflow) };
    }
}

/// <summary>What one output carries.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Kinds">The kinds the value may have.</param>
/// <param name="Dimensionality">0 for one value a run, 1 for one value an image, more for lists of them.</param>
public sealed record OutputInterface(string Name, ImmutableArray<string> Kinds, int Dimensionality);

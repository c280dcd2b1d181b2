using System.Collections.Immutable;

namespace Workflows.CodeFirst.Validation;

/// <summary>
/// A workflow taken apart: who feeds whom, in which order steps can run, how deep each value is nested and where its batches come from.
/// The engine executes this; validation is making it.
/// </summary>
internal sealed record WorkflowPlan
{
    public required Workflow Workflow { get; init; }

    /// <summary>By position in <see cref="Workflow.Inputs"/>: the lineage of the input's batches.</summary>
    public required ImmutableArray<Lineage> InputLineages { get; init; }

    /// <summary>By position in <see cref="Workflow.Steps"/>.</summary>
    public required ImmutableArray<StepPlan> Steps { get; init; }

    /// <summary>Positions of steps, layer by layer: a layer needs only earlier layers.</summary>
    public required ImmutableArray<ImmutableArray<int>> Layers { get; init; }

    /// <summary>By position in <see cref="Workflow.Outputs"/>.</summary>
    public required ImmutableArray<OutputPlan> Outputs { get; init; }
}

/// <summary>One step of a plan.</summary>
internal sealed record StepPlan
{
    public required Step Step { get; init; }

    /// <summary>By position in the manifest's properties.</summary>
    public required ImmutableArray<PropertyPlan> Properties { get; init; }

    /// <summary>What created each batch level of the outputs; its length is the outputs' dimensionality.</summary>
    public required Lineage Lineage { get; init; }

    /// <summary>The depth at which the block's calls take place: 0 for one call, 1 for one call an element, ...</summary>
    public required int ExecutionDimensionality { get; init; }

    /// <summary>Whether the step works on batches at all.</summary>
    public required bool IsBatchOriented { get; init; }

    /// <summary>The lineage that flow control gives a step without batches of its own; null where data decides.</summary>
    public Lineage? ControlFlowLineage { get; init; }

    /// <summary>The branches that decide whether the step runs.</summary>
    public required ImmutableArray<Branch> GuardedBy { get; init; }

    /// <summary>The branches that the step decides on; empty for a step that controls no flow.</summary>
    public required ImmutableArray<Branch> Branches { get; init; }
}

/// <summary>One way that a step may let the flow go: all targets are selected together.</summary>
/// <param name="SourceStep">The position of the deciding step.</param>
/// <param name="Name">The property that names the targets, with the key where it is a dictionary.</param>
/// <param name="Targets">The positions of the steps.</param>
internal sealed record Branch(int SourceStep, string Name, ImmutableArray<int> Targets);

/// <summary>One property of a step of a plan.</summary>
internal sealed record PropertyPlan
{
    /// <summary>A property that refers to nothing.</summary>
    public static PropertyPlan Static { get; } = new() { References = [] };

    /// <summary>The references: one, or those in a list or dictionary.</summary>
    public required ImmutableArray<Reference> References { get; init; }

    /// <summary>Depth of nesting of the data after casting; 0 for a scalar.</summary>
    public int Dimensionality { get; init; }

    /// <summary>Whether scalars are made into a batch of <see cref="Dimensionality"/> before the block sees them.</summary>
    public bool IsCast { get; init; }

    /// <summary>The lineage whose elements a cast follows; null when no batch is near.</summary>
    public Lineage? CastSupport { get; init; }
}

/// <summary>A resolved reference.</summary>
/// <param name="Selector">The selector's text.</param>
/// <param name="Key">The key, in a dictionary; null elsewhere.</param>
/// <param name="Index">The position, in a list; 0 elsewhere.</param>
/// <param name="SourceStep">The position of the step that is referred to; -1 for an input.</param>
/// <param name="SourceInput">The position of the input that is referred to; -1 for a step.</param>
/// <param name="OutputName">The name of the step's output; null for an input.</param>
/// <param name="Lineage">The lineage of the data.</param>
internal sealed record Reference(string Selector, string? Key, int Index, int SourceStep, int SourceInput, string? OutputName, Lineage Lineage);

/// <summary>One output of a plan.</summary>
/// <param name="Output">The output.</param>
/// <param name="SourceStep">The position of the step; -1 for an input.</param>
/// <param name="SourceInput">The position of the input; -1 for a step.</param>
/// <param name="OutputName">The name of the step's output, <c>*</c> for all of them; null for an input.</param>
/// <param name="Kinds">The kinds of the value; of a wildcard, <c>dictionary</c>.</param>
/// <param name="Lineage">The lineage of the data.</param>
internal sealed record OutputPlan(
    WorkflowOutput Output,
    int SourceStep,
    int SourceInput,
    string? OutputName,
    ImmutableArray<string> Kinds,
    Lineage Lineage)
{
    public int Dimensionality => Lineage.Depth;
}

using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Values;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Where the value of a reference is found.</summary>
/// <param name="Input">The input, when the reference is to one.</param>
/// <param name="StepColumn">The column of the step's output, when the reference is to one.</param>
/// <param name="Lineage">What the elements stem from.</param>
internal readonly record struct Link(CompiledInput? Input, int StepColumn, LineageNode Lineage)
{
    public int Column => Input?.NeedColumn() ?? StepColumn;

    public CompiledInput? Parameter => Input is { IsParameter: true } ? Input : null;
}

/// <summary>Resolves the references of steps to columns.</summary>
internal sealed class StepLinks(ColumnTable columns, CompiledInput[] inputs, CompiledStep[] steps)
{
    private readonly Dictionary<(string Key, int Index), Reference> lastReferences = [];
    private ImmutableArray<Reference> lastList;

    public ColumnTable Columns { get; } = columns;

    /// <summary>The column behind a reference of a property, found by its key in a dictionary or its position in a list.</summary>
    public Link Find(CompiledStep step, int property, string? key, int index)
    {
        var reference = ReferencesOf(step, property).GetValueOrDefault((key ?? "", key is null ? index : -1))
            ?? throw new InvalidOperationException($"The plan of step '{step.Plan.Step.Name}' misses a reference.");
        return Find(reference.SourceStep, reference.SourceInput, reference.OutputName);
    }

    /// <summary>The references of a property by key or position; kept for the next one of the same list or dictionary.</summary>
    private Dictionary<(string Key, int Index), Reference> ReferencesOf(CompiledStep step, int property)
    {
        var list = step.Plan.Properties[property].References;
        if (lastList != list)
        {
            lastList = list;
            lastReferences.Clear();
            foreach (var reference in list)
            {
                lastReferences.TryAdd((reference.Key ?? "", reference.Key is null ? reference.Index : -1), reference);
            }
        }

        return lastReferences;
    }

    /// <summary>The column of an input or of an output of a step.</summary>
    public Link Find(int sourceStep, int sourceInput, string? outputName)
    {
        if (sourceStep < 0)
        {
            var input = inputs[sourceInput];
            return new(input, -1, input.Lineage);
        }

        var source = steps[sourceStep];
        return new(null, source.ColumnOf(outputName!), source.Outputs);
    }

    public static WorkflowException Refuse<T>(CompiledStep step, PropertyManifest property, JsonElement? literal) => new(new WorkflowError
    {
        Code = WorkflowErrorCodes.InvalidValue,
        Error = "WorkflowSyntaxError",
        Message = $"The property '{property.Name}' of step '{step.Plan.Step.Name}' expects {ValueNames.Expected<T>()}, "
            + $"but got {(literal is { } json ? Expectations.DescribeFound(json) : "nothing")}.",
        Step = step.Plan.Step.Name,
        Property = property.Name,
        Context = "workflow_compilation | steps_initialisation",
    });

    public static WorkflowException NotAStep(CompiledStep step, PropertyManifest property, string selector) => new(new WorkflowError
    {
        Code = WorkflowErrorCodes.InvalidFlowControl,
        Error = "InvalidReferenceTargetError",
        Message = $"The property '{property.Name}' of step '{step.Plan.Step.Name}' goes to '{selector}', which is an output of a step and no step.",
        Step = step.Plan.Step.Name,
        Property = property.Name,
        Suggestion = $"Write '{selector[..selector.LastIndexOf('.')]}'.",
        Context = "workflow_compilation | steps_initialisation",
    });

    public static WorkflowException Unsupported(CompiledStep step, PropertyManifest property, string problem) => new(new WorkflowError
    {
        Code = WorkflowErrorCodes.DimensionalityMismatch,
        Error = "StepInputDimensionalityError",
        Message = $"The property '{property.Name}' of step '{step.Plan.Step.Name}' {problem}.",
        Step = step.Plan.Step.Name,
        Property = property.Name,
        Context = "workflow_compilation | steps_initialisation",
    });
}

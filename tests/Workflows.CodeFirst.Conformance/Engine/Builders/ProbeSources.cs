using System.Collections.Concurrent;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>What the steps of probes are connected to: inputs and outputs of every kind, and steps to go on with. Probes written as C# call it.</summary>
public static class ProbeSources
{
    private static readonly string AnyType = BlockCatalogue.Core.Types[0];

    // Whatever refers to a name means the same step or input.
    private static readonly ConcurrentDictionary<string, UntypedStep> Steps = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, InputSelector<IAnyKind>> Inputs = new(StringComparer.Ordinal);

    /// <summary>An input that may be connected anywhere.</summary>
    public static InputSelector<IAnyKind> Input(string name) => Inputs.GetOrAdd(
        name,
        static name => CodeFirst.Input.From(new WorkflowInput { Type = WorkflowInputType.Parameter, Name = name, Kinds = ["*"], Dimensionality = 0 }));

    /// <summary>An output that may be connected anywhere.</summary>
    public static StepOutput<IAnyKind> Output(string step, string output) => Step(step).Output(output);

    /// <summary>A step, of which nothing but its name matters.</summary>
    public static UntypedStep Step(string name) => Steps.GetOrAdd(name, static name => new(name, AnyType));
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>An output of a step. It holds its step, so a workflow that uses the output knows the step.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is PropertyValues.Of.")]
public sealed class StepOutput<TKind> : IStepOutput<TKind>
    where TKind : IKind
{
    /// <summary>Describes output <paramref name="name"/> of <paramref name="step"/>; called by generated code.</summary>
    /// <param name="step">The step.</param>
    /// <param name="name">The output's name in workflow JSON.</param>
    public StepOutput(Step step, string name)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Step = step;
        Name = name;
    }

    /// <summary>The step that produces the value.</summary>
    public Step Step { get; }

    /// <summary>The output's name in workflow JSON.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public string Text => $"$steps.{Step.Name}.{Name}";

    /// <inheritdoc/>
    public ImmutableArray<string> Kinds => Step.Manifest.FindOutput(Name)?.Kinds ?? ["*"];

    ISelectorTarget? ISelector.Target => Step;

    /// <summary>An output of a step side by side with literals.</summary>
    /// <param name="selector">The selector.</param>
    public static implicit operator AnyValue(StepOutput<TKind> selector) => PropertyValues.Of(selector);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

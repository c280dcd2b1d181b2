using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>A workflow input whose kind the compiler knows; made by <see cref="CodeFirst.Input"/>.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is PropertyValues.Of.")]
public sealed class InputSelector<TKind> : IInputSelector<TKind>
    where TKind : IKind
{
    internal InputSelector(WorkflowInput input) => Input = input;

    /// <inheritdoc/>
    public WorkflowInput Input { get; }

    /// <inheritdoc/>
    public string Text => $"$inputs.{Input.Name}";

    /// <inheritdoc/>
    public ImmutableArray<string> Kinds => Input.Kinds;

    ISelectorTarget? ISelector.Target => Input;

    /// <summary>An input side by side with literals.</summary>
    /// <param name="selector">The selector.</param>
    public static implicit operator AnyValue(InputSelector<TKind> selector) => PropertyValues.Of(selector);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

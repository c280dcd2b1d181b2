using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A workflow input whose kind the compiler knows; made by <see cref="CodeFirst.Input"/>.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
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

    /// <inheritdoc/>
    public override string ToString() => Text;
}

using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A reference to a value of a workflow: <c>$inputs.x</c> or <c>$steps.s.output</c>.</summary>
public interface ISelector
{
    /// <summary>The selector as workflow JSON writes it.</summary>
    string Text { get; }

    /// <summary>The names of the kinds the value may have.</summary>
    ImmutableArray<string> Kinds { get; }

    /// <summary>What the selector points into; null for a selector that was read from JSON and is resolved by its text.</summary>
    internal ISelectorTarget? Target { get; }
}

/// <summary>A selector whose kind the compiler knows.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
public interface ISelector<out TKind> : ISelector
    where TKind : IKind;

/// <summary>A selector of a workflow input.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
public interface IInputSelector<out TKind> : ISelector<TKind>
    where TKind : IKind
{
    /// <summary>The input.</summary>
    WorkflowInput Input { get; }
}

/// <summary>A selector of a step's output.</summary>
/// <typeparam name="TKind">The kind of the value.</typeparam>
public interface IStepOutput<out TKind> : ISelector<TKind>
    where TKind : IKind;

/// <summary>What a selector can point into: a <see cref="Step"/> or a <see cref="WorkflowInput"/>.</summary>
internal interface ISelectorTarget;

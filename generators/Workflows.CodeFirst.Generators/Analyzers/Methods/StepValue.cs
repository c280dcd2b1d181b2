using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Analyzers.Facts;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>A step as an expression of a method makes it: created, or copied from another with one property set.</summary>
internal sealed class StepValue(IOperation operation, BlockFacts? facts, StepValue? source)
{
    private readonly Dictionary<string, Given> given = source is null ? [] : new(source.given);

    /// <summary>The expression.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>The facts of the block; null when they are not known here.</summary>
    public BlockFacts? Facts { get; } = facts;

    /// <summary>The expression that created the first copy; null when that is not in the method.</summary>
    public IOperation? Creation { get; } = source?.Creation ?? (source is null && operation.Kind == OperationKind.ObjectCreation ? operation : null);

    /// <summary>The argument that is the name.</summary>
    public IOperation? NameArgument { get; set; } = source?.NameArgument;

    /// <summary>The name, when it is a constant.</summary>
    public string? Name => NameArgument?.ConstantValue is { HasValue: true, Value: string name } ? name : null;

    /// <summary>What the properties were set to, by their names.</summary>
    public IReadOnlyDictionary<string, Given> Values => given;

    /// <summary>Whether everything that was ever set is known, so that what is not among <see cref="Values"/> has its default.</summary>
    public bool IsComplete => Creation is not null && Facts is not null;

    public void Set(string property, IOperation value, SyntaxNode place) => given[property] = new(value, place);
}

/// <summary>What a property was set to, and where.</summary>
internal readonly record struct Given(IOperation Value, SyntaxNode Place);

using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>
/// A rule across properties: when all of <paramref name="When"/> hold, so must what the rule demands. Properties that hold selectors are not judged.
/// </summary>
/// <param name="When">Values of other properties; empty means always.</param>
/// <param name="Message">What to tell the author.</param>
public sealed record RuleManifest(ImmutableArray<Condition> When, string Message)
{
    /// <summary>Properties that must be given and not be null.</summary>
    public ImmutableArray<string> NotNull { get; init; } = [];

    /// <summary>Properties that must be given and be neither null nor empty.</summary>
    public ImmutableArray<string> NotEmpty { get; init; } = [];

    /// <summary>Properties that must not be given, or be null.</summary>
    public ImmutableArray<string> IsNull { get; init; } = [];

    /// <summary>Properties of which at least one must be given and not be null.</summary>
    public ImmutableArray<string> AnyNotNull { get; init; } = [];

    /// <summary>Properties that must have one of the values.</summary>
    public ImmutableArray<Condition> Values { get; init; } = [];

    /// <summary>Lists and dictionaries that must not contain any of the values, as items or as keys.</summary>
    public ImmutableArray<Condition> Reserved { get; init; } = [];

    /// <summary>Pairs of properties, the first of which must be less than the second when both are numbers.</summary>
    public ImmutableArray<Comparison> LessThan { get; init; } = [];

    /// <summary>Pairs of properties, the first of which must not be greater than the second when both are numbers.</summary>
    public ImmutableArray<Comparison> AtMost { get; init; } = [];

    /// <summary>The name of a rule that is implemented in code; null when the other members say all.</summary>
    public string? Name { get; init; }
}

/// <summary>Another property has one of these values, or is connected to one of these kinds.</summary>
/// <param name="Property">The other property.</param>
/// <param name="Values">The values as JSON text.</param>
public sealed record Condition(string Property, ImmutableArray<string> Values)
{
    /// <summary>The kinds of what is connected, where the condition is about a connection instead of values.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];
}

/// <summary>Two properties that are compared.</summary>
/// <param name="Left">The lesser one.</param>
/// <param name="Right">The greater one.</param>
public sealed record Comparison(string Left, string Right);

using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>One way to write a property: a literal of a type, a selector, or the step that flow control may go to.</summary>
public abstract record Alternative;

/// <summary>The JSON shape of a literal.</summary>
public enum LiteralType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Float,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>A list whose elements are all of <see cref="LiteralAlternative.Items"/>.</summary>
    List,

    /// <summary>A list of fixed length, element by element as in <see cref="LiteralAlternative.TupleItems"/>.</summary>
    Tuple,

    /// <summary>An object with arbitrary keys and values of <see cref="LiteralAlternative.Items"/>.</summary>
    Dictionary,

    /// <summary>An object of the named schema.</summary>
    Object,

    /// <summary>Any JSON value.</summary>
    Any,
}

/// <summary>A literal value.</summary>
/// <param name="Type">The JSON shape.</param>
public sealed record LiteralAlternative(LiteralType Type) : Alternative
{
    /// <summary>The only allowed strings; empty when every string is allowed.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Bounds of a number.</summary>
    public Bounds Bounds { get; init; }

    /// <summary>Least number of characters or elements.</summary>
    public int? MinLength { get; init; }

    /// <summary>Greatest number of characters or elements.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that a string must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>What elements of a list or values of a dictionary may be, selectors and targets included; empty means anything.</summary>
    public ImmutableArray<Alternative> Items { get; init; } = [];

    /// <summary>What each element of a tuple may be.</summary>
    public ImmutableArray<ImmutableArray<Alternative>> TupleItems { get; init; } = [];

    /// <summary>The name of an object's schema.</summary>
    public string? Schema { get; init; }
}

/// <summary>Where a selector may point.</summary>
public enum SelectorSource
{
    /// <summary><c>$inputs.x</c> or <c>$steps.s.output</c>.</summary>
    Any,

    /// <summary><c>$inputs.x</c> only.</summary>
    Input,

    /// <summary><c>$steps.s.output</c> only.</summary>
    StepOutput,
}

/// <summary>A selector of a value.</summary>
/// <param name="Kinds">The accepted kinds; <c>*</c> accepts every one.</param>
public sealed record SelectorAlternative(ImmutableArray<string> Kinds) : Alternative
{
    /// <summary>Where the selector may point.</summary>
    public SelectorSource Source { get; init; }

    /// <summary>Whether the selector declares by itself that it points to batches (true) or scalars (false); null: the block's batch facts say.</summary>
    public bool? PointsToBatch { get; init; }
}

/// <summary>A step, as the target of flow control: <c>$steps.s</c>.</summary>
public sealed record StepTargetAlternative : Alternative;

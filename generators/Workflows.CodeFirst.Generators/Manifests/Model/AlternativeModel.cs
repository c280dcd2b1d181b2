using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Manifests.Model;

/// <summary>One way to write a property.</summary>
internal abstract record AlternativeModel;

/// <summary>A step to go on with.</summary>
internal sealed record TargetModel : AlternativeModel;

internal enum SelectorOrigin
{
    Any,
    Input,
    StepOutput,
}

internal sealed record SelectorModel(EquatableArray<string> Kinds, SelectorOrigin Origin, bool? PointsToBatch) : AlternativeModel;

internal enum LiteralKind
{
    String,
    Integer,
    Float,
    Boolean,
    Null,
    List,
    Tuple,
    Dictionary,
    Object,
    Any,
}

internal sealed record LiteralModel(LiteralKind Kind) : AlternativeModel
{
    /// <summary>The closed set that a text comes from; null when every text is allowed.</summary>
    public EnumerationModel? Enumeration { get; init; }

    public BoundsModel Bounds { get; init; } = BoundsModel.Open;

    /// <summary>What elements of a list or values of a dictionary may be.</summary>
    public EquatableArray<AlternativeModel> Items { get; init; }

    /// <summary>What each element of a tuple may be.</summary>
    public EquatableArray<EquatableArray<AlternativeModel>> TupleItems { get; init; }

    public string? Schema { get; init; }
}

/// <summary>A closed set of texts: a C# enumeration.</summary>
internal sealed record EnumerationModel(string Name, string Summary, EquatableArray<EnumerationValueModel> Values);

internal sealed record EnumerationValueModel(string Text, string Identifier, string Description);

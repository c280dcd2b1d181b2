using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Manifests.Model;

/// <summary>All facts of one property.</summary>
internal sealed record PropertyModel
{
    public required string Name { get; init; }

    /// <summary>The C# name, in Pascal case.</summary>
    public required string Identifier { get; init; }

    public required EquatableArray<string> Aliases { get; init; }

    public required bool Required { get; init; }

    /// <summary>The default as JSON; null when there is none.</summary>
    public required string? DefaultJson { get; init; }

    public required string Description { get; init; }

    public required bool Private { get; init; }

    public required bool Hidden { get; init; }

    public required bool Deprecated { get; init; }

    public required EquatableArray<AlternativeModel> Accepts { get; init; }

    public required BoundsModel Bounds { get; init; }

    public required EquatableArray<ConditionModel> RelevantFor { get; init; }

    public required EquatableArray<ConditionModel> RequiredWhen { get; init; }

    public required EquatableArray<ValueAliasModel> ValueAliases { get; init; }

    public required bool WrapsSingle { get; init; }

    public required string? KeysBoundIn { get; init; }
}

internal sealed record ValueAliasModel(string From, string To);

/// <summary>Bounds of a literal; null means open.</summary>
internal sealed record BoundsModel(double? Minimum, double? Maximum, double? ExclusiveMinimum, double? ExclusiveMaximum, int? MinItems, int? MinLength)
{
    public static BoundsModel Open { get; } = new(null, null, null, null, null, null);

    public bool IsOpen => Equals(Open);

    public bool LimitsNumbers => Minimum is not null || Maximum is not null || ExclusiveMinimum is not null || ExclusiveMaximum is not null;

    /// <summary>The bounds that hold when both do; a bound of the other one is only taken where this one has none.</summary>
    public BoundsModel And(BoundsModel other) => new(
        Minimum ?? other.Minimum,
        Maximum ?? other.Maximum,
        ExclusiveMinimum ?? other.ExclusiveMinimum,
        ExclusiveMaximum ?? other.ExclusiveMaximum,
        MinItems ?? other.MinItems,
        MinLength ?? other.MinLength);

    public bool Contain(double number) =>
        !(number < Minimum) && !(number > Maximum) && !(number <= ExclusiveMinimum) && !(number >= ExclusiveMaximum);
}

using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Manifests.Model;

/// <summary>All facts of one block version.</summary>
internal sealed record VersionModel
{
    public required string ClassName { get; init; }

    public required string Family { get; init; }

    public required int Version { get; init; }

    public required string Type { get; init; }

    public required EquatableArray<string> Aliases { get; init; }

    public required string Category { get; init; }

    public required string Summary { get; init; }

    public required string? EngineRange { get; init; }

    public required string Runs { get; init; }

    public required NeedsModel? Needs { get; init; }

    public required string? Deprecation { get; init; }

    public required string? ReplacedBy { get; init; }

    public required EquatableArray<PropertyModel> Properties { get; init; }

    public required EquatableArray<OutputModel> Outputs { get; init; }

    public required string? DynamicOutputs { get; init; }

    public required bool ControlsFlow { get; init; }

    public required EquatableArray<RuleModel> Rules { get; init; }

    public required BatchModel Batch { get; init; }
}

internal sealed record OutputModel(string Name, string Identifier, EquatableArray<string> Kinds, string Description);

internal sealed record NeedsModel(
    ModelNeedModel? Model,
    EquatableArray<string> Services,
    bool Gpu,
    bool FileSystem,
    string? Hardware,
    string? Video,
    string? State);

internal sealed record ModelNeedModel(string Source, string Task, EquatableArray<string> Variants);

internal sealed record BatchModel
{
    public static BatchModel None { get; } = new();

    public EquatableArray<string> Batches { get; init; }

    public EquatableArray<string> BatchesAndScalars { get; init; }

    public EquatableArray<string> AutoCast { get; init; }

    public EquatableArray<OffsetModel> Offsets { get; init; }

    public string? Reference { get; init; }

    public int OutputOffset { get; init; }

    public bool AcceptsEmptyValues { get; init; }

    public bool AcceptsBatches => !Batches.IsEmpty || !BatchesAndScalars.IsEmpty;
}

internal sealed record OffsetModel(string Property, int Offset);

internal sealed record ConditionModel(string Property, EquatableArray<string> Values, EquatableArray<string> Kinds);

internal sealed record ComparisonModel(string Left, string Right);

internal sealed record RuleModel
{
    public required EquatableArray<ConditionModel> When { get; init; }

    public required string Message { get; init; }

    public EquatableArray<string> NotNull { get; init; }

    public EquatableArray<string> NotEmpty { get; init; }

    public EquatableArray<string> IsNull { get; init; }

    public EquatableArray<string> AnyNotNull { get; init; }

    public EquatableArray<ConditionModel> Values { get; init; }

    public EquatableArray<ConditionModel> Reserved { get; init; }

    public EquatableArray<ComparisonModel> LessThan { get; init; }

    public EquatableArray<ComparisonModel> AtMost { get; init; }

    public string? Name { get; init; }
}

using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Manifests.Model;

/// <summary>The sound versions of one manifest file and the enumerations that only they use.</summary>
internal sealed record FamilyModel(EquatableArray<VersionModel> Versions, EquatableArray<EnumerationModel> Enumerations)
{
    public static FamilyModel Empty { get; } = new(EquatableArray<VersionModel>.Empty, EquatableArray<EnumerationModel>.Empty);
}

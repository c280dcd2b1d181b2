using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Manifests.Model;

/// <summary>The kinds, the sets of kinds and the shared enumerations.</summary>
internal sealed record VocabularyModel(EquatableArray<KindModel> Kinds, EquatableArray<UnionModel> Unions, EquatableArray<EnumerationModel> Enumerations);

internal sealed record KindModel(string Name, string Identifier, string Value, string Description);

internal sealed record UnionModel(string Name, EquatableArray<string> Kinds, string Value);

using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The facts of one output of a block.</summary>
/// <param name="Name">The name in workflow JSON; <c>*</c> stands for outputs that the configuration names.</param>
/// <param name="Kinds">The kinds the value may have; serialisers are tried in this order.</param>
/// <param name="Description">Short description.</param>
public sealed record OutputManifest(string Name, ImmutableArray<string> Kinds, string? Description = null);

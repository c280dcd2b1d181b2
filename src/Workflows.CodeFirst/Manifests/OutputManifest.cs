using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The facts of one output of a block.</summary>
/// <param name="Name">The name in workflow JSON.</param>
/// <param name="Kinds">The kinds the value may have; serialisers are tried in this order.</param>
/// <param name="Description">Short description.</param>
public sealed record OutputManifest(string Name, ImmutableArray<string> Kinds, string? Description = null);

/// <summary>A rule across properties: when all of <paramref name="When"/> hold, the properties <paramref name="NotNull"/> must not be null.</summary>
/// <param name="When">Values of other properties; literals only, selectors are not looked through.</param>
/// <param name="NotNull">The properties that then need a value.</param>
/// <param name="Message">What to tell the author.</param>
public sealed record RuleManifest(ImmutableArray<Condition> When, ImmutableArray<string> NotNull, string Message);

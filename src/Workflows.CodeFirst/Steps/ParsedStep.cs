using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>A step that was read from JSON.</summary>
internal sealed class ParsedStep(
    string name,
    BlockManifest manifest,
    ImmutableArray<PropertyValue?> values,
    ImmutableArray<KeyValuePair<string, JsonElement>> extraMembers)
    : Step(name, manifest, values, extraMembers);

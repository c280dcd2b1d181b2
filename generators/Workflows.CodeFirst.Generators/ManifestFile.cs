using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Workflows.CodeFirst.Generators;

internal enum ManifestRole
{
    /// <summary>A family of blocks, to be generated.</summary>
    Blocks,

    /// <summary>The kinds, to be generated: in the project that owns them.</summary>
    Kinds,

    /// <summary>The kinds that the library has: in every other project.</summary>
    KnownKinds,
}

/// <summary>An additional file that the project declares to be a manifest, by the metadata <c>WorkflowManifest</c>.</summary>
internal sealed record ManifestFile(AdditionalText Text, ManifestRole Role)
{
    private const string RoleMetadata = "build_metadata.AdditionalFiles.WorkflowManifest";

    public static ManifestFile? Of(AdditionalText text, AnalyzerConfigOptionsProvider options) =>
        !options.GetOptions(text).TryGetValue(RoleMetadata, out string? role)
            ? null
            : role switch
            {
                nameof(ManifestRole.Blocks) => new(text, ManifestRole.Blocks),
                nameof(ManifestRole.Kinds) => new(text, ManifestRole.Kinds),
                nameof(ManifestRole.KnownKinds) => new(text, ManifestRole.KnownKinds),
                _ => null,
            };
}

using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>A family of blocks, as a page of the reference shows it.</summary>
/// <param name="Name">The C# name without the version.</param>
/// <param name="Versions">The versions, newest first.</param>
internal sealed record BlockFamily(string Name, ImmutableArray<BlockManifest> Versions)
{
    public BlockManifest Newest => Versions[0];

    public string Page => FamilyNames.File(Name).Replace('_', '-') + ".md";

    /// <summary>The C# name of a block without its version.</summary>
    public static string NameOf(BlockManifest block) => block.ClassName[..^(1 + block.Version.ToString(CultureInfo.InvariantCulture).Length)];

    /// <summary>All families, by title.</summary>
    public static ImmutableArray<BlockFamily> All(BlockCatalogue catalogue) =>
    [
        .. catalogue.All
            .GroupBy(NameOf, StringComparer.Ordinal)
            .Select(static group => new BlockFamily(group.Key, [.. group.OrderByDescending(static block => block.Version)]))
            .OrderBy(static family => family.Newest.Family, StringComparer.OrdinalIgnoreCase)
            .ThenBy(static family => family.Name, StringComparer.Ordinal),
    ];
}

using System.Globalization;
using System.Text;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Cli.Schema;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Writes what is generated of the manifests for people and editors: a page a family, an index, and the JSON schema.</summary>
internal static class ReferencePages
{
    /// <summary>The JSON schema, in the folder of the documentation.</summary>
    public const string SchemaFile = "workflow.schema.json";

    private const string Folder = "blocks";
    private const int SchemaWidth = 200;

    /// <summary>Every file: its path in the folder of the documentation, and its text.</summary>
    /// <param name="catalogue">The blocks.</param>
    /// <param name="implementations">The blocks that run here.</param>
    public static IEnumerable<(string Path, string Text)> All(BlockCatalogue catalogue, BlockRegistry implementations)
    {
        var families = BlockFamily.All(catalogue);
        var pages = families.SelectMany(static family => family.Versions.Select(block => (block.Type, family))).ToDictionary(static page => page.Type, static page => page.family, StringComparer.Ordinal);
        var page = new BlockPage(new Compatibility(families), pages, implementations);
        foreach (var family in families)
        {
            yield return ($"{Folder}/{family.Page}", page.Write(family));
        }

        yield return ($"{Folder}/README.md", Index(families, implementations));
        yield return (SchemaFile, Schema(catalogue));
    }

    /// <summary>The JSON schema of workflow files, as text.</summary>
    public static string Schema(BlockCatalogue catalogue) => CompactJson.Format(WorkflowSchema.Make(catalogue), SchemaWidth);

    private static string Index(IReadOnlyList<BlockFamily> families, BlockRegistry implementations)
    {
        int versions = families.Sum(static family => family.Versions.Length);
        var text = new StringBuilder($"# Blocks\n\n{families.Count} families, {versions} versions. The newest version of those marked ✓ runs locally; the others can be authored, checked and serialised.\n");
        text.Append("\nThese pages are generated from the manifests: `dotnet run --project src/Workflows.CodeFirst.Cli -- docs docs`.\n");
        foreach (var category in families.GroupBy(static family => family.Newest.Category).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {category.Key.Replace('_', ' ')}\n\n| Block | Versions | | |\n|---|---|---|---|\n");
            foreach (var family in category)
            {
                string numbers = string.Join(", ", family.Versions.Reverse().Select(static block => block.Deprecation is null ? $"v{block.Version}" : $"~~v{block.Version}~~"));
                text.Append(CultureInfo.InvariantCulture, $"| [{family.Newest.Family}]({family.Page}) | {numbers} | {(implementations.CanRun(family.Newest) ? "✓" : "")} | {family.Newest.Summary} |\n");
            }
        }

        return text.ToString();
    }
}

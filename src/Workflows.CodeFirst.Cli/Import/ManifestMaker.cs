using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Makes manifests of new families.</summary>
internal static class ManifestMaker
{
    /// <summary>The category of families whose source does not name one.</summary>
    public const string NoCategory = "custom";

    /// <summary>The manifest of a family, as it stands in a file.</summary>
    public static JsonObject Make(ImportedFamily family, string className)
    {
        var newest = family.Versions[^1];
        string category = newest.Category ?? NoCategory;
        return new JsonObject
        {
            ["family"] = family.Title,
            ["name"] = className,
            ["category"] = category,
            ["summary"] = newest.Summary,
            ["versions"] = new JsonArray([.. family.Versions.Select(version => Version(version, category, newest.Summary))]),
        };
    }

    private static JsonObject Version(ImportedVersion version, string category, string summary)
    {
        var made = new JsonObject { ["version"] = version.Version, ["type"] = version.Type };
        Copy("aliases");
        if ((version.Category ?? category) != category)
        {
            made["category"] = version.Category;
        }

        Copy("engine");
        if (version.Summary != summary)
        {
            made["summary"] = version.Summary;
        }

        Copy("deprecated");
        made["properties"] = new JsonArray([.. version.Properties.Select(static property => property.Manifest.DeepClone())]);
        Copy("batch");
        made["outputs"] = new JsonArray([.. version.Outputs.Select(Output)]);
        if (version.Properties.Any(static property => property.Manifest["accepts"] is JsonArray accepts && accepts.ToJsonString().Contains("\"target\"", StringComparison.Ordinal)))
        {
            made["controlsFlow"] = true;
        }

        return made;

        void Copy(string name)
        {
            if (version.Facts.TryGetPropertyValue(name, out var value))
            {
                made[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject Output(ImportedOutput output) => new()
    {
        ["name"] = output.Name,
        ["kinds"] = new JsonArray([.. output.Kinds.Select(static kind => (JsonNode?)kind)]),
        ["description"] = output.Description,
    };
}

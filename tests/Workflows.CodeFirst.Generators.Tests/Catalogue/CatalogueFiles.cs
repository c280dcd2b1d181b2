using System.Text.Json.Nodes;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Catalogue;

/// <summary>The manifests of the project as plain JSON, read without the generator so that they can be judged apart from it.</summary>
internal static class CatalogueFiles
{
    public static JsonObject Kinds { get; } = Read(RepositoryFiles.Path("manifests", "kinds.json"));

    /// <summary>Every block file, by its path below the folder of manifests.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Families { get; } = ReadFamilies();

    /// <summary>The facts that the manifests have to state, by type identifier.</summary>
    public static JsonObject Facts { get; } = Read(RepositoryFiles.Path("tests", "data", "blocks", "facts.json"));

    /// <summary>Every version with the family it belongs to.</summary>
    public static IEnumerable<(JsonObject Family, JsonObject Version)> Versions =>
        from family in Families.Values
        from version in family["versions"]!.AsArray()
        select (family, version!.AsObject());

    /// <summary>The properties of a version, with their names, those from <c>shared</c> included.</summary>
    public static IEnumerable<JsonObject> Properties(JsonObject family, JsonObject version)
    {
        foreach (JsonNode? property in version["properties"]!.AsArray())
        {
            if (property is JsonObject own)
            {
                yield return own;
                continue;
            }

            string name = property!.GetValue<string>();
            var shared = family["shared"]![name]!.DeepClone().AsObject();
            shared["name"] = name;
            yield return shared;
        }
    }

    private static Dictionary<string, JsonObject> ReadFamilies()
    {
        string root = RepositoryFiles.Path("manifests");
        var families = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(root))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json"))
            {
                families.Add(Path.GetRelativePath(root, file).Replace('\\', '/'), Read(file));
            }
        }

        return families;
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}

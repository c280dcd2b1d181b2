using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>A version in a manifest file.</summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Manifest">The version with the title and category of its family; properties and enumerations stand in it instead of being referred to.</param>
internal sealed record KnownVersion(string File, JsonObject Manifest)
{
    public IEnumerable<JsonObject> Properties => Manifest["properties"]!.AsArray().Select(static property => property!.AsObject());
}

/// <summary>The manifests in a folder.</summary>
internal sealed class KnownManifests
{
    private readonly Dictionary<string, KnownVersion> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The C# names that families have.</summary>
    public IReadOnlySet<string> Names => names;

    /// <summary>The version with a type identifier; null when there is none.</summary>
    public KnownVersion? Find(string type) => versions.GetValueOrDefault(type);

    /// <summary>The file that has another version of the same block; null when there is none.</summary>
    public string? FileOfFamily(string type) => files.GetValueOrDefault(Base(type));

    /// <summary>Reads every manifest in a folder and the folders in it; a folder that does not exist has none.</summary>
    /// <exception cref="InputException">A file is broken.</exception>
    public static KnownManifests Read(string folder)
    {
        var known = new KnownManifests();
        if (!Directory.Exists(folder))
        {
            return known;
        }

        string kinds = Path.Combine(folder, "kinds.json");
        var enumerations = File.Exists(kinds) ? ReadEnumerations(kinds) : [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (JsonProblem.Parse(file, File.ReadAllText(file)) is { } family && family["versions"] is JsonArray)
            {
                known.Add(file, family, enumerations);
            }
        }

        return known;
    }

    private static Dictionary<string, JsonArray> ReadEnumerations(string file)
    {
        var root = new JsonPlace(file, "$", JsonProblem.Parse(file, File.ReadAllText(file)));
        return root.Has("enums")
            ? root.Member("enums").Items().ToDictionary(static e => e.Member("name").Text(), static e => e.Member("values").Value!.AsArray(), StringComparer.Ordinal)
            : [];
    }

    private void Add(string file, JsonObject family, Dictionary<string, JsonArray> enumerations)
    {
        var root = new JsonPlace(file, "$", family);
        names.Add(root.Member("name").Text());
        foreach (var version in root.Member("versions").Items())
        {
            string type = version.Member("type").Text();
            var manifest = version.Value!.DeepClone().AsObject();
            manifest["family"] = root.Member("family").Text();
            manifest["category"] ??= root.Member("category").Text();
            manifest["outputs"] = new JsonArray([.. version.Member("outputs").Items().Select(Output)]);
            manifest["properties"] = new JsonArray([.. version.Member("properties").Items().Select(property => Resolve(property, root, enumerations))]);
            versions[type] = new KnownVersion(file, manifest);
            files.TryAdd(Base(type), file);
        }
    }

    private static JsonObject Output(JsonPlace output) => new()
    {
        ["name"] = output.Member("name").Text(),
        ["kinds"] = new JsonArray([.. output.Member("kinds").Items().Select(static kind => (JsonNode?)kind.Text())]),
    };

    private static JsonObject Resolve(JsonPlace property, JsonPlace family, Dictionary<string, JsonArray> enumerations)
    {
        var made = property.Value is JsonValue
            ? family.Member("shared").Member(property.Text()).Value!.DeepClone().AsObject()
            : (property.Value?.DeepClone() as JsonObject ?? throw property.Wrong("a property or the name of one should stand here"));
        made["name"] = property.Value is JsonValue ? property.Text() : property.Member("name").Text();
        ResolveEnumerations((property with { Value = made }).Member("accepts"), enumerations);
        return made;
    }

    // Looks at the shape on the way, so that what is compared later can rely on it.
    private static void ResolveEnumerations(JsonPlace alternatives, Dictionary<string, JsonArray> enumerations)
    {
        foreach (var alternative in alternatives.Items())
        {
            if (alternative.Has("selector"))
            {
                _ = alternative.Member("selector").Items().Select(static kind => kind.Text()).ToList();
            }
            else if (!alternative.Has("target"))
            {
                ResolveLiteral(alternative, alternative.Member("literal").Text(), enumerations);
            }
        }
    }

    private static void ResolveLiteral(JsonPlace literal, string type, Dictionary<string, JsonArray> enumerations)
    {
        switch (type)
        {
            case "list":
                ResolveEnumerations(literal.Member("items"), enumerations);
                break;
            case "dict":
                ResolveEnumerations(literal.Member("values"), enumerations);
                break;
            case "tuple":
                literal.Member("items").Items().ToList().ForEach(place => ResolveEnumerations(place, enumerations));
                break;
            case "object":
                _ = literal.Member("schema").Text();
                break;
            case "string" when literal.Has("enum"):
                var values = literal.Member("enum");
                var list = values.Value as JsonArray ?? enumerations.GetValueOrDefault(values.Text(), []);
                ((JsonObject)literal.Value!)["enum"] = new JsonArray([.. list.Select(static value => (value is JsonObject named ? named["value"] : value)?.DeepClone())]);
                break;
            case not ("string" or "integer" or "float" or "boolean" or "null" or "any"):
                throw literal.Wrong($"'{type}' is no literal");
        }
    }

    private static string Base(string type) => type.Split('@')[0];
}

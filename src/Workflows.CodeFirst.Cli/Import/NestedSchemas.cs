using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>The configuration objects and queries that the library knows by name.</summary>
internal sealed class NestedSchemas
{
    private readonly JsonObject schemas;

    private NestedSchemas(JsonObject schemas) => this.schemas = schemas;

    /// <summary>Those of the library.</summary>
    public static NestedSchemas Core { get; } = Load();

    /// <summary>All of them, by name.</summary>
    public JsonObject All => schemas;

    /// <summary>Whether an object, or one of several, has the name.</summary>
    public bool IsObject(string name) => schemas[name] is JsonObject schema && !schema.ContainsKey("enum");

    /// <summary>The texts of the enumeration of that name; null when there is none.</summary>
    public JsonArray? ValuesOf(string name) => schemas[name]?["enum"]?.DeepClone().AsArray();

    /// <summary>The names of the objects that the name stands for; null when it stands for one.</summary>
    public IEnumerable<string>? MembersOf(string name) => schemas[name]?["oneOf"]?.AsArray().Select(static member => (string)member!);

    /// <summary>Alternatives in which all objects of a set are replaced by the name of the set.</summary>
    public JsonArray Collapse(IReadOnlyList<JsonNode> alternatives)
    {
        var names = alternatives.Select(static alternative => alternative["schema"] is JsonValue name ? (string?)name : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (set, _) in schemas)
        {
            if (MembersOf(set) is { } members && members.ToHashSet(StringComparer.Ordinal) is var whole && whole.IsSubsetOf(names))
            {
                int first = alternatives.ToList().FindIndex(alternative => IsMember(alternative, whole));
                return [.. alternatives
                    .Where((alternative, i) => i == first || !IsMember(alternative, whole))
                    .Select(alternative => IsMember(alternative, whole) ? new JsonObject { ["literal"] = "object", ["schema"] = set } : alternative.DeepClone())];
            }
        }

        return [.. alternatives.Select(static alternative => alternative.DeepClone())];
    }

    private static bool IsMember(JsonNode alternative, HashSet<string> names) => (string?)alternative["schema"] is { } name && names.Contains(name);

    private static NestedSchemas Load()
    {
        using var stream = typeof(Workflow).Assembly.GetManifestResourceStream("schemas.json")
            ?? throw new InvalidOperationException("The library lacks its schemas.");
        return new NestedSchemas(JsonNode.Parse(stream)!["schemas"]!.AsObject());
    }
}

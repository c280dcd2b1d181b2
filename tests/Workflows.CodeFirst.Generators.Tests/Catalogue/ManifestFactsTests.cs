using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Generators.Tests.Catalogue;

/// <summary>The manifests state exactly the facts of the blocks: nothing missing, nothing added, nothing different.</summary>
public sealed class ManifestFactsTests
{
    // What a fact file says of a version besides its properties, under the same names as a manifest.
    private static readonly string[] VersionFacts = ["version", "engine", "runs", "aliases", "controlsFlow", "batch"];

    private static readonly string[] PropertyFacts =
        ["name", "aliases", "required", "default", "bounds", "requiredWhen", "relevantFor", "private", "hidden", "deprecated", "keysBoundIn"];

    private static readonly Dictionary<string, JsonArray> SharedEnums = CatalogueFiles.Kinds["enums"]!.AsArray()
        .ToDictionary(e => e!["name"]!.GetValue<string>(), e => e!["values"]!.AsArray(), StringComparer.Ordinal);

    [Fact]
    public void EveryBlockVersionIsThereOnce()
    {
        var types = CatalogueFiles.Versions.Select(v => v.Version["type"]!.GetValue<string>()).Order(StringComparer.Ordinal);

        Assert.Equal(CatalogueFiles.Facts.Select(f => f.Key).Order(StringComparer.Ordinal), types);
    }

    [Fact]
    public void EveryVersionStatesTheFactsOfItsBlock()
    {
        var differences = new List<string>();
        foreach (var (family, version) in CatalogueFiles.Versions)
        {
            string type = version["type"]!.GetValue<string>();
            if (CatalogueFiles.Facts[type] is { } facts)
            {
                Compare(type, facts, Expand(family, version), differences);
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(40)));
    }

    private static JsonObject Expand(JsonObject family, JsonObject version)
    {
        var facts = new JsonObject
        {
            ["family"] = family["family"]!.DeepClone(),
            ["category"] = (version["category"] ?? family["category"])!.DeepClone(),
        };
        Copy(version, facts, VersionFacts);
        foreach (string flag in (ReadOnlySpan<string>)["deprecated", "dynamicOutputs"])
        {
            if (version.ContainsKey(flag))
            {
                facts[flag] = true;
            }
        }

        facts["outputs"] = new JsonObject(version["outputs"]!.AsArray()
            .Select(o => KeyValuePair.Create(o!["name"]!.GetValue<string>(), (JsonNode?)o["kinds"]!.DeepClone())));
        facts["properties"] = new JsonArray([.. CatalogueFiles.Properties(family, version).Select(Expand)]);
        return facts;
    }

    private static JsonObject Expand(JsonObject property)
    {
        var facts = new JsonObject();
        Copy(property, facts, PropertyFacts);
        facts["accepts"] = Alternatives(property["accepts"]!);
        return facts;
    }

    private static JsonArray Alternatives(JsonNode alternatives) => new([.. alternatives.AsArray().Select(Alternative)]);

    private static JsonNode Alternative(JsonNode? alternative)
    {
        // The items of a tuple are alternatives for each place.
        if (alternative is JsonArray place)
        {
            return Alternatives(place);
        }

        var facts = alternative!.DeepClone().AsObject();
        foreach (string nested in (ReadOnlySpan<string>)["items", "values"])
        {
            if (facts[nested] is { } inner)
            {
                facts[nested] = Alternatives(inner);
            }
        }

        if (facts["enum"] is { } values)
        {
            var list = values as JsonArray ?? SharedEnums[values.GetValue<string>()];
            facts["enum"] = new JsonArray([.. list.Select(v => (v is JsonObject named ? named["value"]! : v!).DeepClone())]);
        }

        return facts;
    }

    private static void Copy(JsonObject from, JsonObject to, string[] names)
    {
        foreach (string name in names)
        {
            if (from.TryGetPropertyValue(name, out JsonNode? value))
            {
                to[name] = value?.DeepClone();
            }
        }
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, List<string> differences)
    {
        switch (expected, actual)
        {
            case (JsonObject e, JsonObject a):
                foreach (string name in e.Select(p => p.Key).Union(a.Select(p => p.Key)))
                {
                    if (!e.ContainsKey(name) || !a.ContainsKey(name))
                    {
                        differences.Add($"{path}.{name}: {(e.ContainsKey(name) ? "missing" : "not a fact")}: {(e[name] ?? a[name])?.ToJsonString() ?? "null"}");
                    }
                    else
                    {
                        Compare($"{path}.{name}", e[name], a[name], differences);
                    }
                }

                break;
            case (JsonArray e, JsonArray a) when e.Count == a.Count:
                for (int i = 0; i < e.Count; i++)
                {
                    Compare($"{path}[{(e[i] as JsonObject)?["name"]?.ToString() ?? $"{i}"}]", e[i], a[i], differences);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                {
                    differences.Add($"{path}: {actual?.ToJsonString() ?? "null"} instead of {expected?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }
}

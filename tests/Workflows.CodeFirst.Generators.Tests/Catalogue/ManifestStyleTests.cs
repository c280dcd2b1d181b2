using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Generators.Tests.Catalogue;

/// <summary>The manifests are written the way the readme of their folder says.</summary>
public sealed class ManifestStyleTests
{
    private const int LongestText = 140;

    [Fact]
    public void EveryTextIsOneShortSentence()
    {
        var bad = CatalogueFiles.Families.Append(KeyValuePair.Create("kinds.json", CatalogueFiles.Kinds))
            .SelectMany(file => Texts(file.Value).Where(text => text.Length > LongestText || !text.EndsWith('.')).Select(text => $"{file.Key}: {text}"));

        Assert.Empty(bad);
    }

    [Fact]
    public void FamiliesLieInTheFolderOfTheirCategoryUnderNamesOfTheirOwn()
    {
        Assert.All(CatalogueFiles.Families, file => Assert.Equal(file.Value["category"]!.GetValue<string>(), file.Key[..file.Key.IndexOf('/')]));

        var names = CatalogueFiles.Families.Values.Select(f => f["name"]!.GetValue<string>()).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void EverySetOfSeveralKindsHasANameAndEveryNameIsUsed()
    {
        var declared = CatalogueFiles.Kinds["unions"]!.AsArray().Select(u => Key(u!["kinds"]!.AsArray().Select(k => k!.GetValue<string>()))).ToHashSet();
        var used = CatalogueFiles.Versions.SelectMany(Sets).Where(set => set.Count > 1 && !set.Contains("*")).Select(Key).ToHashSet();

        Assert.Empty(used.Except(declared));
        Assert.Empty(declared.Except(used));

        static IEnumerable<ISet<string>> Sets((JsonObject Family, JsonObject Version) v) =>
            CatalogueFiles.Properties(v.Family, v.Version).Select(p => Kinds(p["accepts"]!))
                .Concat(v.Version["outputs"]!.AsArray().Select(o => Kinds(o!["kinds"]!)));

        static string Key(IEnumerable<string> kinds) => string.Join('+', kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverySharedDefinitionIsUsedByMoreThanOneVersion()
    {
        foreach (var (file, family) in CatalogueFiles.Families)
        {
            var uses = family["versions"]!.AsArray().SelectMany(v => v!["properties"]!.AsArray())
                .Where(p => p is JsonValue).CountBy(p => p!.GetValue<string>()).ToDictionary();
            foreach (var (name, _) in family["shared"] as JsonObject ?? [])
            {
                Assert.True(uses.GetValueOrDefault(name) > 1, $"{file}: {name}");
            }
        }
    }

    private static HashSet<string> Kinds(JsonNode node)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        Collect(node);
        return kinds;

        void Collect(JsonNode? inner)
        {
            switch (inner)
            {
                case JsonValue kind:
                    kinds.Add(kind.GetValue<string>());
                    break;
                case JsonArray list:
                    foreach (JsonNode? item in list)
                    {
                        Collect(item);
                    }

                    break;
                case JsonObject alternative:
                    Collect(alternative["selector"]);
                    Collect(alternative["items"]);
                    Collect(alternative["values"]);
                    break;
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject members => members.SelectMany(m =>
            m.Key is "summary" or "description" or "message" or "deprecated" && m.Value is JsonValue text && text.TryGetValue(out string? sentence)
                ? [sentence]
                : Texts(m.Value)),
        _ => [],
    };
}

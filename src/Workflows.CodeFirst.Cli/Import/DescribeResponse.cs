using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Reads what an inference server answers when it is asked for its blocks, <c>/workflows/blocks/describe</c>.</summary>
/// <remarks>
/// It states everything but other names of properties, the properties that take whole batches, rules between properties and the rule of
/// outputs that the configuration names.
/// </remarks>
internal static class DescribeResponse
{
    /// <exception cref="InputException">The text is no such answer; the message has the file, and the line or the place in the JSON.</exception>
    public static IReadOnlyList<ImportedFamily> Read(string source, string text)
    {
        var root = new JsonPlace(source, "$", JsonProblem.Parse(source, text));
        if (!root.Has("blocks"))
        {
            throw root.Wrong("this is no answer of an inference server to 'describe': it has no list 'blocks'");
        }

        var versions = root.Member("blocks").Items().Select(static block => (Title: TitleOf(block), Version: ReadBlock(block))).ToList();
        return [.. versions
            .GroupBy(static block => block.Title, StringComparer.Ordinal)
            .SelectMany(static family => Split(family.Key, [.. family.Select(static block => block.Version)]))];
    }

    // Two families may have one title; their type identifiers tell them apart.
    private static IEnumerable<ImportedFamily> Split(string title, ImmutableArray<ImportedVersion> versions) =>
        versions.DistinctBy(static version => version.Version).Count() == versions.Length
            ? [new ImportedFamily(title, [.. versions.OrderBy(static version => version.Version)])]
            : versions.GroupBy(static version => version.Type.Split('@')[0], StringComparer.Ordinal)
                .Select(group => new ImportedFamily(title, [.. group.OrderBy(static version => version.Version)]));

    private static string TitleOf(JsonPlace block) => block.Member("human_friendly_block_name").Text();

    private static ImportedVersion ReadBlock(JsonPlace block)
    {
        var schema = block.Member("block_schema");
        string type = block.Member("manifest_type_identifier").Text();
        var facts = Facts(block, schema);
        var outputs = block.Member("outputs_manifest").Items().Select(ReadOutput).ToImmutableArray();
        string? category = schema.Has("block_type") ? schema.Member("block_type").Text() : null;
        var reader = new SchemaReader(schema);
        var imported = new ImportedVersion(
            type,
            schema.Has("version") && schema.Member("version").Text().TrimStart('v') is var number && int.TryParse(number, out int version) && version > 0 ? version : DocumentationPage.VersionOf(type),
            Sentences.First(schema.TextOrEmpty("short_description")) ?? TitleOf(block) + ".",
            category,
            facts,
            [.. reader.Properties()],
            outputs);
        return imported with
        {
            States =
            [
                new("family", TitleOf(block), static manifest => (string)manifest["family"]!),
                new("category", category ?? "none", static manifest => (string)manifest["category"]!),
                new("deprecated", facts.ContainsKey("deprecated") ? "yes" : "no", static manifest => manifest.ContainsKey("deprecated") ? "yes" : "no"),
                .. ((ReadOnlySpan<string>)["aliases", "engine"]).ToArray().Select(name => new Statement(name, ManifestTexts.Member(facts, name), manifest => ManifestTexts.Member(manifest, name))),
                .. ((ReadOnlySpan<string>)["offsets", "reference", "outputOffset"]).ToArray().Select(name => new Statement(name, Batch(facts, name), manifest => Batch(manifest, name))),
                .. ManifestTexts.Outputs(outputs),
            ],
        };
    }

    private static string Batch(JsonObject facts, string name) => facts["batch"] is JsonObject batch ? ManifestTexts.Member(batch, name) : "none";

    private static ImportedOutput ReadOutput(JsonPlace output)
    {
        var kinds = output.Member("kind").Items().ToList();
        string described = kinds.Select(static kind => kind.Value is JsonObject ? kind.TextOrEmpty("description") : "").FirstOrDefault("");
        return new(output.Member("name").Text(), [.. kinds.Select(SchemaReader.KindName)], Sentences.First(described) ?? "Not described.");
    }

    private static JsonObject Facts(JsonPlace block, JsonPlace schema)
    {
        var facts = new JsonObject();
        if (block.Has("manifest_type_identifier_aliases") && block.Member("manifest_type_identifier_aliases").Value is JsonArray { Count: > 0 } aliases)
        {
            facts["aliases"] = aliases.DeepClone();
        }

        if (block.TextOrEmpty("execution_engine_compatibility") is { Length: > 0 } engine)
        {
            facts["engine"] = engine;
        }

        if (schema.IsTrue("deprecated") || (schema.Has("ui_manifest") && schema.Member("ui_manifest").IsTrue("deprecated")))
        {
            facts["deprecated"] = Sentences.Clean(schema.TextOrEmpty("deprecation_message")) ?? "Deprecated.";
        }

        if (Batch(block) is { Count: > 0 } batch)
        {
            facts["batch"] = batch;
        }

        return facts;
    }

    private static JsonObject Batch(JsonPlace block)
    {
        var batch = new JsonObject();
        if (block.Has("input_dimensionality_offsets") && block.Member("input_dimensionality_offsets").Value is JsonObject { Count: > 0 } offsets)
        {
            batch["offsets"] = offsets.DeepClone();
        }

        if (block.TextOrEmpty("dimensionality_reference_property") is { Length: > 0 } reference)
        {
            batch["reference"] = reference;
        }

        if (block.Has("output_dimensionality_offset") && block.Member("output_dimensionality_offset") is var offset && offset.Integer() is not 0 and var shift)
        {
            batch["outputOffset"] = shift;
        }

        return batch;
    }
}

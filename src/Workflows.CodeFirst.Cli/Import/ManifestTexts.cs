using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Facts of manifests as texts that can be compared.</summary>
internal static class ManifestTexts
{
    /// <summary>A set as text, whatever the order of its elements.</summary>
    public static string Set(IEnumerable<string> values) => string.Join(", ", values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : "none";

    /// <summary>The kinds of every selector among alternatives, those inside lists and objects included; <c>step</c> for steps to go on with.</summary>
    public static IEnumerable<string> KindsOf(JsonArray alternatives) => alternatives.SelectMany(static alternative => alternative switch
    {
        JsonObject made when made["selector"] is JsonArray kinds => kinds.Select(static kind => (string)kind!),
        JsonObject made when made.ContainsKey("target") => ["step"],
        JsonObject made when (made["items"] ?? made["values"]) is JsonArray inner => KindsOf(inner),
        JsonArray place => KindsOf(place),
        _ => [],
    });

    /// <summary>A member as text, the same for values that mean the same; <c>none</c> when it is absent.</summary>
    public static string Member(JsonObject json, string name) => json.TryGetPropertyValue(name, out var value) ? CompactJson.OneLine(Canonical(value)) : "none";

    // 1 and 1.0 are one number, and the order of members means nothing.
    private static JsonNode? Canonical(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, Canonical(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && double.TryParse(number.ToJsonString(), CultureInfo.InvariantCulture, out double value) => JsonValue.Create(value),
        _ => json?.DeepClone(),
    };

    /// <summary>What is said about each of the outputs, and that there are no others.</summary>
    public static IEnumerable<Statement> Outputs(ImmutableArray<ImportedOutput> outputs)
    {
        yield return new("outputs", Set(outputs.Select(static output => output.Name)), static manifest => Set(OutputsOf(manifest).Select(static output => (string)output["name"]!)));
        foreach (var output in outputs)
        {
            yield return new($"kinds of the output '{output.Name}'", Set(output.Kinds), manifest =>
                Set(OutputsOf(manifest).FirstOrDefault(known => (string)known["name"]! == output.Name)?["kinds"]!.AsArray().Select(static kind => (string)kind!) ?? []));
        }
    }

    private static IEnumerable<JsonNode> OutputsOf(JsonObject manifest) => manifest["outputs"]!.AsArray().Select(static output => output!);
}

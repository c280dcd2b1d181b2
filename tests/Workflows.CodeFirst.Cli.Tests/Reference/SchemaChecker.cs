using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Cli.Tests.Reference;

/// <summary>Checks JSON against the part of JSON Schema 2020-12 that the schema of workflows uses; any other keyword is an error.</summary>
internal sealed class SchemaChecker(JsonObject root)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "$schema", "$defs", "title", "description", "default", "deprecated", "then", "else", "additionalProperties" };

    /// <summary>What is wrong, as places in the JSON; empty when it is valid.</summary>
    public IReadOnlyList<string> Check(JsonNode? json) => [.. Check(json, root, "$")];

    private IEnumerable<string> Check(JsonNode? json, JsonNode? schema, string path)
    {
        if (schema is JsonValue flag)
        {
            return flag.GetValue<bool>() ? [] : [$"{path}: nothing is allowed here"];
        }

        return schema!.AsObject().SelectMany(keyword => Keyword(keyword.Key, keyword.Value!, json, schema.AsObject(), path));
    }

    private IEnumerable<string> Keyword(string name, JsonNode value, JsonNode? json, JsonObject schema, string path) => name switch
    {
        "$ref" => Check(json, Resolve(value.GetValue<string>()), path),
        "type" => One(value).Any(type => IsOf(json, type)) ? [] : [$"{path}: not of the type {value.ToJsonString()}"],
        "enum" => value.AsArray().Any(item => JsonNode.DeepEquals(item, json)) ? [] : [$"{path}: not one of the values"],
        "const" => JsonNode.DeepEquals(value, json) ? [] : [$"{path}: not {value.ToJsonString()}"],
        "pattern" => json is JsonValue text && text.TryGetValue(out string? found) && !Regex.IsMatch(found, value.GetValue<string>()) ? [$"{path}: does not match {value}"] : [],
        "minLength" => json is JsonValue text && text.TryGetValue(out string? found) && found.Length < Number(value) ? [$"{path}: too short"] : [],
        "minimum" => Compare(json, number => number >= Number(value), path),
        "exclusiveMinimum" => Compare(json, number => number > Number(value), path),
        "maximum" => Compare(json, number => number <= Number(value), path),
        "exclusiveMaximum" => Compare(json, number => number < Number(value), path),
        "minItems" => json is JsonArray list && list.Count < Number(value) ? [$"{path}: too few items"] : [],
        "maxItems" => json is JsonArray list && list.Count > Number(value) ? [$"{path}: too many items"] : [],
        "items" => json is JsonArray list ? list.SelectMany((item, i) => Check(item, value, $"{path}[{i}]")) : [],
        "prefixItems" => json is JsonArray list ? list.Zip(value.AsArray()).SelectMany((pair, i) => Check(pair.First, pair.Second, $"{path}[{i}]")) : [],
        "required" => json is JsonObject members ? value.AsArray().Select(item => item!.GetValue<string>()).Where(item => !members.ContainsKey(item)).Select(item => $"{path}: lacks {item}") : [],
        "properties" => json is JsonObject members ? Properties(members, value.AsObject(), schema, path) : [],
        "anyOf" => value.AsArray().Any(choice => !Check(json, choice, path).Any()) ? [] : [$"{path}: fits none of the alternatives"],
        "allOf" => value.AsArray().SelectMany(part => Check(json, part, path)),
        "if" => schema[Check(json, value, path).Any() ? "else" : "then"] is { } branch ? Check(json, branch, path) : [],
        _ when Annotations.Contains(name) => name == "additionalProperties" && json is JsonObject members && !schema.ContainsKey("properties") ? Properties(members, [], schema, path) : [],
        _ => throw new NotSupportedException(name),
    };

    private IEnumerable<string> Properties(JsonObject members, JsonObject known, JsonObject schema, string path)
    {
        foreach (var (name, value) in members)
        {
            var rule = known.TryGetPropertyValue(name, out var found) ? found : schema["additionalProperties"];
            foreach (string problem in rule is null ? [] : Check(value, rule, $"{path}.{name}"))
            {
                yield return problem;
            }
        }
    }

    private JsonNode Resolve(string reference) => reference.Split('/')[1..].Aggregate((JsonNode)root, (node, step) => node[step] ?? throw new InvalidOperationException(reference));

    private static IEnumerable<string> One(JsonNode value) => value is JsonArray list ? list.Select(item => item!.GetValue<string>()) : [value.GetValue<string>()];

    private static IEnumerable<string> Compare(JsonNode? json, Func<double, bool> holds, string path) =>
        json is JsonValue value && value.GetValueKind() == JsonValueKind.Number && !holds(Number(value)) ? [$"{path}: {value} is out of range"] : [];

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static bool IsOf(JsonNode? json, string type) => (json?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Array => type == "array",
        JsonValueKind.Object => type == "object",
        _ => type == "number" || (type == "integer" && Math.Truncate(Number(json!)) == Number(json!)),
    };
}

using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;

namespace Workflows.CodeFirst.Cli.Schema;

/// <summary>JSON schemas of the configuration objects and queries that blocks refer to by name.</summary>
internal static class NestedDefinitions
{
    /// <summary>Every definition, by its name.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> All(NestedSchemas schemas) => schemas.All.Select(schema => (schema.Key, Of(schema.Value!.AsObject())));

    private static JsonObject Of(JsonObject schema)
    {
        if (schema["enum"] is { } values)
        {
            return new JsonObject { ["enum"] = values.DeepClone() };
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            return new JsonObject { ["anyOf"] = new JsonArray([.. choices.Select(static choice => AlternativeSchemas.Reference((string)choice!))]) };
        }

        var made = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        var required = new JsonArray();
        if (schema["tag"] is { } tag)
        {
            properties["type"] = new JsonObject { ["enum"] = tag is JsonArray ? tag.DeepClone() : new JsonArray(tag.DeepClone()) };
            required.Add("type");
        }

        foreach (var (name, field) in schema["fields"] as JsonObject ?? [])
        {
            var property = AlternativeSchemas.Any([.. field!["accepts"]!.AsArray().Select(static alternative => Accept(alternative!.AsObject()))]);
            if (field.AsObject().TryGetPropertyValue("default", out var value))
            {
                property["default"] = value?.DeepClone();
            }

            properties[name] = property;
            if (field["required"] is not null)
            {
                required.Add(name);
            }
        }

        made["properties"] = properties;
        if (required.Count > 0)
        {
            made["required"] = required;
        }

        return made;
    }

    private static JsonObject Accept(JsonObject alternative)
    {
        string type = (string)alternative["literal"]!;
        var schema = type switch
        {
            "string" when alternative["enum"] is JsonArray values => new JsonObject { ["enum"] = values.DeepClone() },
            "string" when alternative["enum"] is { } name => AlternativeSchemas.Reference((string)name!),
            "string" or "null" => new JsonObject { ["type"] = type },
            "integer" => AlternativeSchemas.Reference(AlternativeSchemas.Integer),
            "boolean" => AlternativeSchemas.Reference(AlternativeSchemas.Boolean),
            "float" => AlternativeSchemas.Reference(AlternativeSchemas.Number),
            "object" => AlternativeSchemas.Reference((string)alternative["schema"]!),
            "list" => new JsonObject { ["type"] = "array", ["items"] = Items(alternative["items"]) },
            "dict" => new JsonObject { ["type"] = "object", ["additionalProperties"] = Items(alternative["values"]) },
            "tuple" => new JsonObject { ["type"] = "array" },
            _ => [],
        };
        foreach (string bound in (ReadOnlySpan<string>)["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minItems"])
        {
            if (alternative[bound] is { } limit)
            {
                schema[bound] = limit.DeepClone();
            }
        }

        return schema;
    }

    private static JsonObject Items(JsonNode? alternatives) =>
        alternatives is JsonArray list ? AlternativeSchemas.Any([.. list.Select(static alternative => Accept(alternative!.AsObject()))]) : [];
}

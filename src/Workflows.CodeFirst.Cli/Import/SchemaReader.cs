using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Makes properties of the JSON schema of a block.</summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaReader(JsonPlace schema)
{
    // References may go round in circles only through objects that are known by name; anything deeper is not a schema of a block.
    private const int MaximumDepth = 16;

    // What says how a property is used, and the name that a manifest has for it.
    private static readonly (string Schema, string Manifest)[] Flags = [("private", "private"), ("hidden", "hidden"), ("deprecated", "deprecated")];

    private static readonly (string Schema, string Manifest)[] Limits =
    [
        ("minimum", "minimum"), ("exclusiveMinimum", "exclusiveMinimum"), ("maximum", "maximum"), ("exclusiveMaximum", "exclusiveMaximum"),
    ];

    private static readonly (string Schema, string Manifest)[] Bounds =
    [
        ("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum"), ("lt", "exclusiveMaximum"),
    ];

    private static readonly string[] Lengths = ["minLength", "min_length"];

    // A server does not state the bounds that it checks in code, so their absence says nothing.
    private static readonly string[] Compared =
        ["required", "default", "accepts", "bounds", "requiredWhen", "relevantFor", "private", "hidden", "deprecated", "keysBoundIn"];

    /// <summary>The properties besides the type and the name of the step.</summary>
    /// <exception cref="InputException">The schema is no such schema.</exception>
    public IEnumerable<ImportedProperty> Properties()
    {
        var required = schema.Has("required")
            ? schema.Member("required").Items().Select(static name => name.Text()).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var (name, property) in schema.Member("properties").Members())
        {
            if (name is not ("type" or "name"))
            {
                var manifest = Property(name, property, required.Contains(name));
                yield return new(name, manifest, [.. Compared.Where(member => member != "bounds" || manifest.ContainsKey(member)).Select(member => new Statement(member, ManifestTexts.Member(manifest, member), known => ManifestTexts.Member(known, member)))]);
            }
        }
    }

    /// <summary>The name of a kind, which servers give as a text or as an object.</summary>
    public static string KindName(JsonPlace kind) => kind.Value is JsonObject ? kind.Member("name").Text() : kind.Text();

    private JsonObject Property(string name, JsonPlace property, bool required)
    {
        var manifest = new JsonObject { ["name"] = name };
        if (required)
        {
            manifest["required"] = true;
        }
        else if (property.Value is JsonObject facts && facts.TryGetPropertyValue("default", out var value))
        {
            manifest["default"] = value?.DeepClone();
        }

        manifest["description"] = Sentences.First(property.TextOrEmpty("description")) ?? "Not described.";
        foreach (var (from, to) in Flags)
        {
            if (property.IsTrue(from))
            {
                manifest[to] = true;
            }
        }

        ReadConditions(property, manifest);
        if (property.TextOrEmpty("keys_bound_in") is { Length: > 0 } bound)
        {
            manifest["keysBoundIn"] = bound;
        }

        var accepts = Alternatives(property, 0);
        manifest["accepts"] = accepts;
        var bounds = Pick(property, Bounds);
        if (LeastLength(property) is { } least)
        {
            bounds[accepts.Any(static alternative => (string?)alternative!["literal"] == "list") ? "minItems" : "minLength"] = least;
        }

        if (bounds.Count > 0)
        {
            manifest["bounds"] = bounds;
        }

        return manifest;
    }

    // A limit on the length stands at the property itself or at one of its alternatives.
    private static JsonNode? LeastLength(JsonPlace property)
    {
        var places = property.Value is JsonObject schema && schema["anyOf"] is JsonArray ? property.Member("anyOf").Items().Prepend(property) : [property];
        return places.SelectMany(static place => Lengths.Where(place.Has).Select(name => place.Member(name).Value)).FirstOrDefault()?.DeepClone();
    }

    private static void ReadConditions(JsonPlace property, JsonObject manifest)
    {
        if (!property.Has("relevant_for"))
        {
            return;
        }

        foreach (var (other, condition) in property.Member("relevant_for").Members())
        {
            JsonNode? values = condition.Has("values")
                ? condition.Member("values").Value
                : new JsonObject { ["kinds"] = new JsonArray([.. condition.Member("kind").Items().Select(static kind => (JsonNode?)KindName(kind))]) };
            string member = condition.IsTrue("required") ? "requiredWhen" : "relevantFor";
            (manifest[member] ??= new JsonObject())[other] = values?.DeepClone();
        }
    }

    private JsonArray Alternatives(JsonPlace place, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw place.Wrong("the schema is nested too deeply, or refers to itself");
        }

        var made = place.Value switch
        {
            JsonObject schema when schema["anyOf"] is JsonArray => Each("anyOf"),
            JsonObject schema when schema["oneOf"] is JsonArray => Each("oneOf"),
            JsonObject schema when schema["allOf"] is JsonArray { Count: 1 } => Each("allOf"),
            JsonObject schema when schema.ContainsKey("$ref") => [Reference(place.Member("$ref"))],
            JsonObject schema when schema.ContainsKey("reference") => [Selector(place)],
            JsonObject schema when schema.ContainsKey("const") => [Enumeration([schema["const"]?.DeepClone()], place)],
            JsonObject schema when schema["enum"] is JsonArray values => [Enumeration(values, place)],
            JsonObject schema when schema["type"] is JsonArray => [.. place.Member("type").Items().Select(type => Literal(type.Text(), place, depth))],
            JsonObject schema when schema.ContainsKey("type") => [Literal(place.Member("type").Text(), place, depth)],
            JsonObject or null => (IEnumerable<JsonNode>)[Named("any")],
            JsonValue => [Named("any")],
            _ => throw place.Wrong("a schema should stand here"),
        };
        return NestedSchemas.Core.Collapse([.. made]);

        IEnumerable<JsonNode> Each(string member) => place.Member(member).Items().SelectMany(item => Alternatives(item, depth + 1)).Select(static alternative => alternative!.DeepClone());
    }

    private JsonObject Reference(JsonPlace reference)
    {
        const string Prefix = "#/$defs/";
        string text = reference.Text();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !schema.Has("$defs") || !schema.Member("$defs").Has(text[Prefix.Length..]))
        {
            throw reference.Wrong($"there is no '{text}' in this schema");
        }

        string name = text[Prefix.Length..];
        var target = schema.Member("$defs").Member(name);
        return target.Value is JsonObject definition && definition["enum"] is JsonArray values ? Enumeration(values, target) : new JsonObject { ["literal"] = "object", ["schema"] = name };
    }

    private static JsonObject Selector(JsonPlace place)
    {
        string element = place.TextOrEmpty("selected_element");
        if (element == "step")
        {
            return new JsonObject { ["target"] = true };
        }

        var selector = new JsonObject { ["selector"] = new JsonArray([.. place.Member("kind").Items().Select(static kind => (JsonNode?)KindName(kind))]) };
        string? from = element switch
        {
            "step_output" => "step",
            "workflow_image" or "workflow_parameter" => "input",
            _ => null,
        };
        if (from is not null)
        {
            selector["from"] = from;
        }

        if (place.Has("selector_points_to_batch") && place.Member("selector_points_to_batch").Value is JsonValue batch && batch.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            selector["batch"] = place.IsTrue("selector_points_to_batch");
        }

        return selector;
    }

    private static JsonObject Enumeration(JsonArray values, JsonPlace place) => values.All(static value => value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
        ? new JsonObject { ["literal"] = "string", ["enum"] = values.DeepClone() }
        : throw place.Wrong("the values of an enumeration should be texts");

    private JsonObject Literal(string type, JsonPlace place, int depth)
    {
        switch (type)
        {
            case "string" or "boolean" or "null":
                return Named(type);
            case "integer" or "number":
                var number = Pick(place, Limits);
                number.Insert(0, "literal", type == "number" ? "float" : type);
                return number;
            case "array" when place.Has("prefixItems"):
                return new JsonObject
                {
                    ["literal"] = "tuple",
                    ["items"] = new JsonArray([.. place.Member("prefixItems").Items().Select(item => Alternatives(item, depth + 1))]),
                };
            case "array":
                var list = new JsonObject
                {
                    ["literal"] = "list",
                    ["items"] = place.Has("items") ? Alternatives(place.Member("items"), depth + 1) : new JsonArray(Named("any")),
                };
                if (place.Has("minItems") && place.Member("minItems").Integer() is > 0 and var least)
                {
                    list["minItems"] = least;
                }

                return list;
            case "object":
                return new JsonObject
                {
                    ["literal"] = "dict",
                    ["values"] = place.Has("additionalProperties") ? Alternatives(place.Member("additionalProperties"), depth + 1) : new JsonArray(Named("any")),
                };
            default:
                throw place.Wrong($"'{type}' is no type of JSON");
        }
    }

    private static JsonObject Named(string literal) => new() { ["literal"] = literal };

    private static JsonObject Pick(JsonPlace place, (string Schema, string Manifest)[] names)
    {
        var picked = new JsonObject();
        foreach (var (from, to) in names)
        {
            if (place.Has(from))
            {
                picked[to] = place.Member(from).Value!.DeepClone();
            }
        }

        return picked;
    }
}

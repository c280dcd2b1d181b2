using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Schema;

/// <summary>JSON schemas of what a property accepts.</summary>
internal static class AlternativeSchemas
{
    public const string Selector = "selector";
    public const string InputSelector = "inputSelector";
    public const string StepSelector = "stepSelector";
    public const string Target = "target";
    public const string Integer = "integer";
    public const string Number = "number";
    public const string Boolean = "boolean";

    /// <summary>A reference to a definition of the whole schema.</summary>
    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>One of several schemas.</summary>
    public static JsonObject Any(IReadOnlyList<JsonObject> schemas)
    {
        var distinct = schemas.DistinctBy(static schema => schema.ToJsonString()).ToList();
        return distinct.Count == 1 ? distinct[0] : new JsonObject { ["anyOf"] = new JsonArray([.. distinct]) };
    }

    /// <summary>The schema of each alternative.</summary>
    public static IReadOnlyList<JsonObject> Of(ImmutableArray<Alternative> alternatives, Bounds bounds) => [.. alternatives.Select(alternative => Of(alternative, bounds))];

    private static JsonObject Of(Alternative alternative, Bounds bounds) => alternative switch
    {
        SelectorAlternative { Source: SelectorSource.Input } => Reference(InputSelector),
        SelectorAlternative { Source: SelectorSource.StepOutput } => Reference(StepSelector),
        SelectorAlternative => Reference(Selector),
        StepTargetAlternative => Reference(Target),
        LiteralAlternative literal => OfLiteral(literal, bounds),
        _ => [],
    };

    private static JsonObject OfLiteral(LiteralAlternative literal, Bounds bounds)
    {
        switch (literal.Type)
        {
            case LiteralType.String when !literal.Values.IsEmpty:
                return new JsonObject { ["enum"] = new JsonArray([.. literal.Values.Select(static value => (JsonNode?)value)]) };
            case LiteralType.String:
                var text = new JsonObject { ["type"] = "string" };
                Set(text, "minLength", literal.Bounds.MinLength ?? bounds.MinLength ?? literal.MinLength);
                return text;
            case LiteralType.Integer or LiteralType.Float:
                var number = Reference(literal.Type == LiteralType.Integer ? Integer : Number);
                Set(number, "minimum", literal.Bounds.Minimum ?? bounds.Minimum);
                Set(number, "exclusiveMinimum", literal.Bounds.ExclusiveMinimum ?? bounds.ExclusiveMinimum);
                Set(number, "maximum", literal.Bounds.Maximum ?? bounds.Maximum);
                Set(number, "exclusiveMaximum", literal.Bounds.ExclusiveMaximum ?? bounds.ExclusiveMaximum);
                return number;
            case LiteralType.Boolean:
                return Reference(Boolean);
            case LiteralType.Null:
                return new JsonObject { ["type"] = "null" };
            case LiteralType.List:
                var list = new JsonObject { ["type"] = "array" };
                if (!literal.Items.IsEmpty)
                {
                    list["items"] = Any(Of(literal.Items, default));
                }

                Set(list, "minItems", literal.Bounds.MinItems ?? bounds.MinItems ?? literal.MinLength);
                return list;
            case LiteralType.Tuple:
                return new JsonObject
                {
                    ["type"] = "array",
                    ["prefixItems"] = new JsonArray([.. literal.TupleItems.Select(static place => Any(Of(place, default)))]),
                    ["minItems"] = literal.TupleItems.Length,
                    ["maxItems"] = literal.TupleItems.Length,
                };
            case LiteralType.Dictionary:
                var members = new JsonObject { ["type"] = "object" };
                if (!literal.Items.IsEmpty)
                {
                    members["additionalProperties"] = Any(Of(literal.Items, default));
                }

                return members;
            case LiteralType.Object:
                return literal.Schema is { } name ? Reference(name) : new JsonObject { ["type"] = "object" };
            default:
                return [];
        }
    }

    private static void Set(JsonObject schema, string name, double? value)
    {
        if (value is { } number)
        {
            schema[name] = number;
        }
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>The configuration objects that blocks refer to by name. Read from <c>manifests/schemas.json</c>, which ships inside the assembly.</summary>
internal static class ObjectSchemas
{
    private static readonly Lazy<FrozenDictionary<string, ObjectSchema>> Schemas = new(Load);

    /// <summary>The schema of that name; null when there is none, which accepts every object.</summary>
    public static ObjectSchema? Find(string name) => Schemas.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, ObjectSchema> Load()
    {
        using var stream = typeof(ObjectSchemas).Assembly.GetManifestResourceStream("schemas.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement.GetProperty("schemas");
        var schemas = new Dictionary<string, ObjectSchema>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.TryGetProperty("oneOf", out var choices))
            {
                schemas[member.Name] = new ObjectSchema.OneOf(Texts(choices));
            }
            else if (member.Value.TryGetProperty("fields", out var fields))
            {
                ImmutableArray<string> tags = !member.Value.TryGetProperty("tag", out var tag) ? []
                    : tag.ValueKind == JsonValueKind.String ? [tag.GetString()!] : Texts(tag);
                schemas[member.Name] = new ObjectSchema.Fields(tags, [.. fields.EnumerateObject().Select(field => ReadField(field, root))]);
            }
        }

        return schemas.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static PropertyManifest ReadField(JsonProperty field, JsonElement root) => new()
    {
        Name = field.Name,
        Required = field.Value.TryGetProperty("required", out _),
        DefaultJson = field.Value.TryGetProperty("default", out var value) ? value.GetRawText() : null,
        Accepts = ReadAlternatives(field.Value.GetProperty("accepts"), root),
    };

    private static ImmutableArray<Alternative> ReadAlternatives(JsonElement list, JsonElement root) =>
        [.. list.EnumerateArray().Select(alternative => ReadAlternative(alternative, root))];

    private static LiteralAlternative ReadAlternative(JsonElement alternative, JsonElement root)
    {
        var type = alternative.GetProperty("literal").GetString() switch
        {
            "string" => LiteralType.String,
            "integer" => LiteralType.Integer,
            "float" => LiteralType.Float,
            "boolean" => LiteralType.Boolean,
            "null" => LiteralType.Null,
            "list" => LiteralType.List,
            "dict" => LiteralType.Dictionary,
            "object" => LiteralType.Object,
            _ => LiteralType.Any,
        };
        return new LiteralAlternative(type)
        {
            Values = alternative.TryGetProperty("enum", out var values)
                ? Texts(values.ValueKind == JsonValueKind.String ? root.GetProperty(values.GetString()!).GetProperty("enum") : values)
                : [],
            Bounds = new(Number(alternative, "minimum"), Number(alternative, "maximum")),
            MinLength = (int?)Number(alternative, "minItems"),
            Items = alternative.TryGetProperty(type == LiteralType.Dictionary ? "values" : "items", out var items) ? ReadAlternatives(items, root) : [],
            Schema = alternative.TryGetProperty("schema", out var schema) ? schema.GetString() : null,
        };
    }

    private static double? Number(JsonElement alternative, string name) => alternative.TryGetProperty(name, out var number) ? number.GetDouble() : null;

    private static ImmutableArray<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}

using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Schema;

/// <summary>
/// Makes the JSON schema of workflow files, which lets editors complete block types and properties and mark what is wrong.
/// </summary>
/// <remarks>
/// It is stricter than the language in one way that helps authors: a property that the block does not have is an error, although the language
/// would ignore it. Texts that stand for numbers or for true and false are accepted, as in the language; their ranges are not looked at.
/// </remarks>
internal static class WorkflowSchema
{
    private const string BlockType = "blockType";

    /// <summary>The schema of workflows made of the blocks of a catalogue.</summary>
    public static JsonObject Make(BlockCatalogue catalogue)
    {
        var definitions = Definitions(catalogue);
        foreach (var (name, schema) in NestedDefinitions.All(NestedSchemas.Core))
        {
            definitions[name] = schema;
        }

        foreach (var block in catalogue.All)
        {
            definitions[block.ClassName] = Block(block);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A computer-vision workflow",
            ["type"] = "object",
            ["required"] = new JsonArray("version", "inputs", "steps", "outputs"),
            ["properties"] = new JsonObject
            {
                ["$schema"] = Text("This schema."),
                ["name"] = Text("What the workflow is called."),
                ["version"] = Text("The version of the language, such as 1.0."),
                ["inputs"] = List("input", "What a run is given."),
                ["steps"] = List("step", "The blocks, in any order."),
                ["outputs"] = List("output", "What a run gives back."),
                ["dynamic_blocks_definitions"] = new JsonObject { ["type"] = "array", ["description"] = "Blocks that the workflow defines itself." },
            },
            // Own blocks have types of their own.
            ["if"] = new JsonObject { ["required"] = new JsonArray("dynamic_blocks_definitions") },
            ["else"] = new JsonObject { ["properties"] = new JsonObject { ["steps"] = new JsonObject { ["items"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = AlternativeSchemas.Reference(BlockType) } } } } },
            ["$defs"] = definitions,
        };
    }

    private static JsonObject Definitions(BlockCatalogue catalogue) => new()
    {
        [AlternativeSchemas.Selector] = Selector(@"^\$(inputs.[^.]+|steps\.[^.]+\..+)", "$inputs.name or $steps.step.output"),
        [AlternativeSchemas.InputSelector] = Selector(@"^\$inputs.[^.]+", "$inputs.name"),
        [AlternativeSchemas.StepSelector] = Selector(@"^\$steps\.[^.]+\..+", "$steps.step.output"),
        [AlternativeSchemas.Target] = Selector(@"^\$steps\.[A-Za-z0-9_-]", "$steps.step"),
        [AlternativeSchemas.Integer] = Lenient("integer", @"^\s*[+-]?\d[\d_]*(\.0*)?\s*$"),
        [AlternativeSchemas.Number] = Lenient("number", @"^\s*[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*|[Ii][Nn][Ff]([Ii][Nn][Ii][Tt][Yy])?|[Nn][Aa][Nn])([eE][+-]?\d[\d_]*)?\s*$"),
        [AlternativeSchemas.Boolean] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "boolean" },
                new JsonObject { ["enum"] = new JsonArray(0, 1) },
                new JsonObject { ["type"] = "string", ["pattern"] = "^([Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|0|1)$" }),
        },
        ["input"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "name"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["enum"] = new JsonArray("WorkflowImage", "InferenceImage", "WorkflowVideoMetadata", "WorkflowBatchInput", "WorkflowParameter", "InferenceParameter") },
                ["name"] = Text("The name, for $inputs.name."),
                ["kind"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "What the value may be.",
                    ["items"] = new JsonObject { ["anyOf"] = new JsonArray(AlternativeSchemas.Reference("kind"), new JsonObject { ["type"] = new JsonArray("string", "object") }) },
                },
                ["default_value"] = new JsonObject { ["description"] = "The value of a parameter that is not given." },
                ["dimensionality"] = new JsonObject { ["$ref"] = $"#/$defs/{AlternativeSchemas.Integer}", ["description"] = "How deep a batch is nested." },
            },
        },
        ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. Kinds(catalogue).Select(static kind => (JsonNode?)kind)]) },
        ["output"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "name", "selector"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["const"] = "JsonField" },
                ["name"] = Text("The name in the result."),
                ["selector"] = Text("$inputs.name, $steps.step.output or $steps.step.*"),
                ["coordinates_system"] = new JsonObject { ["enum"] = new JsonArray("parent", "own"), ["description"] = "In which image's pixels coordinates are given." },
            },
        },
        [BlockType] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. catalogue.Types.Select(static type => (JsonNode?)type)]) },
                new JsonObject { ["pattern"] = "^(?!roboflow_core/)[^/]+/", ["description"] = "A block of another project." }),
        },
        ["step"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("type", "name"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string", ["anyOf"] = new JsonArray(AlternativeSchemas.Reference(BlockType), new JsonObject { ["type"] = "string" }) },
                ["name"] = Text("The name, for $steps.name.output."),
            },
            ["allOf"] = new JsonArray([.. catalogue.All.Select(Choice)]),
        },
    };

    private static JsonObject Choice(BlockManifest block) => new()
    {
        ["if"] = new JsonObject { ["required"] = new JsonArray("type"), ["properties"] = new JsonObject { ["type"] = TypeOf(block) } },
        ["then"] = AlternativeSchemas.Reference(block.ClassName),
    };

    private static JsonObject TypeOf(BlockManifest block) => block.TypeAliases.IsEmpty
        ? new JsonObject { ["const"] = block.Type }
        : new JsonObject { ["enum"] = new JsonArray([.. block.TypeAliases.Prepend(block.Type).Select(static type => (JsonNode?)type)]) };

    private static JsonObject Block(BlockManifest block)
    {
        var properties = new JsonObject { ["type"] = new JsonObject { ["description"] = block.Summary }, ["name"] = new JsonObject() };
        var demands = new JsonArray();
        foreach (var property in block.Properties)
        {
            foreach (string key in property.Keys)
            {
                properties[key] = key == property.Name ? Property(block, property) : AlternativeSchemas.Reference($"{block.ClassName}/properties/{property.Name}");
            }

            if (property.Required)
            {
                demands.Add(property.Keys is [var only]
                    ? new JsonObject { ["required"] = new JsonArray(only) }
                    : new JsonObject { ["anyOf"] = new JsonArray([.. property.Keys.Select(static key => new JsonObject { ["required"] = new JsonArray(key) })]) });
            }
        }

        var made = new JsonObject { ["description"] = block.Deprecation is null ? block.Summary : $"{block.Summary} Deprecated: {block.Deprecation}" };
        if (block.Deprecation is not null)
        {
            made["deprecated"] = true;
        }

        made["properties"] = properties;
        if (demands.Count > 0)
        {
            made["allOf"] = demands;
        }

        made["additionalProperties"] = false;
        return made;
    }

    private static JsonObject Property(BlockManifest block, PropertyManifest property)
    {
        var alternatives = AlternativeSchemas.Of(property.Accepts, property.Bounds).ToList();
        if (property.WrapsSingle)
        {
            alternatives.AddRange(property.Accepts.OfType<LiteralAlternative>().Where(static list => list.Type == LiteralType.List).SelectMany(static list => AlternativeSchemas.Of(list.Items, default)));
        }

        if (property.Name == "segmentation" && block.Rules.Any(static rule => rule.Name == "unchecked_reference"))
        {
            alternatives.Add(new JsonObject { ["type"] = "string", ["pattern"] = @"^\$" });
        }

        if (!property.ValueAliases.IsEmpty)
        {
            alternatives.Add(new JsonObject { ["enum"] = new JsonArray([.. property.ValueAliases.Select(static alias => (JsonNode?)alias.Key)]) });
        }

        var made = new JsonObject { ["description"] = Describe(property) };
        if (property.DefaultJson is { } value)
        {
            made["default"] = JsonNode.Parse(value);
        }

        foreach (var (name, schema) in AlternativeSchemas.Any(alternatives))
        {
            made[name] = schema?.DeepClone();
        }

        return made;
    }

    private static string Describe(PropertyManifest property) =>
        property.Kinds.IsEmpty ? property.Description ?? property.Name : $"{property.Description} Connects to: {string.Join(", ", property.Kinds.Select(static kind => kind == "*" ? "anything" : kind))}.";

    private static IEnumerable<string> Kinds(BlockCatalogue catalogue) => catalogue.All
        .SelectMany(static block => block.Properties.SelectMany(static property => property.Kinds).Concat(block.Outputs.SelectMany(static output => output.Kinds)))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    // True and false stand for 1 and 0, texts for the numbers that they spell.
    private static JsonObject Lenient(string type, string pattern) => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = type }, new JsonObject { ["type"] = "boolean" }, new JsonObject { ["type"] = "string", ["pattern"] = pattern }),
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject List(string definition, string description) => new() { ["type"] = "array", ["description"] = description, ["items"] = AlternativeSchemas.Reference(definition) };

    private static JsonObject Selector(string pattern, string description) => new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };
}

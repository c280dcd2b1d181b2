using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>
/// The blocks that a workflow defines itself, with code of its own: their manifests. The code is Python text; what runs it is decided when
/// the workflow is compiled.
/// </summary>
internal static partial class DynamicBlocks
{
    /// <summary>The member of a workflow that holds the definitions.</summary>
    public const string Member = "dynamic_blocks_definitions";

    private const string ManifestContext = "workflow_compilation | dynamic_block_compilation | manifest_compilation";
    private const string CodeContext = "workflow_compilation | dynamic_block_compilation | declared_symbols_fetching";

    private static readonly string[] KindNames = [.. Kind.All.Select(kind => kind.Name)];
    private static readonly string[] SelectorTypes = ["input_image", "step_output_image", "input_parameter", "step_output", "generic"];
    private static readonly string[] ValueTypes = ["any", "integer", "float", "boolean", "dict", "list", "string"];

    /// <summary>A catalogue that also knows the blocks which <paramref name="workflow"/> defines.</summary>
    /// <exception cref="WorkflowException">A definition is wrong.</exception>
    public static BlockCatalogue Extend(BlockCatalogue catalogue, JsonElement workflow)
    {
        if (workflow.ValueKind != JsonValueKind.Object || !workflow.TryGetProperty(Member, out var definitions) || definitions.ValueKind == JsonValueKind.Null)
        {
            return catalogue;
        }

        var path = JsonPath.Root.Member(Member);
        if (definitions.ValueKind != JsonValueKind.Array)
        {
            throw Fail($"'{Member}' is a list, but got {Expectations.DescribeFound(definitions)}.", path);
        }

        var blocks = new Dictionary<string, BlockManifest>(StringComparer.Ordinal);
        int index = 0;
        foreach (var definition in definitions.EnumerateArray())
        {
            var block = ReadDefinition(definition, path.Element(index++));
            if (catalogue.Find(block.Type) is not null)
            {
                throw Fail($"The block type '{block.Type}' exists already.", path.Element(index - 1), suggestion: "Give the block a type of its own.");
            }

            // The first definition of a type wins.
            blocks.TryAdd(block.Type, block);
        }

        return catalogue.With([.. blocks.Values]);
    }

    private static BlockManifest ReadDefinition(JsonElement definition, JsonPath path)
    {
        var manifest = Object(definition, "manifest", path);
        var code = Object(definition, "code", path);
        path = path.Member("manifest");
        string type = Text(manifest, "block_type", path);
        var inputs = Object(manifest, "inputs", path);
        var outputs = Object(manifest, "outputs", path);
        var properties = ImmutableArray.CreateBuilder<PropertyManifest>();
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        string? reference = null;
        foreach (var input in inputs.EnumerateObject())
        {
            var place = path.Member("inputs").Member(input.Name);
            properties.Add(ReadInput(type, input, place));
            int offset = Offset(input.Value, "dimensionality_offset", place);
            if (offset != 0)
            {
                offsets.Add(input.Name, offset);
            }

            if (Flag(input.Value, "is_dimensionality_reference"))
            {
                reference = reference is null ? input.Name : throw Fail($"The block '{type}' has several inputs that are dimensionality references: '{reference}' and '{input.Name}'.", place);
            }
        }

        CheckCode(type, code, path);
        return new BlockManifest
        {
            Type = type,
            Family = type,
            Version = 1,
            ClassName = type,
            Namespace = "",
            Category = "custom",
            Summary = manifest.TryGetProperty("description", out var description) && description.ValueKind == JsonValueKind.String ? description.GetString()! : "A block with code of its own.",
            Runs = "local",
            Properties = properties.ToImmutable(),
            Outputs = [.. outputs.EnumerateObject().Select(output => ReadOutput(type, output, path.Member("outputs").Member(output.Name)))],
            Batch = new BatchManifest
            {
                Batches = Names(manifest, "batch_oriented_parameters"),
                BatchesAndScalars = Names(manifest, "parameters_with_scalars_and_batches"),
                AutoCast = Names(manifest, "get_parameters_enforcing_auto_batch_casting"),
                AlwaysBatch = Flag(manifest, "accepts_batch_input"),
                InputOffsets = offsets.ToFrozenDictionary(StringComparer.Ordinal),
                ReferenceProperty = reference,
                OutputOffset = Offset(manifest, "output_dimensionality_offset", path),
                AcceptsEmptyValues = Flag(manifest, "accepts_empty_values"),
            },
        };
    }

    private static PropertyManifest ReadInput(string block, JsonProperty input, JsonPath path)
    {
        if (input.Value.ValueKind != JsonValueKind.Object)
        {
            throw Fail($"An input is an object, but got {Expectations.DescribeFound(input.Value)}.", path);
        }

        var accepts = ImmutableArray.CreateBuilder<Alternative>();
        foreach (string selector in Choices(input.Value, "selector_types", SelectorTypes, path))
        {
            accepts.Add(ReadSelector(block, input, selector, path));
        }

        foreach (string value in Choices(input.Value, "value_types", ValueTypes, path))
        {
            accepts.Add(new LiteralAlternative(value switch
            {
                "any" => LiteralType.Any,
                "integer" => LiteralType.Integer,
                "float" => LiteralType.Float,
                "boolean" => LiteralType.Boolean,
                "dict" => LiteralType.Dictionary,
                "list" => LiteralType.List,
                _ => LiteralType.String,
            }));
        }

        if (accepts.Count == 0)
        {
            throw Fail($"The input '{input.Name}' of the block '{block}' accepts neither selectors nor values.", path, suggestion: "Add selector_types or value_types.");
        }

        if (Flag(input.Value, "is_optional"))
        {
            accepts.Add(new LiteralAlternative(LiteralType.Null));
        }

        bool hasDefault = Flag(input.Value, "has_default_value");
        return new PropertyManifest
        {
            Name = input.Name,
            Required = !hasDefault,
            DefaultJson = !hasDefault ? null : input.Value.TryGetProperty("default_value", out var given) ? given.GetRawText() : "null",
            Accepts = accepts.ToImmutable(),
        };
    }

    private static SelectorAlternative ReadSelector(string block, JsonProperty input, string selector, JsonPath path)
    {
        ImmutableArray<string> kinds = ["*"];
        if (input.Value.TryGetProperty("selector_data_kind", out var byType)
            && byType.ValueKind == JsonValueKind.Object
            && byType.TryGetProperty(selector, out var list)
            && list.ValueKind == JsonValueKind.Array)
        {
            kinds = ReadKinds(list, $"the input '{input.Name}' of the block '{block}'", path.Member("selector_data_kind").Member(selector));
        }
        else if (selector.EndsWith("image", StringComparison.Ordinal))
        {
            kinds = ["image"];
        }

        // The older types of selectors say by themselves whether they are batches.
        return new SelectorAlternative(kinds)
        {
            Source = selector switch
            {
                "input_image" or "input_parameter" => SelectorSource.Input,
                "step_output_image" or "step_output" => SelectorSource.StepOutput,
                _ => SelectorSource.Any,
            },
            PointsToBatch = selector switch
            {
                "input_parameter" => false,
                "generic" => null,
                _ => true,
            },
        };
    }

    private static OutputManifest ReadOutput(string block, JsonProperty output, JsonPath path) =>
        output.Value.ValueKind == JsonValueKind.Object && output.Value.TryGetProperty("kind", out var kinds) && kinds is { ValueKind: JsonValueKind.Array } && kinds.GetArrayLength() > 0
            ? new OutputManifest(output.Name, ReadKinds(kinds, $"the output '{output.Name}' of the block '{block}'", path.Member("kind")))
            : new OutputManifest(output.Name, ["*"]);

    private static ImmutableArray<string> ReadKinds(JsonElement list, string where, JsonPath path)
    {
        var kinds = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.EnumerateArray())
        {
            string kind = item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Fail($"A kind is a text, but got {Expectations.DescribeFound(item)}.", path);
            if (!KindNames.Contains(kind))
            {
                throw Fail($"There is no kind '{kind}', which {where} declares.", path, suggestion: Suggestions.DidYouMean(kind, KindNames));
            }

            kinds.Add(kind);
        }

        return kinds.ToImmutable();
    }

    private static void CheckCode(string block, JsonElement code, JsonPath path)
    {
        string run = Text(code, "run_function_code", path);
        string name = code.TryGetProperty("run_function_name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "run";
        if (!Functions().Matches(run).Any(match => match.Groups["name"].ValueSpan.SequenceEqual(name)))
        {
            throw Fail($"The code of the block '{block}' defines no function '{name}'.", path, context: CodeContext);
        }
    }

    private static JsonElement Object(JsonElement json, string member, JsonPath path) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw Fail($"The definition of a block lacks the object '{member}'.", path);

    private static string Text(JsonElement json, string member, JsonPath path) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Fail($"The definition of a block lacks the text '{member}'.", path);

    private static bool Flag(JsonElement json, string member) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    private static int Offset(JsonElement json, string member, JsonPath path)
    {
        if (!json.TryGetProperty(member, out var value))
        {
            return 0;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int offset) && offset is >= -1 and <= 1
            ? offset
            : throw Fail($"'{member}' is -1, 0 or 1, but got {Expectations.DescribeFound(value)}.", path.Member(member));
    }

    private static ImmutableArray<string> Names(JsonElement json, string member) => json.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];

    private static IEnumerable<string> Choices(JsonElement json, string member, string[] allowed, JsonPath path)
    {
        foreach (string name in Names(json, member))
        {
            yield return allowed.Contains(name)
                ? name
                : throw Fail($"'{member}' cannot contain \"{name}\".", path.Member(member), suggestion: Suggestions.DidYouMean(name, allowed) ?? $"The choices are {string.Join(", ", allowed)}.");
        }
    }

    private static WorkflowException Fail(string message, JsonPath path, string context = ManifestContext, string? suggestion = null) => new(new WorkflowError
    {
        Code = WorkflowErrorCodes.InvalidDynamicBlock,
        Error = "DynamicBlockError",
        Message = message,
        Path = path.ToString(),
        Suggestion = suggestion,
        Context = context,
    });

    [GeneratedRegex(@"^\s*(async\s+)?def\s+(?<name>\w+)\s*\(", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Functions();
}

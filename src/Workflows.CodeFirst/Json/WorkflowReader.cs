using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>Reads workflows out of standard JSON. Collects every error that it can before it gives up.</summary>
internal sealed class WorkflowReader
{
    private const string Syntax = "WorkflowSyntaxError";
    private const string Context = "workflow_compilation | workflow_definition_parsing";
    private const string VersionContext = "workflow_compilation | engine_initialisation";

    // Deep enough for any real workflow, shallow enough that nothing that walks a document recursively runs out of stack.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    private static readonly ImmutableArray<Alternative> Dimensionality = [new LiteralAlternative(LiteralType.Integer)];

    private readonly BlockCatalogue catalogue;
    private readonly ImmutableArray<WorkflowError>.Builder errors = ImmutableArray.CreateBuilder<WorkflowError>();

    private WorkflowReader(BlockCatalogue catalogue) => this.catalogue = catalogue;

    /// <exception cref="WorkflowException">The text is no workflow.</exception>
    public static Workflow Read(string json, BlockCatalogue catalogue) =>
        Read(() => Parse(JsonEncoding.ToBytes(json.StartsWith('\uFEFF') ? json[1..] : json)), catalogue);

    /// <exception cref="WorkflowException">The text is no workflow.</exception>
    public static Workflow Read(ReadOnlyMemory<byte> utf8Json, BlockCatalogue catalogue) =>
        Read(() => Parse(utf8Json.Span.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json), catalogue);

    private static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        JsonEncoding.Check(text.Span);
        JsonEncoding.CheckEscapes(text.Span, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        return JsonDocument.Parse(text, Options);
    }

    private static Workflow Read(Func<JsonDocument> parse, BlockCatalogue catalogue)
    {
        JsonDocument document;
        try
        {
            document = parse();
        }
        catch (JsonException problem)
        {
            throw new WorkflowException(Malformed(problem));
        }

        using (document)
        {
            return Read(document.RootElement, catalogue);
        }
    }

    private static Workflow Read(JsonElement root, BlockCatalogue catalogue)
    {
        var reader = new WorkflowReader(DynamicBlocks.Extend(catalogue, root));
        if (InnerWorkflows.Any(root))
        {
            // The version is asked for before anything is looked at.
            reader.ReadVersion(root);
            reader.ThrowIfWrong();
            root = InnerWorkflows.Inline(root, inner => Read(inner, catalogue));
        }

        var workflow = reader.ReadWorkflow(root);
        reader.ThrowIfWrong();
        return workflow!;
    }

    private void ThrowIfWrong()
    {
        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    private static WorkflowError Malformed(JsonException problem)
    {
        string place = problem.LineNumber is { } line ? $" at line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
        string message = problem.Message;
        int detail = message.IndexOf(" Path:", StringComparison.Ordinal);
        detail = detail < 0 ? message.IndexOf(" LineNumber:", StringComparison.Ordinal) : detail;
        return new WorkflowError
        {
            Code = WorkflowErrorCodes.MalformedJson,
            Error = Syntax,
            Message = $"The text is not valid JSON{place}: {(detail < 0 ? message : message[..detail])}",
            Path = "$",
            Context = Context,
        };
    }

    private Workflow? ReadWorkflow(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Report(WorkflowErrorCodes.WrongType, $"A workflow is a JSON object, but the text is {Expectations.DescribeFound(root)}.", JsonPath.Root);
            return null;
        }

        string version = ReadVersion(root);
        var inputs = ReadList(root, "inputs", ReadInput);
        var steps = ReadList(root, "steps", ReadStep);
        var outputs = ReadList(root, "outputs", ReadOutput);
        string? name = root.TryGetProperty("name", out var nameJson) && nameJson.ValueKind == JsonValueKind.String ? nameJson.GetString() : null;
        var extra = Extra(root, member => member is "version" or "inputs" or "steps" or "outputs" || (member == "name" && name is not null));
        return errors.Count == 0 ? new Workflow(name, inputs, ImmutableArray<Step>.CastUp(steps), outputs, extra, version) : null;
    }

    private string ReadVersion(JsonElement root)
    {
        if (!root.TryGetProperty("version", out var json))
        {
            Report(WorkflowErrorCodes.MissingMember, "The workflow has no 'version'.", JsonPath.Root, suggestion: $"Add \"version\": \"{Workflow.DefaultVersion}\".");
            return "";
        }

        var path = JsonPath.Root.Member("version");
        if (json.ValueKind != JsonValueKind.String)
        {
            bool isNull = json.ValueKind == JsonValueKind.Null;
            Report(
                isNull ? WorkflowErrorCodes.WrongType : WorkflowErrorCodes.UnsupportedVersion,
                $"The version is a text such as \"{Workflow.DefaultVersion}\", but got {Expectations.DescribeFound(json)}.",
                path,
                error: isNull ? Syntax : "WorkflowDefinitionError",
                context: isNull ? Context : VersionContext);
            return "";
        }

        string version = json.GetString()!;
        if (EngineVersion.Explain(version) is { } problem)
        {
            errors.Add(WorkflowErrors.Version(problem.Error, problem.Message));
        }

        return version;
    }

    private ImmutableArray<T> ReadList<T>(JsonElement root, string member, Func<JsonElement, JsonPath, T?> read)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        if (!root.TryGetProperty(member, out var list))
        {
            Report(WorkflowErrorCodes.MissingMember, $"The workflow has no '{member}'.", JsonPath.Root, suggestion: $"Add \"{member}\": [] if there are none.");
            return [];
        }

        var path = JsonPath.Root.Member(member);
        if (list.ValueKind != JsonValueKind.Array)
        {
            Report(WorkflowErrorCodes.WrongType, $"'{member}' is a list, but got {Expectations.DescribeFound(list)}.", path);
            return [];
        }

        int index = 0;
        foreach (var json in list.EnumerateArray())
        {
            if (errors.Count >= WorkflowErrors.Most)
            {
                break;
            }

            var place = path.Element(index++);
            if (json.ValueKind != JsonValueKind.Object)
            {
                // A step that is no object is stumbled upon before the others are read: the language looks for inner workflows first.
                bool step = member == "steps";
                Report(
                    WorkflowErrorCodes.WrongType,
                    $"An element of '{member}' is an object, but got {Expectations.DescribeFound(json)}.",
                    place,
                    error: step ? "InnerWorkflowInvalidStepEntryError" : Syntax,
                    context: step ? "workflow_compilation | inner_workflow | composition" : Context);
            }
            else if (read(json, place) is { } item)
            {
                items.Add(item);
            }
        }

        return items.ToImmutable();
    }

    private WorkflowInput? ReadInput(JsonElement json, JsonPath path)
    {
        string? typeName = RequiredText(json, "type", "input", path);
        string? name = RequiredText(json, "name", "input", path);
        if (typeName is null || name is null)
        {
            return null;
        }

        if (InputTypes.Parse(typeName) is not { } type)
        {
            Report(
                WorkflowErrorCodes.UnknownInputType,
                $"'{typeName}' is no type of input; the types are {string.Join(", ", InputTypes.Names)}.",
                path.Member("type"),
                suggestion: Suggestions.DidYouMean(typeName, InputTypes.Names));
            return null;
        }

        if (ReadKinds(json, type, path) is not { } kinds || ReadDimensionality(json, type, path) is not { } dimensionality)
        {
            return null;
        }

        var input = new WorkflowInput
        {
            Type = type,
            Name = name,
            Kinds = kinds,
            Dimensionality = dimensionality,
            ExtraMembers = Extra(json, member => member is "type" or "name" or "kind" or "dimensionality" || (member == "default_value" && type == WorkflowInputType.Parameter)),
        };
        return type == WorkflowInputType.Parameter && json.TryGetProperty("default_value", out var defaultValue)
            ? input with { DefaultValue = defaultValue.Clone() }
            : input;
    }

    private ImmutableArray<string>? ReadKinds(JsonElement json, WorkflowInputType type, JsonPath path)
    {
        if (!json.TryGetProperty("kind", out var list))
        {
            return [InputTypes.DefaultKind(type)];
        }

        path = path.Member("kind");
        if (list.ValueKind != JsonValueKind.Array)
        {
            Report(WorkflowErrorCodes.WrongType, $"'kind' is a list of kinds, but got {Expectations.DescribeFound(list)}.", path, suggestion: "Write it as [\"kind\"].");
            return null;
        }

        var kinds = ImmutableArray.CreateBuilder<string>();
        int index = 0;
        foreach (var item in list.EnumerateArray())
        {
            // A kind is a name, or an object that describes it and has the name.
            var name = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var member) ? member : item;
            if (name.ValueKind == JsonValueKind.String)
            {
                kinds.Add(name.GetString()!);
            }
            else
            {
                Report(WorkflowErrorCodes.WrongType, $"A kind is a name, but got {Expectations.DescribeFound(item)}.", path.Element(index));
                return null;
            }

            index++;
        }

        return kinds.ToImmutable();
    }

    private int? ReadDimensionality(JsonElement json, WorkflowInputType type, JsonPath path)
    {
        int usual = type == WorkflowInputType.Parameter ? 0 : 1;
        if (!json.TryGetProperty("dimensionality", out var value))
        {
            return usual;
        }

        path = path.Member("dimensionality");
        if (LiteralReader.Read(value, Dimensionality, default, out value) >= Fit.Violates || !value.TryGetInt32(out int dimensionality))
        {
            Report(WorkflowErrorCodes.WrongType, $"'dimensionality' is a whole number, but got {Expectations.DescribeFound(value)}.", path);
            return null;
        }

        if (type != WorkflowInputType.Batch && dimensionality != usual)
        {
            Report(WorkflowErrorCodes.OutOfRange, $"The dimensionality of a {InputTypes.NameOf(type)} is {usual}, not {dimensionality}.", path, suggestion: "Use a WorkflowBatchInput for nested batches.");
            return null;
        }

        return dimensionality;
    }

    private ParsedStep? ReadStep(JsonElement json, JsonPath path) => StepReader.Read(json, path, catalogue, errors);

    private WorkflowOutput? ReadOutput(JsonElement json, JsonPath path)
    {
        string? type = RequiredText(json, "type", "output", path);
        string? name = RequiredText(json, "name", "output", path);
        string? selector = RequiredText(json, "selector", "output", path);
        if (type is null || name is null || selector is null)
        {
            return null;
        }

        if (type != "JsonField")
        {
            Report(WorkflowErrorCodes.InvalidValue, $"The type of an output is \"JsonField\", not \"{type}\".", path.Member("type"));
            return null;
        }

        var coordinates = CoordinatesSystem.Parent;
        if (json.TryGetProperty("coordinates_system", out var system))
        {
            switch (system.ValueKind == JsonValueKind.String ? system.GetString() : null)
            {
                case "own":
                    coordinates = CoordinatesSystem.Own;
                    break;
                case "parent":
                    break;
                default:
                    Report(WorkflowErrorCodes.InvalidValue, $"'coordinates_system' is \"own\" or \"parent\", but got {Expectations.DescribeFound(system)}.", path.Member("coordinates_system"));
                    return null;
            }
        }

        return new WorkflowOutput(name, new ParsedSelector(selector), coordinates)
        {
            ExtraMembers = Extra(json, member => member is "type" or "name" or "selector" or "coordinates_system"),
        };
    }

    private string? RequiredText(JsonElement json, string member, string what, JsonPath path)
    {
        if (JsonMembers.RequiredText(json, member, what, path, step: null, out var error) is { } text)
        {
            return text;
        }

        errors.Add(error!);
        return null;
    }

    private static ImmutableArray<KeyValuePair<string, JsonElement>> Extra(JsonElement json, Func<string, bool> known) => JsonMembers.Extra(json, known);

    private void Report(
        string code,
        string message,
        JsonPath path,
        string error = Syntax,
        string? suggestion = null,
        string context = Context) =>
        errors.Add(new WorkflowError
        {
            Code = code,
            Error = error,
            Message = message,
            Path = path.ToString(),
            Suggestion = suggestion,
            Context = context,
        });
}

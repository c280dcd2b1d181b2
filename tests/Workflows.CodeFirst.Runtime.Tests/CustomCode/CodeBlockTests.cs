using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Runtime.Tests.CustomCode;

/// <summary>Blocks that a workflow defines itself, with C# in the place of their Python.</summary>
public sealed class CodeBlockTests
{
    private const string Numbers = """{"type": "WorkflowBatchInput", "name": "numbers", "kind": ["float"]}""";
    private const string ImageInput = """ "image": {"type": "DynamicInputDefinition", "selector_types": ["input_image"]} """;
    private const string Picture = """, "picture": {"type": "DynamicOutputDefinition", "kind": ["image"]} """;
    private const string Any = """{"type": "DynamicInputDefinition", "selector_types": ["generic"], "value_types": ["any"]}""";

    [Fact]
    public void Code_is_called_with_literals_defaults_and_parameters()
    {
        const string Inputs = $$"""
            "a": {{Any}}, "b": {{Any}},
            "c": {"type": "DynamicInputDefinition", "value_types": ["integer"], "has_default_value": true, "default_value": 7},
            "d": {"type": "DynamicInputDefinition", "value_types": ["string"], "is_optional": true, "has_default_value": true}
            """;
        string given = "";
        string result = Run(
            Manifest(Inputs, "y"),
            """{"type": "Mine", "name": "s", "a": [1, {"k": true}], "b": "$inputs.x"}""",
            """{"x": 2.5}""",
            runtime => runtime.Blocks.AddCode("Mine", (arguments, context) =>
            {
                given = $"{string.Join('|', arguments.GetList<object>("a").Select(item => item.GetType().Name))} {arguments.Get<int>("c")} {arguments["d"] ?? "nothing"} {context.StepName}";
                return new Dictionary<string, object?> { ["y"] = arguments.Get<double>("b") * arguments.Get<long>("c") };
            }));
        Assert.Equal("""[{"y":17.5}]""", result);
        Assert.StartsWith("Int64|", given, StringComparison.Ordinal);
        Assert.EndsWith(" 7 nothing s", given, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_is_called_once_an_element_and_not_for_missing_ones() => Assert.Equal(
        """[{"y":2},{"y":null},{"y":6}]""",
        Run(
            Manifest($"\"a\": {Any}", "y"),
            """{"type": "Mine", "name": "s", "a": "$inputs.numbers"}""",
            """{"numbers": [1, null, 3]}""",
            runtime => runtime.Blocks.AddCode("Mine", (arguments, _) => new Dictionary<string, object?> { ["y"] = 2 * arguments.Get<double>("a") })));

    [Fact]
    public void Code_may_want_to_see_missing_elements() => Assert.Equal(
        """[{"y":1},{"y":-1}]""",
        Run(
            Manifest($"\"a\": {Any}", "y", "\"accepts_empty_values\": true"),
            """{"type": "Mine", "name": "s", "a": "$inputs.numbers"}""",
            """{"numbers": [1, null]}""",
            runtime => runtime.Blocks.AddCode("Mine", (arguments, _) => new Dictionary<string, object?> { ["y"] = arguments["a"] ?? -1.0 })));

    [Theory]
    [InlineData("\"batch_oriented_parameters\": [\"a\"]")]
    [InlineData("\"accepts_batch_input\": true, \"parameters_with_scalars_and_batches\": [\"a\"]")]
    public void Code_takes_whole_batches(string mode) => Assert.Equal(
        """[{"y":"1 of 6 in 2"},{"y":"2 of 6 in 2"},{"y":"3 of 6 in 2"}]""",
        Run(
            Manifest($"\"a\": {Any}, \"b\": {Any}", "y", mode),
            """{"type": "Mine", "name": "s", "a": "$inputs.numbers", "b": 2}""",
            """{"numbers": [1, 2, 3]}""",
            runtime => runtime.Blocks.AddCode("Mine", (arguments, _) =>
            {
                var numbers = arguments.GetList<double>("a");
                return [.. numbers.Select(number => new Dictionary<string, object?> { ["y"] = $"{number} of {numbers.Sum()} in {arguments["b"]}" })];
            })));

    [Fact]
    public void Code_expands_and_collapses_dimensions()
    {
        string definitions = Definition("Spread", $"\"a\": {Any}", "y", "\"output_dimensionality_offset\": 1")
            + "," + Definition("Join", $"\"a\": {Any}", "y", "\"output_dimensionality_offset\": -1");
        Assert.Equal(
            """[{"y":"0 1"},{"y":"0 1 2"}]""",
            Run(
                definitions,
                """{"type": "Spread", "name": "many", "a": "$inputs.numbers"}, {"type": "Join", "name": "s", "a": "$steps.many.y"}""",
                """{"numbers": [2, 3]}""",
                runtime =>
                {
                    runtime.Blocks.AddCode("Spread", (arguments, _) => [.. Enumerable.Range(0, arguments.Get<int>("a")).Select(i => new Dictionary<string, object?> { ["y"] = i })]);
                    runtime.Blocks.AddCode("Join", (arguments, _) => new Dictionary<string, object?> { ["y"] = string.Join(' ', arguments.GetList<object>("a")) });
                }));
    }

    [Fact]
    public void Code_takes_and_gives_images_and_keeps_state()
    {
        using var runtime = new WorkflowRuntime();
        int calls = 0;
        runtime.Blocks.AddCode(
            "Mine",
            (arguments, _) => new Dictionary<string, object?> { ["y"] = ++calls, ["picture"] = arguments.Get<Image>("image") },
            keepsState: true);
        using var app = runtime.Compile(Workflow.Parse(Json(
            Definition("Mine", ImageInput, "y", output: Picture),
            """{"type": "Mine", "name": "s", "image": "$inputs.image"}, {"type": "roboflow_core/relative_statoic_crop@v1", "name": "crop", "images": "$steps.s.picture", "x_center": 0.5, "y_center": 0.5, "width": 0.5, "height": 0.5}""",
            ", {\"type\": \"JsonField\", \"name\": \"crop\", \"selector\": \"$steps.crop.crops\"}")));
        using var image = Image.Create(8, 8);
        InputBinding[] inputs = [new("image", image), new("numbers", 1.0)];
        app.RunBatch(RunOptions.Default, inputs);
        var result = app.RunBatch(RunOptions.Default, inputs)[0];
        Assert.Equal(2, result["y"]);
        Assert.Equal(new ImageSize(4, 4), Assert.IsType<Image>(result["crop"]).Size);
    }

    [Fact]
    public void A_block_without_code_is_refused_when_the_workflow_is_compiled() =>
        Refused("Mine", _ => { }, "", "the workflow defines the block 'Mine' with code in Python, which is not run. Add the same in C#");

    [Fact]
    public void Code_of_the_wrong_form_is_refused_when_the_workflow_is_compiled()
    {
        Refused("Mine", runtime => runtime.Blocks.AddCode("Mine", (_, _) => Array.Empty<Dictionary<string, object?>>()), "", "has one result a call");
        Refused("Mine", runtime => runtime.Blocks.AddCode("Mine", (_, _) => new Dictionary<string, object?>()), "\"accepts_batch_input\": true", "takes whole batches");
        Refused("Mine", runtime => runtime.Blocks.AddCode("Mine", (_, _) => new Dictionary<string, object?>()), "\"output_dimensionality_offset\": 1", "makes several results");
        Refused("test/add", runtime => Engine.TestBlocks.AddTo(runtime.Blocks), "", "implemented for the inputs a, b and the outputs sum, but in the workflow it has the inputs a and the outputs y");
    }

    [Fact]
    public void What_code_returns_and_asks_for_is_checked()
    {
        Fails((_, _) => new Dictionary<string, object?> { ["z"] = 1 }, "did not return the output 'y', but only z.");
        Fails((_, _) => null!, "did not return the output 'y'.");
        Fails((arguments, _) => new Dictionary<string, object?> { ["y"] = arguments["length"] }, "has no input 'length'. Its inputs: a.");
        Fails((arguments, _) => new Dictionary<string, object?> { ["y"] = arguments.Get<string>("a") }, "wants a text as 'a', but it is the number 1.");
        Fails((arguments, _) => new Dictionary<string, object?> { ["y"] = arguments.GetList<long>("a") }, "wants a list as 'a', but it is the number 1.");

        static void Fails(CodeFunction code, string message)
        {
            var e = Assert.Throws<StepExecutionException>(() =>
                Run(Manifest($"\"a\": {Any}", "y"), """{"type": "Mine", "name": "s", "a": 1}""", "{}", runtime => runtime.Blocks.AddCode("Mine", code)));
            Assert.Equal(("s", "Mine", "DynamicBlockCodeError"), (e.StepName, e.BlockType, e.Error.Error));
            Assert.Contains(message, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Code_on_batches_returns_a_result_an_element()
    {
        var e = Assert.Throws<StepExecutionException>(() => Run(
            Manifest($"\"a\": {Any}", "y", "\"batch_oriented_parameters\": [\"a\"]"),
            """{"type": "Mine", "name": "s", "a": "$inputs.numbers"}""",
            """{"numbers": [1, 2]}""",
            runtime => runtime.Blocks.AddCode("Mine", (_, _) => [new Dictionary<string, object?> { ["y"] = 1 }])));
        Assert.Contains("returned 1 results for 2 elements", e.Message, StringComparison.Ordinal);
    }

    private static void Refused(string type, Action<WorkflowRuntime> add, string mode, string message)
    {
        using var runtime = new WorkflowRuntime();
        add(runtime);
        var workflow = Workflow.Parse(Json(Definition(type, $"\"a\": {Any}", "y", mode), $$"""{"type": "{{type}}", "name": "s", "a": 1}"""));
        var error = Assert.Single(Assert.Throws<WorkflowException>(() => runtime.Compile(workflow)).Errors);
        Assert.Equal(("block_cannot_run", "s"), (error.Code, error.Step));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static string Run(string definitions, string steps, string inputs, Action<WorkflowRuntime> add)
    {
        using var runtime = new WorkflowRuntime();
        add(runtime);
        using var app = runtime.Compile(Workflow.Parse(Json(definitions, steps)));
        using var document = JsonDocument.Parse(inputs);
        var given = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
        given.TryAdd("numbers", 1.0);
        given.TryAdd("image", Image.Create(1, 1));
        return new JsonArray([.. app.RunBatch(given).Select(result => JsonNode.Parse(result.ToJson()))]).ToJsonString();
    }

    private static string Manifest(string inputs, string output, string more = "") => Definition("Mine", inputs, output, more);

    private static string Definition(string type, string inputs, string name, string more = "", string output = "") => $$"""
        {
          "type": "DynamicBlockDefinition",
          "manifest": {
            "type": "ManifestDescription", "block_type": "{{type}}", "inputs": { {{inputs}} },
            "outputs": {"{{name}}": {"type": "DynamicOutputDefinition"}{{output}}}{{(more.Length > 0 ? "," : "")}} {{more}}
          },
          "code": {"type": "PythonCode", "run_function_code": "def run(self, **k):\n    return {}"}
        }
        """;

    private static string Json(string definitions, string steps, string outputs = "") => $$"""
        {
          "version": "1.3.0",
          "inputs": [{"type": "WorkflowParameter", "name": "x"}, {{Numbers}}, {"type": "WorkflowImage", "name": "image"}],
          "dynamic_blocks_definitions": [{{definitions}}],
          "steps": [{{steps}}],
          "outputs": [{"type": "JsonField", "name": "y", "selector": "$steps.s.y"}{{outputs}}]
        }
        """;
}

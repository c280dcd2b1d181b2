using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>Workflows in JSON: what is reported, and at which line and column.</summary>
public sealed class WorkflowFileTests
{
    private const string Sound = """
        {
          "version": "1.0",
          "inputs": [{ "type": "WorkflowImage", "name": "image" }, { "type": "WorkflowParameter", "name": "size", "kind": ["integer"] }],
          "steps": [
            { "type": "roboflow_core/roboflow_object_detection_model@v3", "name": "cars", "images": "$inputs.image", "model_id": "cars/1" },
            { "type": "RelativeStaticCrop", "name": "crop", "images": "$inputs.image", "x_center": 0.5, "y_center": 0.5, "width": 1, "height": 1 },
            { "type": "roboflow_core/bounding_box_visualization@v1", "name": "boxes", "image": "$inputs.image", "predictions": "$steps.cars.predictions", "thickness": "$inputs.size" },
            { "type": "roboflow_core/continue_if@v1", "name": "gate", "condition_statement": { "type": "StatementGroup", "statements": [] }, "next_steps": ["$steps.boxes"] }
          ],
          "outputs": [
            { "type": "JsonField", "name": "preview", "selector": "$steps.boxes.image" },
            { "type": "JsonField", "name": "all", "selector": "$steps.cars.*" }
          ]
        }
        """;

    [Theory]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"1.0\"", "3,3 WF0101 This is not valid JSON: ',' or '}' is expected")]
    [InlineData("object_detection_model@v3", "object_detection_modle@v3", "5,15 WF0102 There is no block of the type 'roboflow_core/roboflow_object_detection_modle@v3'; did you mean 'roboflow_core/roboflow_object_detection_model@v3'?")]
    [InlineData("\"model_id\": \"cars/1\"", "\"model_id\": \"cars/1\", \"max_detection\": 1", "5,132 WF0103 'roboflow_core/roboflow_object_detection_model@v3' has no property 'max_detection', so it is ignored; did you mean 'max_detections'?")]
    [InlineData("\"$inputs.size\"", "\"$inputs.sise\"", "7,160 WF0104 There is no input 'sise'; did you mean 'size'?")]
    [InlineData("\"$steps.cars.predictions\"", "\"$steps.car.predictions\"", "7,120 WF0104 There is no step 'car'; did you mean 'cars'?")]
    [InlineData("\"$steps.cars.predictions\"", "\"$steps.cars.prediction\"", "7,120 WF0104 The step 'cars' has no output 'prediction'; did you mean 'predictions'?")]
    [InlineData("\"$steps.cars.predictions\"", "\"$steps.cars\"", "7,120 WF0104 A selector is '$inputs.name' or '$steps.name.output'")]
    [InlineData("[\"$steps.boxes\"]", "[\"$steps.boxs\"]", "8,149 WF0104 There is no step 'boxs'; did you mean 'boxes'?")]
    [InlineData("\"$steps.boxes.image\"", "\"$steps.boxes.images\"", "11,59 WF0104 The step 'boxes' has no output 'images'; did you mean 'image'?")]
    [InlineData("\"thickness\": \"$inputs.size\"", "\"thickness\": \"$inputs.image\"", "7,160 WF0105 'thickness' takes integer, but '$inputs.image' is image")]
    [InlineData("\"image\": \"$inputs.image\", \"predictions\"", "\"image\": \"$steps.cars.predictions\", \"predictions\"", "7,88 WF0105 'image' takes image, but '$steps.cars.predictions' is object_detection_prediction")]
    [InlineData(", \"model_id\": \"cars/1\"", "", "5,15 WF0106 The step 'cars' needs the property 'model_id'")]
    [InlineData("\"name\": \"boxes\"", "\"name\": \"cars\"", "7,70 WF0101 There is another step with the name 'cars'")]
    public async Task Mistakes_are_shown_at_their_place(string right, string wrong, string expected)
    {
        Assert.Contains(right, Sound, StringComparison.Ordinal);
        var found = await Report(new TestFile("/project/x.workflow.json", Sound.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal(expected, found[0]);
    }

    [Fact]
    public async Task Sound_files_are_left_alone() => Check.None(await Report(new TestFile("/project/x.workflow.json", Sound)));

    [Fact]
    public async Task Other_files_are_not_looked_at() => Check.None(await Report(new TestFile("/project/x.json", "{"), new TestFile("/project/workflow.json.txt", "{")));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{ "inputs": 1, "steps": [7], "outputs": null }""")]
    [InlineData("""{ "inputs": [{}], "steps": [{ "name": "a" }, { "type": 1 }], "outputs": [{}] }""")]
    public async Task What_is_no_workflow_is_named_so(string text) =>
        Assert.All(await Report(new TestFile("/project/x.workflow.json", text)), static message => Assert.Contains("WF0101", message, StringComparison.Ordinal));

    [Fact]
    public async Task Blocks_of_the_project_and_of_the_workflow_itself_are_known()
    {
        var found = await Report(
            ManifestFiles.Blur,
            new TestFile("/project/x.workflow.json", """
                {
                  "inputs": [{ "type": "WorkflowImage", "name": "image" }],
                  "dynamic_blocks_definitions": [{ "manifest": { "block_type": "Mine" } }],
                  "steps": [
                    { "type": "my/blur@v1", "name": "blur", "images": "$inputs.image", "strenght": 1 },
                    { "type": "Mine", "name": "mine", "anything": "$inputs.nothing" }
                  ],
                  "outputs": [{ "name": "mine", "selector": "$steps.mine.whatever" }]
                }
                """));

        Assert.EndsWith("WF0103 'my/blur@v1' has no property 'strenght', so it is ignored; did you mean 'strength'?", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_reference_engine_accepts_draws_no_error()
    {
        var accepted = GoldenWorkflows.Accepted().Select(static item => new TestFile($"/{item.Id}.workflow.json", item.Definition)).ToList();

        Assert.True(accepted.Count > 500);
        var found = await Analysis.Of(Compilations.Of(), accepted);
        Check.None(found.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().Path}: {diagnostic}"));
    }

    private static async Task<IReadOnlyList<string>> Report(params IEnumerable<TestFile> files) =>
    [
        .. (await Analysis.Of(Compilations.Of(), files)).Select(static diagnostic =>
        {
            var place = diagnostic.Location.GetLineSpan().StartLinePosition;
            return $"{place.Line + 1},{place.Character + 1} {diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        }),
    ];
}

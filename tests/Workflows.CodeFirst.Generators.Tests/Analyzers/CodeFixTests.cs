using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>What the code fixes make of mistakes. Whatever they make compiles.</summary>
public sealed class CodeFixTests
{
    private const string Cars = """var image = Input.Image(); var cars = new ObjectDetectionV3("cars", image, "cars/1"); """;
    private const string Done = """_ = Workflow.Create().WithOutput("cars", cars.Predictions);""";

    [Theory]
    [InlineData("_ = cars.WithIouThreshold(1.5);", "_ = cars.WithIouThreshold(1);")]
    [InlineData("_ = cars.WithIouThreshold(-1);", "_ = cars.WithIouThreshold(0);")]
    [InlineData("_ = cars.WithMaxDetections(0);", "_ = cars.WithMaxDetections(1);")]
    [InlineData("""_ = Input.Image("my image");""", """_ = Input.Image("my_image");""")]
    [InlineData("""_ = new ObjectDetectionV3("", image, "x/1");""", """_ = new ObjectDetectionV3("step", image, "x/1");""")]
    [InlineData("""_ = new ObjectDetectionV3("x", image, "workspace/x/1");""", """_ = new ObjectDetectionV3("x", image, "x/1");""")]
    [InlineData("cars.WithIouThreshold(0.2).WithMaxDetections(3);", "cars = cars.WithIouThreshold(0.2).WithMaxDetections(3);")]
    [InlineData(
        """_ = new KeypointVisualizationV1("dots", image, new KeypointDetectionV3("pose", image, "x/1").Predictions).WithTextScale(0.5).WithColor("red").Image;""",
        """_ = new KeypointVisualizationV1("dots", image, new KeypointDetectionV3("pose", image, "x/1").Predictions).WithColor("red").Image;""")]
    public async Task A_statement_is_corrected(string wrong, string right) => Assert.Equal(Cars + right + Done, await FixRun.OnBody(Cars + wrong + Done));

    [Fact]
    public async Task A_second_step_of_a_name_gets_another() => Assert.Equal(
        Cars + """var more = new ObjectDetectionV3("cars_2", image, "x/1"); _ = Workflow.Create().WithOutput("a", cars.Predictions).WithOutput("b", more.Predictions);""",
        await FixRun.OnBody(Cars + """var more = new ObjectDetectionV3("cars", image, "x/1"); _ = Workflow.Create().WithOutput("a", cars.Predictions).WithOutput("b", more.Predictions);"""));

    [Fact]
    public async Task A_sink_is_added_to_the_workflow() => Assert.Equal(
        Cars + """var upload = new RoboflowDatasetUploadV2("upload", image, "cars", "quota"); _ = Workflow.Create().WithOutput("cars", cars.Predictions).WithStep(upload);""",
        await FixRun.OnBody(Cars + """var upload = new RoboflowDatasetUploadV2("upload", image, "cars", "quota"); """ + Done));

    [Fact]
    public async Task The_layout_of_the_chain_is_kept() => Assert.Equal(
        Cars + "var upload = new RoboflowDatasetUploadV2(\"upload\", image, \"cars\", \"quota\");\n        _ = Workflow.Create()\n            .WithOutput(\"cars\", cars.Predictions)\n            .WithStep(upload);",
        await FixRun.OnBody(Cars + "var upload = new RoboflowDatasetUploadV2(\"upload\", image, \"cars\", \"quota\");\n        _ = Workflow.Create()\n            .WithOutput(\"cars\", cars.Predictions);"));

    [Theory]
    [InlineData(
        """var tracks = new ByteTrackerV3("tracks", image, cars.Predictions).WithTrackActivationThreshold(0.3).WithMinimumMatchingThreshold(0.9).WithLostTrackBuffer(20); _ = tracks.TrackedDetections;""",
        """var tracks = new ByteTrackTrackerV1("tracks", image, cars.Predictions).WithTrackActivationThreshold(0.3).WithLostTrackBuffer(20); _ = tracks.TrackedDetections;""")]
    [InlineData(
        """Llama32VisionV1 model = new Llama32VisionV1("model", image, "key"); _ = model.Output;""",
        """Llama32VisionV2 model = new Llama32VisionV2("model", image).WithApiKey("key"); _ = model.Output;""")]
    public async Task A_deprecated_block_gives_way_to_its_successor(string old, string replacement) => Assert.Equal(Cars + replacement + Done, await FixRun.OnBody(Cars + old + Done));

    [Theory]
    [InlineData("""var gaze = new GazeDetectionV1("gaze", image); _ = gaze.FacePredictions;""")]
    [InlineData("""_ = cars.WithClassFilter("a").WithIouThreshold(0.5);""")]
    public async Task Where_nothing_is_proposed_there_is_no_fix(string code) => Assert.Null(await FixRun.OnBody(Cars + code + Done));

    [Theory]
    [InlineData("roboflow_core/bounding_box_visualisation@v1", "roboflow_core/bounding_box_visualization@v1")]
    [InlineData("$inputs.imag", "$inputs.image")]
    [InlineData("\"predictons\"", "\"predictions\"")]
    [InlineData("$steps.boxs.image", "$steps.boxes.image")]
    public async Task Names_in_workflow_files_are_corrected(string wrong, string right)
    {
        const string sound = """
            { "inputs": [{ "type": "WorkflowImage", "name": "image" }],
              "steps": [{ "type": "roboflow_core/roboflow_object_detection_model@v3", "name": "cars", "images": "$inputs.image", "model_id": "cars/1" },
                { "type": "roboflow_core/bounding_box_visualization@v1", "name": "boxes", "image": "$inputs.image", "predictions": "$steps.cars.predictions" }],
              "outputs": [{ "name": "preview", "selector": "$steps.boxes.image" }] }
            """;
        int place = sound.LastIndexOf(right, StringComparison.Ordinal);
        string broken = sound[..place] + wrong + sound[(place + right.Length)..];

        Assert.Equal(sound, await FixRun.OnFile(broken));
    }
}

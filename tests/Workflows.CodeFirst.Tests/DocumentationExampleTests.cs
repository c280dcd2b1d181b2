using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Tests;

/// <summary>The example step of every documentation page, written with the typed builders. Placeholders are filled with what the page names.</summary>
public class DocumentationExampleTests
{
    private static readonly InputSelector<IImageKind> Image = Input.Image("image");

    private static readonly string[] Classes = ["a", "b", "c"];

    private static readonly Dictionary<string, Step> Steps = new Step[]
    {
        new KeypointDetectionV1("step", Image, "my_project/3")
            .WithConfidence(0.3).WithKeypointConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4).WithMaxDetections(300)
            .WithClassAgnosticNms(true).WithMaxCandidates(3000).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new KeypointDetectionV2("step", Image, "my_project/3")
            .WithConfidence(0.3).WithKeypointConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4).WithMaxDetections(300)
            .WithClassAgnosticNms(true).WithMaxCandidates(3000).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new KeypointDetectionV3("step", Image, "my_project/3")
            .WithConfidenceMode(BasicConfidenceMode.Custom).WithCustomConfidence(0.3).WithKeypointConfidence(0.3).WithClassFilter(Classes)
            .WithIouThreshold(0.4).WithMaxDetections(300).WithClassAgnosticNms(true).WithMaxCandidates(3000).WithDisableActiveLearning(true)
            .WithActiveLearningTargetDataset("my_project"),
        new InstanceSegmentationV1("step", Image, "my_project/3")
            .WithConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4).WithMaxDetections(300).WithClassAgnosticNms(true)
            .WithMaxCandidates(3000).WithMaskDecodeMode(InstanceSegmentationMaskDecodeMode.Accurate).WithTradeoffFactor(0.3).WithDisableActiveLearning(true)
            .WithActiveLearningTargetDataset("my_project").WithEnforceDenseMasksInInferenceModels(true),
        new InstanceSegmentationV2("step", Image, "my_project/3")
            .WithConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4).WithMaxDetections(300).WithClassAgnosticNms(true)
            .WithMaxCandidates(3000).WithMaskDecodeMode(InstanceSegmentationMaskDecodeMode.Accurate).WithTradeoffFactor(0.3).WithDisableActiveLearning(true)
            .WithActiveLearningTargetDataset("my_project").WithEnforceDenseMasksInInferenceModels(true),
        new InstanceSegmentationV3("step", Image, "my_project/3")
            .WithConfidenceMode(ConfidenceMode.Custom).WithCustomConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4)
            .WithMaxDetections(300).WithClassAgnosticNms(true).WithMaxCandidates(3000).WithMaskDecodeMode(InstanceSegmentationMaskDecodeMode.Accurate)
            .WithTradeoffFactor(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project")
            .WithEnforceDenseMasksInInferenceModels(true),
        new InstanceSegmentationV4("step", Image, "my_project/3")
            .WithConfidenceMode(ConfidenceMode.Custom).WithCustomConfidence(0.3).WithClassFilter(Classes).WithIouThreshold(0.4)
            .WithMaxDetections(300).WithClassAgnosticNms(true).WithMaxCandidates(3000).WithMaskDecodeMode(InstanceSegmentationMaskDecodeMode.Accurate)
            .WithTradeoffFactor(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new SingleLabelClassificationV1("step", Image, "my_project/3")
            .WithConfidence(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new SingleLabelClassificationV2("step", Image, "my_project/3")
            .WithConfidence(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new MultiLabelClassificationV1("step", Image, "my_project/3")
            .WithConfidence(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new MultiLabelClassificationV2("step", Image, "my_project/3")
            .WithConfidence(0.3).WithDisableActiveLearning(true).WithActiveLearningTargetDataset("my_project"),
        new MultiLabelClassificationV3("step", Image, "my_project/3")
            .WithConfidenceMode(ConfidenceMode.Custom).WithCustomConfidence(0.3).WithDisableActiveLearning(true)
            .WithActiveLearningTargetDataset("my_project"),
        new SemanticSegmentationV1("step", Image, "my_project/3"),
        new SemanticSegmentationV2("step", Image, "my_project/3").WithConfidenceMode(ConfidenceMode.Custom).WithCustomConfidence(0.3),
    }.ToDictionary(step => step.Manifest.Type);

    public static TheoryData<string> Types => [.. Examples().Select(example => (string)example["type"]!)];

    [Fact]
    public void There_are_fourteen() => Assert.Equal(14, Types.Count);

    [Theory]
    [MemberData(nameof(Types))]
    public void The_builder_writes_the_example_of_the_page(string type)
    {
        var expected = Examples().Single(example => (string)example["type"]! == type);
        Fill(expected, "name", "step");
        Fill(expected, "confidence_mode", "custom");
        Fill(expected, "custom_confidence", 0.3);

        var step = Steps[type];
        var output = new StepOutput<IAnyKind>(step, "predictions");
        var workflow = JsonNode.Parse(Workflow.Create().WithOutput("predictions", output).ToJson())!;

        Assert.True(JsonNode.DeepEquals(expected, workflow["steps"]![0]), workflow["steps"]![0]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_the_builder_wrote_reads_back_the_same(string type)
    {
        string json = Workflow.Create("example").WithOutput("predictions", new StepOutput<IAnyKind>(Steps[type], "predictions")).ToJson();
        Assert.Equal(json, Workflow.Parse(json).ToJson());
    }

    private static JsonObject[] Examples() =>
        JsonSerializer.Deserialize<JsonObject[]>(File.ReadAllText(TestData.Path("docs-examples.json")))!;

    /// <summary>Fills a placeholder; a value that the page gives stays.</summary>
    private static void Fill(JsonObject step, string property, JsonNode value)
    {
        if (step[property] is JsonValue text && text.TryGetValue(out string? placeholder) && placeholder.StartsWith('<'))
        {
            step[property] = value;
        }
    }
}

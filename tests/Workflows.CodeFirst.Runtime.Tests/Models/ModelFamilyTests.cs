using System.Text.Json;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Tests.Models;

/// <summary>Every family's blocks pass on what the model says, and say the rest themselves.</summary>
public class ModelFamilyTests
{
    private static readonly InputSelector<IImageKind> Picture = Input.Image();

    public static TheoryData<int> Versions => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Object_detection(int version)
    {
        var output = version switch
        {
            1 => new ObjectDetectionV1("d", Picture, "shapes-detection/1").Predictions,
            2 => new ObjectDetectionV2("d", Picture, "shapes-detection/1").Predictions,
            _ => new ObjectDetectionV3("d", Picture, "shapes-detection/1").Predictions,
        };
        var (found, json, image) = Run(output);
        using var model = Load("shapes-detection/1");
        var expected = model.Detect(image, new() { Confidence = version == 3 ? ConfidenceThreshold.Best : 0.4 });
        Assert.NotEmpty(found);
        Assert.Equal(expected.Boxes.AsEnumerable(), found.Boxes);
        Assert.Equal(expected.ClassNames.AsEnumerable(), found.ClassNames);
        Assert.All(found.Origins, origin => Assert.Equal("object-detection", origin.PredictionType));
        Assert.Equal(found.Count, json.GetProperty("predictions").GetArrayLength());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Instance_segmentation(int version)
    {
        const string Id = "shapes-segmentation/1";
        ISelector<IKind<InstanceDetections>> output = version switch
        {
            1 => new InstanceSegmentationV1("s", Picture, Id).Predictions,
            2 => new InstanceSegmentationV2("s", Picture, Id).Predictions,
            3 => new InstanceSegmentationV3("s", Picture, Id).Predictions,
            _ => new InstanceSegmentationV4("s", Picture, Id).Predictions,
        };
        var (found, json, image) = Run(output);
        using var model = Load(Id);
        var expected = model.Segment(image, new() { Confidence = version >= 3 ? ConfidenceThreshold.Best : 0.4 });
        Assert.NotEmpty(found);
        if (version == 4)
        {
            Assert.Equal(expected.Masks.AsEnumerable(), found.Masks);
        }
        else
        {
            Assert.Equal(expected.ThroughPolygons().Masks.AsEnumerable(), found.Masks);
        }

        foreach (var prediction in json.GetProperty("predictions").EnumerateArray())
        {
            Assert.Equal(version == 4, prediction.TryGetProperty("rle_mask", out var rle));
            Assert.Equal(version != 4, prediction.TryGetProperty("points", out var points));
            Assert.True(version == 4 ? rle.GetProperty("counts").GetString()!.Length > 0 : points.GetArrayLength() >= 3);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Single_label_classification(int version)
    {
        const string Id = "shapes-single-label/1";
        var output = version switch
        {
            1 => new SingleLabelClassificationV1("c", Picture, Id).Predictions,
            2 => new SingleLabelClassificationV2("c", Picture, Id).Predictions,
            _ => new SingleLabelClassificationV3("c", Picture, Id).Predictions,
        };
        var (found, json, image) = Run(output);
        using var model = Load(Id);
        var expected = model.Classify(image, new() { Confidence = version == 3 ? ConfidenceThreshold.Default : 0.4 });
        Assert.Equal(expected.Predictions.AsEnumerable(), Assert.IsType<SingleLabelClassification>(found).Predictions);
        Assert.Equal((expected.Top, "classification", "image"), (json.GetProperty("top").GetString(), json.GetProperty("prediction_type").GetString(), json.GetProperty("parent_id").GetString()));
        Assert.Equal(expected.Confidence, json.GetProperty("confidence").GetDouble());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Multi_label_classification(int version)
    {
        const string Id = "shapes-multi-label/1";
        var output = version switch
        {
            1 => new MultiLabelClassificationV1("c", Picture, Id).Predictions,
            2 => new MultiLabelClassificationV2("c", Picture, Id).Predictions,
            _ => new MultiLabelClassificationV3("c", Picture, Id).Predictions,
        };
        var (found, json, image) = Run(output);
        using var model = Load(Id);
        var expected = model.ClassifyMultiLabel(image, new() { Confidence = version == 3 ? ConfidenceThreshold.Best : 0.4 });
        Assert.Equal(expected.PredictedClasses.AsEnumerable(), Assert.IsType<MultiLabelClassification>(found).PredictedClasses);
        Assert.Equal(expected.Scores.Length, json.GetProperty("predictions").EnumerateObject().Count());
        Assert.Equal(expected.PredictedClasses.AsEnumerable(), json.GetProperty("predicted_classes").EnumerateArray().Select(name => name.GetString()!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Semantic_segmentation(int version)
    {
        const string Id = "shapes-semantic/1";
        var output = version == 1 ? new SemanticSegmentationV1("s", Picture, Id).Predictions : new SemanticSegmentationV2("s", Picture, Id).Predictions;
        var (found, json, image) = Run(output);
        using var model = Load(Id);
        var expected = model.SegmentSemantic(image, new() { Confidence = version == 2 ? ConfidenceThreshold.Best : 0.4 }).ToDetections();
        Assert.NotEmpty(found);
        Assert.Equal(expected.Masks.AsEnumerable(), found.Masks);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("image").GetProperty("width").ValueKind);
        Assert.All(json.GetProperty("predictions").EnumerateArray(), prediction => Assert.True(prediction.TryGetProperty("rle_mask", out _)));
    }

    [Fact]
    public void An_unknown_model_and_a_model_for_something_else_say_so()
    {
        var unknown = Assert.Throws<StepExecutionException>(() => Run(new ObjectDetectionV3("d", Picture, "shapes-detektion/1").Predictions));
        Assert.Equal("d", unknown.StepName);
        Assert.IsType<ModelPackageException>(unknown.InnerException);
        Assert.Contains("'shapes-detektion/1'", unknown.Message, StringComparison.Ordinal);
        var other = Assert.Throws<StepExecutionException>(() => Run(new ObjectDetectionV3("d", Picture, "shapes-keypoints/1").Predictions));
        Assert.Contains("The model 'shapes-keypoints/1' does keypoint detection, but the block needs one that does object detection", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runtime_without_models_says_so()
    {
        using var runtime = new WorkflowRuntime();
        var output = new ObjectDetectionV3("d", Picture, "shapes-detection/1").Predictions;
        using var app = runtime.Compile(Workflow.Create().WithOutput("o", output));
        using var image = Image.Create(8, 8);
        var e = Assert.Throws<StepExecutionException>(() => app.Run(Picture.Bind(image)));
        Assert.Contains("no models", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_from_a_parameter_is_used_and_checked()
    {
        var mode = Input.Parameter(Kind.String, "mode", "custom");
        var confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.9);
        var step = new ObjectDetectionV3("d", Picture, "shapes-detection/1").WithConfidenceMode(mode).WithCustomConfidence(confidence);
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("o", step.Predictions));
        using var image = Image.Load(SampleFiles.Picture("shapes_00_640x480.jpg"));
        Assert.True(Count(confidence.Bind(0.95)) < Count(confidence.Bind(0.05)));
        Assert.Equal(Count(mode.Bind("default")), Count(confidence.Bind(0.4)));
        Assert.Contains("a number from 0 to 1", Assert.Throws<WorkflowRunException>(() => Count(confidence.Bind(1.5))).Message, StringComparison.Ordinal);
        Assert.Contains("\"best\", \"default\", \"custom\"", Assert.Throws<WorkflowRunException>(() => Count(mode.Bind("BEST"))).Message, StringComparison.Ordinal);

        int Count(InputBinding binding) => app.Run(Picture.Bind(image), binding).Get(step.Predictions).Count;
    }

    private static Model Load(string id) => Model.Load(Path.Combine(SampleFiles.ModelFolder, id));

    private static (T Value, JsonElement Json, Image Image) Run<T>(ISelector<IKind<T>> output)
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("o", output));
        var image = Image.Load(SampleFiles.Picture("shapes_00_640x480.jpg"));
        var result = app.Run(Picture.Bind(image));
        using var document = JsonDocument.Parse(result.ToJson());
        return (result.Get(output), document.RootElement.GetProperty("o").Clone(), image);
    }
}

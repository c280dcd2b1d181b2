using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>What the analyzers say about steps and workflows that a method makes, and where; and what they leave alone.</summary>
public sealed class AuthoringRuleTests
{
    private const string Cars = """var image = Input.Image(); var cars = new ObjectDetectionV3("cars", image, "cars/1"); var crops = new DynamicCropV1("crops", image, cars.Predictions);""";
    private const string Done = """_ = Workflow.Create().WithOutput("cars", cars.Predictions).WithOutput("crops", crops.Crops);""";

    // Names.
    [Theory]
    [InlineData("""var more = new ObjectDetectionV3("cars", image, "cars/2"); _ = Workflow.Create().WithOutput("a", cars.Predictions).WithOutput("b", more.Predictions);""", "WF0004 \"cars\"")]
    [InlineData("""_ = Workflow.Create().WithOutput("a", cars.Predictions).WithOutput("b", cars.WithIouThreshold(0.2).Predictions);""", "WF0004 WithIouThreshold")]
    [InlineData("""var boxes = new BoundingBoxVisualizationV1("cars", image, cars.Predictions); _ = Workflow.Create().WithOutput("b", boxes.Image);""", "WF0004 \"cars\"")]
    [InlineData("""var workflow = Workflow.Create().WithOutput("a", cars.Predictions); _ = workflow.WithStep(new DynamicCropV1("cars", image, cars.Predictions));""", "WF0004 \"cars\"")]
    // Two workflows may have steps of one name, and so may different branches.
    [InlineData("""_ = Workflow.Create().WithOutput("a", cars.Predictions); _ = Workflow.Create().WithOutput("b", cars.WithIouThreshold(0.2).Predictions);""")]
    [InlineData("""var more = new ObjectDetectionV3("cars", image, "cars/2"); var chosen = image.Text == "" ? cars : more; _ = Workflow.Create().WithOutput("a", chosen.Predictions);""")]
    public Task Names(string code, params string[] expected) => Expect(code, expected);

    // Steps that are forgotten.
    [Theory]
    [InlineData("cars.WithIouThreshold(0.2);", "WF0005 WithIouThreshold")]
    [InlineData("""new ObjectDetectionV3("more", image, "cars/2");""", "WF0005 ObjectDetectionV3")]
    [InlineData("""new ObjectDetectionV3("more", image, "cars/2").WithIouThreshold(0.2);""", "WF0005 WithIouThreshold")]
    [InlineData("""var more = new ObjectDetectionV3("more", image, "cars/2");""", "WF0005 more")]
    [InlineData("""var workflow = Workflow.Create(); workflow.WithOutput("cars", cars.Predictions); _ = workflow;""", "WF0005 WithOutput")]
    [InlineData("""var upload = new RoboflowDatasetUploadV2("upload", image, "cars", "quota");""", "WF0006 upload")]
    [InlineData("""new RoboflowDatasetUploadV2("upload", image, "cars", "quota");""", "WF0006 RoboflowDatasetUploadV2")]
    [InlineData("""var upload = new RoboflowDatasetUploadV2("upload", image, "cars", "quota"); _ = Workflow.Create().WithStep(upload);""")]
    [InlineData("""var upload = new RoboflowDatasetUploadV2("upload", image, "cars", "quota"); _ = Workflow.Create().WithOutput("status", upload.ErrorStatus);""")]
    [InlineData("""cars = cars.WithIouThreshold(0.2); _ = Workflow.Create().WithOutput("cars", cars.Predictions);""")]
    [InlineData("""_ = new ObjectDetectionV3("more", image, "cars/2");""")]
    [InlineData("""System.Func<Step> later = () => new ObjectDetectionV3("more", image, "cars/2"); _ = later;""")]
    [InlineData("""Step Make(ObjectDetectionV3 step) => step.WithIouThreshold(0.2); _ = Make(cars);""")]
    public Task Use(string code, params string[] expected) => Expect(code, expected);

    // Kinds of which only some fit.
    [Theory]
    [InlineData("""var shapes = new InstanceSegmentationV4("shapes", image, "cars/1"); _ = new DynamicCropV1("more", image, shapes.Predictions).Crops;""", "WF0007 shapes.Predictions")]
    [InlineData("""var shapes = new InstanceSegmentationV3("shapes", image, "cars/1"); _ = new DynamicCropV1("more", image, shapes.Predictions).Crops;""")]
    [InlineData("""_ = new DynamicCropV1("more", crops.Crops, crops.Predictions).Crops;""")]
    public Task Kinds(string code, params string[] expected) => Expect(code, expected);

    // Properties that need, ignore or exclude each other.
    [Theory]
    [InlineData("""_ = new Florence2V1("reader", image).RawOutput;""", "WF0008 Florence2V1")]
    [InlineData("""_ = new Florence2V1("reader", image).WithClasses([]).RawOutput;""", "WF0008 WithClasses")]
    [InlineData("""_ = new Florence2V1("reader", image).WithClasses("car").RawOutput;""")]
    [InlineData("""_ = new Florence2V1("reader", image).WithTaskType(Florence2TaskType.Ocr).RawOutput;""")]
    [InlineData("""var plain = new Florence2V1("reader", image); _ = plain.WithClasses("car").RawOutput;""")]
    [InlineData("""_ = new KeypointVisualizationV1("dots", image, new KeypointDetectionV3("pose", image, "x/1").Predictions).WithTextScale(0.5).Image;""", "WF0009 WithTextScale")]
    [InlineData("""_ = new KeypointVisualizationV1("dots", image, new KeypointDetectionV3("pose", image, "x/1").Predictions).WithTextScale(0.5).WithAnnotatorType(KeypointVisualizationAnnotatorType.VertexLabel).Image;""")]
    [InlineData("""_ = new TrackClassLockV1("lock", image, cars.Predictions).WithReattachWindow(500).TrackedDetections;""", "WF0010 WithReattachWindow")]
    [InlineData("""_ = new TrackClassLockV1("lock", image, cars.Predictions).WithReattachWindow(Input.Parameter(Kind.Integer, "window")).TrackedDetections;""")]
    [InlineData("""var window = 500L; window++; _ = new TrackClassLockV1("lock", image, cars.Predictions).WithReattachWindow(window).TrackedDetections;""")]
    public Task Properties(string code, params string[] expected) => Expect(code, expected);

    // Depths and origins of batches.
    [Theory]
    [InlineData("""_ = new BoundingBoxVisualizationV1("boxes", crops.Crops, cars.Predictions).Image;""", "WF0011 cars.Predictions")]
    [InlineData("""var other = new DynamicCropV1("other", image, cars.Predictions); _ = new BoundingBoxVisualizationV1("boxes", crops.Crops, other.Predictions).Image;""", "WF0011 other.Predictions")]
    [InlineData("""_ = new BoundingBoxVisualizationV1("boxes", crops.Crops, crops.Predictions).Image;""")]
    [InlineData("""_ = new BoundingBoxVisualizationV1("boxes", crops.Crops, new ObjectDetectionV3("inner", crops.Crops, "plates/1").Predictions).Image;""")]
    [InlineData("""_ = new DynamicCropV1("deeper", crops.Crops, new ObjectDetectionV3("inner", crops.Crops, "plates/1").Predictions).Crops;""")]
    public Task Depths(string code, params string[] expected) => Expect(code, expected);

    // Model identifiers, and lists that are too short.
    [Theory]
    [InlineData("""_ = new ObjectDetectionV3("more", image, "");""", "WF0012 \"\"")]
    [InlineData("""_ = new ObjectDetectionV3("more", image, "workspace/cars/1");""", "WF0012 \"workspace/cars/1\"")]
    [InlineData("""_ = new ObjectDetectionV3("more", image, "cars/");""", "WF0012 \"cars/\"")]
    [InlineData("""_ = new ObjectDetectionV3("more", image, " cars/1");""", "WF0012 \" cars/1\"")]
    [InlineData("""_ = new ObjectDetectionV3("more", image, "yolov8n-640");""")]
    [InlineData("""_ = new FirstNonEmptyOrDefaultV1("first", []);""", "WF0001 []")]
    [InlineData("""_ = new FirstNonEmptyOrDefaultV1("first", [cars.Predictions]);""")]
    [InlineData("""_ = new ClipComparisonV2("compare", image, System.Array.Empty<string>());""")]
    [InlineData("""_ = new ClipComparisonV2("compare", image, new string[0]);""", "WF0001 new string[0]")]
    public Task Values(string code, params string[] expected) => Expect(code, expected);

    private static async Task Expect(string code, string[] expected) => Assert.Equal(expected, await Analysis.OfBody($"{Cars}\n{code}\n{Done}"));
}

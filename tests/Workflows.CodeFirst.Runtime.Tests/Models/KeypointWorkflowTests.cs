using System.Text.Json;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Runtime.Tests.Models;

/// <summary>Keypoint workflows on the sample model agree with the recorded predictions.</summary>
public class KeypointWorkflowTests
{
    private const string ModelId = "shapes-keypoints/1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_gives_the_recorded_predictions(int version)
    {
        var image = Input.Image();
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        var (byDefault, custom) = version switch
        {
            1 => (new KeypointDetectionV1("kp", image, ModelId).Predictions, new KeypointDetectionV1("kp", image, ModelId).WithConfidence(0.15).Predictions),
            2 => (new KeypointDetectionV2("kp", image, ModelId).Predictions, new KeypointDetectionV2("kp", image, ModelId).WithConfidence(0.15).Predictions),
            _ => (
                new KeypointDetectionV3("kp", image, ModelId).Predictions,
                new KeypointDetectionV3("kp", image, ModelId).WithConfidenceMode(BasicConfidenceMode.Custom).WithCustomConfidence(0.15).Predictions),
        };
        using var defaultApp = runtime.Compile(Workflow.Create().WithOutput("poses", byDefault));
        using var customApp = runtime.Compile(Workflow.Create().WithOutput("poses", custom));
        int compared = 0;
        foreach (var recorded in Recorded.EnumerateArray())
        {
            using var picture = Image.Load(SampleFiles.RecordedPicture(recorded.GetProperty("image").GetString()!));
            foreach (var request in recorded.GetProperty("requests").EnumerateArray().Where(request => request.GetProperty("stable").GetBoolean()))
            {
                bool isDefault = request.GetProperty("confidence_mode").GetString() == "default";
                var poses = (isDefault ? defaultApp : customApp).Run(image.Bind(picture)).Get(isDefault ? byDefault : custom);
                compared += Compare(request.GetProperty("predictions"), poses);
            }
        }

        Assert.True(compared > 20, $"Only {compared} detections were compared.");
    }

    [Fact]
    public void A_batch_of_different_sizes_gives_each_image_its_own_result()
    {
        var image = Input.Image();
        var pose = new KeypointDetectionV3("kp", image, ModelId);
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", pose.Predictions).WithOutput("model", pose.ModelId));
        string[] files = ["shapes_00_640x480.jpg", "shapes_01_480x640.jpg", "shapes_02_64x48.jpg", "shapes_12_448x448.jpg"];
        Image[] pictures = [.. files.Select(file => Image.Load(SampleFiles.Picture(file)))];
        var results = app.RunBatch(image, pictures);
        Assert.Equal(files.Length, results.Count);
        for (int i = 0; i < files.Length; i++)
        {
            var alone = app.Run(image.Bind(pictures[i])).Get(pose.Predictions);
            var together = results[i].Get(pose.Predictions);
            Assert.Equal(pictures[i].Size, together.ImageSize);
            Assert.Equal(alone.Boxes.AsEnumerable(), together.Boxes);
            Assert.Equal(alone.Keypoints.Select(points => points.Length), together.Keypoints.Select(points => points.Length));
            Assert.Equal(ModelId, results[i].Get(pose.ModelId));
            Assert.All(together.Origins, origin => Assert.Equal($"image.[{i}]", origin.Root.Id));
        }

        Assert.Equal(files.Length, results.Select(result => result.Get(pose.Predictions)).Count(poses => poses.DetectionIds.Distinct().Count() == poses.Count));
    }

    [Fact]
    public void The_json_has_the_members_and_the_order_of_the_reference()
    {
        var image = Input.Image();
        var pose = new KeypointDetectionV3("kp", image, ModelId);
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", pose.Predictions));
        using var picture = Image.Load(SampleFiles.Picture("shapes_00_640x480.jpg"));
        using var json = JsonDocument.Parse(app.Run(image.Bind(picture)).ToJson());
        var poses = json.RootElement.GetProperty("poses");
        Assert.Equal((640, 480), (poses.GetProperty("image").GetProperty("width").GetInt32(), poses.GetProperty("image").GetProperty("height").GetInt32()));
        var first = poses.GetProperty("predictions")[0];
        Assert.Equal(
            ["width", "height", "x", "y", "confidence", "class_id", "class", "detection_id", "parent_id", "keypoints"],
            first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["class_id", "class", "confidence", "x", "y"], first.GetProperty("keypoints")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal("image", first.GetProperty("parent_id").GetString());
    }

    private static JsonElement Recorded { get; } = Read();

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Path("tests", "data", "golden", "models", "M__shapes-keypoints-1.json")));
        return document.RootElement.GetProperty("images").Clone();
    }

    /// <summary>Compares within the tolerances that the recording states; returns the number of detections.</summary>
    private static int Compare(JsonElement expected, KeypointDetections actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++)
        {
            var row = expected[i];
            Assert.Equal(row.GetProperty("class").GetString(), actual.ClassNames[i]);
            Assert.Equal(row.GetProperty("class_id").GetInt32(), actual.ClassIds[i]);
            Assert.Equal(row.GetProperty("confidence").GetDouble(), actual.Confidences[i], 2e-3);
            Assert.Equal(row.GetProperty("x").GetDouble(), actual.Boxes[i].CenterX, 1.0);
            Assert.Equal(row.GetProperty("y").GetDouble(), actual.Boxes[i].CenterY, 1.0);
            Assert.Equal(row.GetProperty("width").GetDouble(), actual.Boxes[i].Width, 1.0);
            Assert.Equal(row.GetProperty("height").GetDouble(), actual.Boxes[i].Height, 1.0);
            Assert.Equal("keypoint-detection", actual.Origins[i].PredictionType);
            var points = row.GetProperty("keypoints");
            Assert.Equal(points.GetArrayLength(), actual.Keypoints[i].Length);
            for (int k = 0; k < actual.Keypoints[i].Length; k++)
            {
                Assert.Equal(points[k].GetProperty("class").GetString(), actual.Keypoints[i][k].ClassName);
                Assert.Equal(points[k].GetProperty("x").GetDouble(), actual.Keypoints[i][k].X, 1.0);
                Assert.Equal(points[k].GetProperty("y").GetDouble(), actual.Keypoints[i][k].Y, 1.0);
            }
        }

        return actual.Count;
    }
}

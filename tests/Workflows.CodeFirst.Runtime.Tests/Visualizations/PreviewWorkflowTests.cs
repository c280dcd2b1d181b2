using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Runtime.Tests.Visualizations;

/// <summary>A model and what draws its results, in one workflow.</summary>
public class PreviewWorkflowTests
{
    [Fact]
    public void Boxes_labels_and_keypoints_on_top_of_one_another()
    {
        var image = Input.Image();
        var pose = new KeypointDetectionV3("pose", image, "shapes-keypoints/1");
        var boxes = new BoundingBoxVisualizationV1("boxes", image, pose.Predictions);
        var labels = new LabelVisualizationV2("labels", boxes.Image, pose.Predictions).WithText(LabelText.ClassAndConfidence);
        var preview = new KeypointVisualizationV1("preview", labels.Image, pose.Predictions);
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("boxes", boxes.Image).WithOutput("preview", preview.Image));
        using var picture = Image.Load(SampleFiles.Picture("shapes_00_640x480.jpg"));
        byte[] before = picture.Pixels.ToArray();
        var result = app.Run(image.Bind(picture));
        Assert.Equal(before, picture.Pixels.ToArray());
        Assert.Equal(picture.Size, result.Get(preview.Image).Size);
        int boxPixels = Different(before, result.Get(boxes.Image)), allPixels = Different(before, result.Get(preview.Image));
        Assert.True(0 < boxPixels && boxPixels < allPixels);
        Assert.Equal("image", result.Get(preview.Image).Lineage!.Root.Id);
        Assert.Contains("\"type\": \"base64\"", result.ToJson(), StringComparison.Ordinal);
    }

    private static int Different(byte[] before, Image after)
    {
        int count = 0;
        for (int i = 0; i < before.Length; i++)
        {
            count += before[i] == after.Pixels[i] ? 0 : 1;
        }

        return count;
    }
}

using System.Text.Json;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Images as they come from command lines and JSON.</summary>
public class ImageInputTests
{
    private static readonly string File64 = Convert.ToBase64String(File.ReadAllBytes(SampleFiles.Picture("shapes_02_64x48.jpg")));

    [Fact]
    public void Paths_bytes_base64_and_objects_are_images()
    {
        string path = SampleFiles.Picture("shapes_02_64x48.jpg");
        Assert.Equal(["image 64x48"], Texts(path));
        Assert.Equal(["image 64x48"], Texts(File.ReadAllBytes(path)));
        Assert.Equal(["image 64x48"], Texts(File64));
        Assert.Equal(["image 64x48"], Texts("data:image/jpeg;base64," + File64));
        Assert.Equal(["image.[0] 64x48", "image.[1] 256x256"], Texts(new[] { path, SampleFiles.Picture("shapes_13_256x256.jpg") }));
        Assert.Equal(["image 64x48"], Texts(Json($$"""{"type": "base64", "value": "{{File64}}"}""")));
    }

    [Fact]
    public void An_object_says_where_the_image_stands()
    {
        var output = Run(Json($$"""
            {
              "value": "{{File64}}", "parent_id": "crop", "parent_origin": {"offset_x": 5, "offset_y": 6, "width": 100, "height": 90},
              "root_parent_id": "root", "root_parent_origin": {"offset_x": 7, "offset_y": 8, "width": 200, "height": 190},
              "video_metadata": {"video_identifier": "cam", "frame_number": 3, "frame_timestamp": "2024-05-06T07:08:09Z", "fps": 25}
            }
            """))[0];
        Assert.Equal("root 64x48", output["text"]);
        using var json = JsonDocument.Parse(output.ToJson());
        var image = json.RootElement.GetProperty("image");
        Assert.Equal(["type", "value", "video_metadata", "parent_id", "parent_origin", "root_parent_id", "root_parent_origin"], image.EnumerateObject().Select(member => member.Name));
        Assert.Equal(8, image.GetProperty("root_parent_origin").GetProperty("offset_y").GetInt32());
        Assert.Equal(3, image.GetProperty("video_metadata").GetProperty("frame_number").GetInt32());
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), image.GetProperty("video_metadata").GetProperty("frame_timestamp").GetDateTimeOffset());

        // What a result contains can be given again.
        Assert.Equal("root 64x48", Run(image)[0]["text"]);
    }

    [Theory]
    [InlineData("\"no-such-file.jpg\"", "the text 'no-such-file.jpg' is neither a file that exists nor base64")]
    [InlineData("\"https://example.com/a.jpg\"", "address on the network")]
    [InlineData("\"\"", "neither a file")]
    [InlineData("12", "expected an image")]
    [InlineData("{}", "needs the member 'value'")]
    [InlineData("""{"value": "aGVsbG8="}""", "hello")]
    [InlineData("""{"value": "$", "parent_origin": {}}""", "neither a file")]
    [InlineData("""{"value": "#", "parent_origin": {"offset_x": 1}}""", "'parent_origin' needs the whole number 'width'")]
    [InlineData("""{"value": "#", "parent_origin": {"offset_x": 1, "offset_y": 1, "width": 0, "height": 1}}""", "both must be positive")]
    [InlineData("""{"value": "#", "video_metadata": {"frame_number": 1}}""", "needs 'video_identifier'")]
    [InlineData("""{"value": "#", "video_metadata": 5}""", "video metadata as an object")]
    public void What_is_no_image_is_refused_with_the_name_of_the_input(string value, string message)
    {
        var e = Assert.Throws<WorkflowRunException>(() => Run(Json(value.Replace("#", File64, StringComparison.Ordinal))));
        Assert.Equal("RuntimeInputError", e.Error.Error);
        Assert.Contains("'image'", e.Message, StringComparison.Ordinal);
        if (message != "hello")
        {
            Assert.Contains(message, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_are_left_alone_where_they_are_not_allowed()
    {
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { AllowsImageFiles = false });
        TestBlocks.AddTo(runtime.Blocks);
        using var app = runtime.Compile(Definition);
        var e = Assert.Throws<WorkflowRunException>(() => app.RunBatch(new Dictionary<string, object?> { ["image"] = SampleFiles.Picture("shapes_02_64x48.jpg") }));
        Assert.Contains("image files are not allowed", e.Message, StringComparison.Ordinal);
        Assert.Contains("no base64", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_reach_dictionaries_and_enumerations()
    {
        var inputs = new Dictionary<string, object?> { ["image"] = File64, ["word"] = 5L, ["style"] = "long" };
        Assert.Equal("image 64 by 48 pixels a=5 b=x", Run(inputs)[0]["text"]);
        var e = Assert.Throws<WorkflowRunException>(() => Run(new() { ["image"] = File64, ["style"] = "huge" }));
        Assert.Contains("'style'", e.Message, StringComparison.Ordinal);
        Assert.Contains("\"short\", \"long\"", e.Message, StringComparison.Ordinal);
    }

    private static Workflow Definition { get; } = Workflow.Parse(
        """
        {
          "version": "1.3.0",
          "inputs": [{"type": "WorkflowImage", "name": "image"}],
          "steps": [{"type": "test/describe", "name": "d", "image": "$inputs.image"}],
          "outputs": [{"type": "JsonField", "name": "text", "selector": "$steps.d.text"}, {"type": "JsonField", "name": "image", "selector": "$steps.d.image"}]
        }
        """,
        TestBlocks.Catalogue);

    private static Workflow WithParameters { get; } = Workflow.Parse(
        """
        {
          "version": "1.3.0",
          "inputs": [
            {"type": "WorkflowImage", "name": "image"}, {"type": "WorkflowParameter", "name": "word"},
            {"type": "WorkflowParameter", "name": "style", "default_value": "short"}
          ],
          "steps": [{"type": "test/describe", "name": "d", "image": "$inputs.image", "words": {"a": "$inputs.word", "b": "x"}, "style": "$inputs.style"}],
          "outputs": [{"type": "JsonField", "name": "text", "selector": "$steps.d.text"}]
        }
        """,
        TestBlocks.Catalogue);

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static IEnumerable<object?> Texts(object value) => Run(value).Select(result => result["text"]);

    private static IReadOnlyList<WorkflowResult> Run(object value) => Run(Definition, new() { ["image"] = value });

    private static IReadOnlyList<WorkflowResult> Run(Dictionary<string, object?> inputs) => Run(WithParameters, inputs);

    private static IReadOnlyList<WorkflowResult> Run(Workflow workflow, Dictionary<string, object?> inputs)
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        using var app = runtime.Compile(workflow);
        return app.RunBatch(inputs);
    }
}

using System.Diagnostics;
using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Cli.Tests;

/// <summary>The tool as a process: what it prints, what it writes, what it returns.</summary>
public sealed class ToolTests : IDisposable
{
    private const string Pose = """
        {
          "version": "1.0",
          "inputs": [
            { "type": "WorkflowImage", "name": "image" },
            { "type": "WorkflowParameter", "name": "confidence", "kind": ["float_zero_to_one"], "default_value": 0.4 }
          ],
          "steps": [
            { "type": "roboflow_core/roboflow_keypoint_detection_model@v3", "name": "pose", "images": "$inputs.image", "model_id": "shapes-keypoints/1",
              "confidence_mode": "custom", "custom_confidence": "$inputs.confidence" },
            { "type": "roboflow_core/keypoint_visualization@v1", "name": "draw", "image": "$inputs.image", "predictions": "$steps.pose.predictions" }
          ],
          "outputs": [
            { "type": "JsonField", "name": "poses", "selector": "$steps.pose.predictions" },
            { "type": "JsonField", "name": "preview", "selector": "$steps.draw.image" }
          ]
        }
        """;

    private static readonly string Models = RepositoryFiles.Path("samples", "models");
    private static readonly string Images = RepositoryFiles.Path("samples", "images");

    private readonly string folder = Directory.CreateTempSubdirectory("workflows-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Blocks_are_listed_as_json()
    {
        var (exitCode, output, _) = Run("blocks", "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(226, json.RootElement.GetArrayLength());
        var pose = json.RootElement.EnumerateArray().Single(block => block.GetProperty("type").GetString() == "roboflow_core/roboflow_keypoint_detection_model@v3");
        Assert.Equal("KeypointDetectionV3", pose.GetProperty("class").GetString());
        Assert.Equal("Keypoint Detection Model", pose.GetProperty("family").GetString());
        Assert.Equal("v3", pose.GetProperty("version").GetString());
        Assert.Equal("model", pose.GetProperty("category").GetString());
        Assert.True(pose.GetProperty("local").GetBoolean());
        Assert.False(pose.GetProperty("deprecated").GetBoolean());
    }

    [Theory]
    [InlineData("mermaid", "flowchart TD")]
    [InlineData("dot", "digraph ")]
    [InlineData("svg", "<svg ")]
    public void A_workflow_is_drawn(string format, string start)
    {
        var (exitCode, output, _) = Run("graph", Write(Pose), "--format", format);
        Assert.Equal(0, exitCode);
        Assert.StartsWith(start, output, StringComparison.Ordinal);
        Assert.Contains("Keypoint Detection Model v3", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_is_written_as_source()
    {
        var (exitCode, output, _) = Run("codegen", Write(Pose), "--namespace", "My.App");
        Assert.Equal(0, exitCode);
        Assert.Contains("namespace My.App;", output, StringComparison.Ordinal);
        Assert.Contains("new KeypointDetectionV3(\"pose\", image, \"shapes-keypoints/1\")", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("graph", "--format", "gif")]
    [InlineData("codegen", "--namespace", "no namespace")]
    [InlineData("codegen", "--class", "2")]
    public void Wrong_options_are_refused(string command, string option, string value)
    {
        var (exitCode, output, error) = Run(command, Write(Pose), option, value);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(value, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("graph")]
    [InlineData("codegen")]
    public void What_is_no_workflow_is_refused(string command)
    {
        var (exitCode, output, error) = Run(command, Write(Pose.Replace("$steps.pose.predictions", "$steps.poze.predictions", StringComparison.Ordinal)));
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("Did you mean 'pose'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_valid_workflow_tells_its_outputs()
    {
        var (exitCode, output, _) = Run("validate", Write(Pose), "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("valid").GetBoolean());
        var poses = json.RootElement.GetProperty("outputs").GetProperty("poses");
        Assert.Equal("keypoint_detection_prediction", poses.GetProperty("kinds")[0].GetString());
        Assert.Equal(1, poses.GetProperty("dimensionality").GetInt32());
    }

    [Theory]
    [InlineData("zone-alert", "overdue", 1)]
    [InlineData("label-reader", "routes", 2)]
    public void The_workflows_of_the_sample_are_valid(string name, string outputName, int dimensionality)
    {
        var (exitCode, output, errors) = Run("validate", RepositoryFiles.Path("samples", "Authoring", $"{name}.workflow.json"), "--json");
        Assert.True(exitCode == 0, output + errors);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(dimensionality, json.RootElement.GetProperty("outputs").GetProperty(outputName).GetProperty("dimensionality").GetInt32());
    }

    [Fact]
    public void An_invalid_workflow_tells_what_is_wrong_and_where()
    {
        string file = Write(Pose.Replace("$steps.pose.predictions\" }\n", "$steps.pose.predictons\" }\n", StringComparison.Ordinal));
        var (exitCode, output, _) = Run("validate", file, "--json");
        Assert.Equal(1, exitCode);
        using var json = JsonDocument.Parse(output);
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal("ExecutionGraphStructureError", error.GetProperty("error").GetString());
        Assert.Equal("$.steps[1].predictions", error.GetProperty("path").GetString());
        Assert.Equal("draw", error.GetProperty("step").GetString());
        Assert.Equal("predictions", error.GetProperty("property").GetString());
        Assert.Equal("Did you mean 'predictions'?", error.GetProperty("suggestion").GetString());

        var plain = Run("validate", file);
        Assert.Equal(1, plain.ExitCode);
        Assert.Empty(plain.Output);
        Assert.Contains("Did you mean 'predictions'?", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_property_that_the_language_ignores_is_a_warning()
    {
        string file = Write(Pose.Replace("\"model_id\"", "\"confidense_mode\": \"custom\", \"model_id\"", StringComparison.Ordinal));
        var (exitCode, output, _) = Run("validate", file, "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        var warning = Assert.Single(json.RootElement.GetProperty("warnings").EnumerateArray().ToArray());
        Assert.Equal("pose", warning.GetProperty("step").GetString());
        Assert.Equal("confidense_mode", warning.GetProperty("property").GetString());
        Assert.Equal("Did you mean 'confidence_mode'?", warning.GetProperty("suggestion").GetString());

        var plain = Run("validate", file);
        Assert.Equal(0, plain.ExitCode);
        Assert.Contains("Did you mean 'confidence_mode'?", plain.Error, StringComparison.Ordinal);
        Assert.Contains("poses: keypoint_detection_prediction", plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_writes_results_and_images()
    {
        string output = Path.Combine(folder, "out");
        var run = Run("run", Write(Pose), "--models", Models, "--input", $"image={Path.Combine(Images, "shapes_01_480x640.jpg")}", "--input", "confidence=0.5", "--output", output);
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetArrayLength());
        var predictions = json.RootElement[0].GetProperty("poses").GetProperty("predictions");
        Assert.Equal(5, predictions.GetArrayLength());
        Assert.Equal("circle", predictions[0].GetProperty("class").GetString());
        Assert.Equal("base64", json.RootElement[0].GetProperty("preview").GetProperty("type").GetString());
        using var preview = Image.Load(Path.Combine(output, "shapes_01_480x640.preview.png"));
        Assert.Equal(new ImageSize(480, 640), preview.Size);
    }

    [Fact]
    public void A_pattern_is_a_batch()
    {
        var run = Run("run", Write(Pose), "--models", Models, "--input", $"image={Path.Combine(Images, "shapes_0?_*x*0.jpg")}", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(Directory.GetFiles(Images, "shapes_0?_*x*0.jpg").Length, json.RootElement.GetArrayLength());
        Assert.True(json.RootElement.GetArrayLength() > 3);
    }

    [Fact]
    public void A_run_leaves_a_trace()
    {
        string trace = Path.Combine(folder, "trace.json");
        var run = Run("run", Write(Pose), "--models", Models, "--input", $"image={Path.Combine(Images, "shapes_01_480x640.jpg")}", "--trace", trace);
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(File.ReadAllText(trace));
        var names = json.RootElement.GetProperty("traceEvents").EnumerateArray().Where(e => e.GetProperty("ph").GetString() == "X").Select(e => e.GetProperty("name").GetString());
        Assert.Equal(["pose", "draw", "workflow"], names);
    }

    [Fact]
    public void A_benchmark_tells_times_of_the_run_and_its_steps()
    {
        string[] arguments = ["bench", Write(Pose), "--models", Models, "--input", $"image={Path.Combine(Images, "shapes_01_480x640.jpg")}", "--runs", "5", "--warmup", "1"];
        var run = Run([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((5, 1), (root.GetProperty("runs").GetInt32(), root.GetProperty("results").GetInt32()));
        var steps = root.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(["pose", "draw"], steps.Select(step => step.GetProperty("name").GetString()));
        foreach (var figures in steps.Append(root.GetProperty("run")))
        {
            Assert.InRange(figures.GetProperty("median_ms").GetDouble(), double.Epsilon, figures.GetProperty("p95_ms").GetDouble());
        }

        Assert.InRange(root.GetProperty("onnx_runtime_share").GetDouble(), 0.0001, 1);
        Assert.True(root.GetProperty("allocated_bytes").GetInt64() > 0);

        var text = Run(arguments);
        Assert.Matches(@"(?m)^  pose +\d+\.\d+ ms +\d+\.\d+ ms  roboflow_core/roboflow_keypoint_detection_model@v3$", text.Output.ReplaceLineEndings("\n"));
        Assert.Contains("inside ONNX Runtime", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no value for the image", "needs the input 'image'")]
    [InlineData("a file that is not there", "no file, folder or pattern", "--input", "image=/no/such/file.jpg")]
    [InlineData("an input that is not there", "has no input 'imgae'", "--input", "imgae=x.jpg")]
    [InlineData("a file that is no image", "notes.txt", "--input", "image=NOTES")]
    [InlineData("a parameter out of range", "from 0 to 1", "--input", "image=IMAGE", "--input", "confidence=2")]
    [InlineData("a model folder that is not there", "does not exist", "--input", "image=IMAGE", "--models", "/no/such/folder")]
    public void Wrong_input_is_explained(string what, string message, params string[] arguments)
    {
        string notes = Path.Combine(folder, "notes.txt");
        File.WriteAllText(notes, "These are notes, not pixels.");
        string[] given = [.. arguments.Select(argument => argument
            .Replace("IMAGE", Path.Combine(Images, "shapes_01_480x640.jpg"), StringComparison.Ordinal)
            .Replace("NOTES", notes, StringComparison.Ordinal))];
        string[] models = given.Contains("--models") ? [] : ["--models", Models];
        var run = Run(["run", Write(Pose), .. models, .. given]);
        Assert.True(run.ExitCode == 1, what + Environment.NewLine + run.Error);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("validate")]
    [InlineData("validate", "a.json", "--nope")]
    [InlineData("run", "a.json", "--input", "image")]
    [InlineData("bench", "a.json", "--runs", "0")]
    public void A_wrong_command_line_is_explained(params string[] arguments)
    {
        var run = Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_imported_and_what_differs_is_listed()
    {
        string page = RepositoryFiles.Path("tests", "data", "manifest-import", "keypoint-detection-model.txt");
        string changed = Path.Combine(folder, "page.txt");
        File.WriteAllText(changed, File.ReadAllText(page).Replace("max_detections |\nint |", "max_detections |\nfloat |", StringComparison.Ordinal));
        var (exitCode, output, _) = Run("manifest", "import", changed, "--manifests", RepositoryFiles.Path("manifests"), "--output", Path.Combine(folder, "new"), "--json");
        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.All(json.RootElement.GetProperty("differences").EnumerateArray(), difference => Assert.Equal("max_detections", difference.GetProperty("property").GetString()));
        Assert.Equal(3, json.RootElement.GetProperty("differences").GetArrayLength());
        string file = Assert.Single(json.RootElement.GetProperty("written").EnumerateArray()).GetProperty("file").GetString()!;
        Assert.Contains("roboflow_keypoint_detection_model@v3", File.ReadAllText(file), StringComparison.Ordinal);

        var broken = Run("manifest", "import", Path.Combine(Images, "none.txt"));
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("none.txt", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_is_not_there_is_explained()
    {
        var run = Run("validate", Path.Combine(folder, "none.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("none.json", run.Error, StringComparison.Ordinal);
    }

    private string Write(string workflow)
    {
        string path = Path.Combine(folder, "workflow.json");
        File.WriteAllText(path, workflow.ReplaceLineEndings("\n"));
        return path;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "workflows.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}

using System.Text.Json.Nodes;
using Workflows.CodeFirst.Conformance.Models;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>Whole models on whole images as recorded, and that the suite notices when they are not.</summary>
public sealed class ModelsSuiteTests : IDisposable
{
    private static readonly string Folder = RepositoryFiles.Path("tests", "data", "golden", "models");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Models_give_the_recorded_results(string file)
    {
        int count = 0;
        var failures = new List<string>();
        foreach (var golden in new ModelsSuite().Load(new SuiteInput(Folder)).Where(golden => Path.GetFileName(golden.File) == file))
        {
            count++;
            var result = golden.Execute();
            if (result.Outcome == Outcome.Failed)
            {
                failures.Add($"{golden.Id}: {result}");
            }
        }

        Assert.True(count > 0, $"{file} has no cases.");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Theory]
    [InlineData("M__shapes-keypoints-1", "input/sum", "passed")] // counts only where the hash differs
    [InlineData("M__shapes-keypoints-1", "input/sha256_f32le", "input")]
    [InlineData("M__shapes-keypoints-1", "meta/pad_top", "input")]
    [InlineData("M__shapes-keypoints-1", "raw/0/sum", "raw")]
    [InlineData("M__shapes-keypoints-1", "raw/0/top_anchors/0/values/4", "raw")]
    [InlineData("M__shapes-keypoints-1", "requests/0/thresholds", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/0/x", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/0/height", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/1/confidence", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/1/class", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/1/keypoints/2/y", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/predictions/1/keypoints/2/class", "request-0")]
    [InlineData("M__shapes-keypoints-1", "requests/0/confidence_mode", "request-0")]
    [InlineData("L__shapes-keypoints-1", "input/samples/3/1", "input", false)]
    [InlineData("M__shapes-segmentation-1", "requests/0/predictions/0/points/0/x", "request-0")]
    [InlineData("M__shapes-segmentation-1", "requests/0/predictions/0/block_points/0/1", "request-0")]
    [InlineData("M__shapes-segmentation-1", "requests/0/predictions/0/block_mask_area", "request-0")]
    [InlineData("M__shapes-single-label-1", "requests/0/predictions/0/class", "request-0")]
    [InlineData("M__shapes-single-label-1", "requests/0/top", "request-0")]
    [InlineData("M__shapes-single-label-1", "requests/1/softmax/0", "request-1")]
    [InlineData("M__shapes-multi-label-1", "requests/0/predictions/star/confidence", "request-0")]
    [InlineData("M__shapes-multi-label-1", "requests/0/predicted_classes/0", "request-0")]
    [InlineData("M__shapes-semantic-1", "requests/0/pixel_counts/star", "request-0")]
    [InlineData("M__shapes-semantic-1", "requests/0/class_map/2", "request-0")]
    [InlineData("M__shapes-semantic-1", "requests/0/predictions/0/confidence", "request-0")]
    [InlineData("M__shapes-semantic-1", "requests/0/predictions/0/width", "request-0")]
    public void A_changed_value_fails_its_case(string file, string path, string failing, bool only = true)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file + ".json")))!.AsObject();
        var images = root["images"]!.AsArray();
        while (images.Count > 1)
        {
            images.RemoveAt(images.Count - 1);
        }

        Change(images[0]!, path);
        if (!only)
        {
            images[0]!["input"]!["sha256_f32le"] = "other";
        }

        string[] failed = [.. Run(file, root).Where(run => run.Outcome == Outcome.Failed).Select(run => run.Id.Split('/')[^1])];
        Assert.Equal(failing == "passed" ? [] : [failing], failed);
    }

    [Fact]
    public void A_detection_too_many_or_too_few_fails()
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "M__shapes-detection-1.json")))!.AsObject();
        var images = root["images"]!.AsArray();
        while (images.Count > 2)
        {
            images.RemoveAt(images.Count - 1);
        }

        images[0]!["requests"]![1]!["predictions"]!.AsArray().RemoveAt(1);
        var predictions = images[1]!["requests"]![1]!["predictions"]!.AsArray();
        predictions.Add(predictions[0]!.DeepClone());
        Assert.Equal(["request-1", "request-1"], Run("M__shapes-detection-1", root).Where(run => run.Outcome == Outcome.Failed).Select(run => run.Id.Split('/')[^1]));
    }

    [Theory]
    [InlineData("packages/no-such-model/1", "no-such-model")]
    [InlineData("elsewhere/shapes-detection/1", "elsewhere")]
    [InlineData("packages/../shapes-detection/1", "..")]
    public void A_package_that_is_not_there_fails_the_cases(string package, string named)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "M__shapes-single-label-1.json")))!.AsObject();
        root["package"] = package;
        Assert.All(Run("M__shapes-single-label-1", root), run =>
        {
            Assert.Equal(Outcome.Failed, run.Outcome);
            Assert.Contains(named, run.Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{ "package": "packages/shapes-detection/1", "images": [ {} ] }""")]
    public void A_file_of_another_kind_fails(string content)
    {
        folder.Write("M__other.json", content);
        var item = Assert.Single(new ModelsSuite().Load(new SuiteInput(folder.Path)));
        Assert.Equal(Outcome.Failed, item.Execute().Outcome);
    }

    [Fact]
    public void A_folder_without_files_is_explained() =>
        Assert.Contains(folder.Path, Assert.Throws<SuiteException>(() => new ModelsSuite().Load(new SuiteInput(folder.Path))).Message, StringComparison.Ordinal);

    private static void Change(JsonNode image, string path)
    {
        var node = image;
        foreach (string part in path.Split('/'))
        {
            node = int.TryParse(part, out int index) && node is JsonArray ? node[index]! : node[part]!;
        }

        node.ReplaceWith(node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => JsonValue.Create(node.GetValue<string>() + " changed"),
            _ => JsonValue.Create(node.GetValue<double>() * 1.05 + 7),
        });
    }

    private IEnumerable<(string Id, Outcome Outcome, string Text)> Run(string file, JsonObject root)
    {
        folder.Write(file + ".json", root.ToJsonString());
        string pictures = Directory.CreateDirectory(Path.Combine(folder.Path, "png")).FullName;
        foreach (var image in root["images"]!.AsArray())
        {
            string name = Path.ChangeExtension(image!["image"]!.GetValue<string>(), ".png");
            File.Copy(Path.Combine(Folder, "png", name), Path.Combine(pictures, name));
        }

        foreach (var item in new ModelsSuite().Load(new SuiteInput(folder.Path)))
        {
            var result = item.Execute();
            yield return (item.Id, result.Outcome, result.ToString());
        }
    }
}

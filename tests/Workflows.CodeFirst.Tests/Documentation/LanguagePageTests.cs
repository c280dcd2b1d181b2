using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Tests.Documentation;

/// <summary>docs/language.md is true: its workflows are valid and stay what they are, and it names the whole query language.</summary>
public sealed partial class LanguagePageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.Path("docs", "language.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Workflows_are_valid_and_keep_their_meaning()
    {
        var workflows = Examples().Matches(Page).Select(match => match.Groups["json"].Value).ToList();
        Assert.True(workflows.Count >= 5);
        Assert.All(workflows, json =>
        {
            string written = Workflow.Parse(json).ToJson();
            Assert.Equal(written, Workflow.Parse(written).ToJson());
        });
    }

    [Fact]
    public void The_first_workflow_is_the_one_in_code()
    {
        var image = Input.Image();
        var confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.4);
        var detect = new Blocks.ObjectDetectionV3("detect", image, "shapes-detection/1")
            .WithConfidenceMode(Blocks.ConfidenceMode.Custom)
            .WithCustomConfidence(confidence);
        var crop = new Blocks.DynamicCropV1("crop", image, detect.Predictions);
        var workflow = Workflow.Create()
            .WithOutput("found", detect.Predictions)
            .WithOutput("crops", crop.Crops, CoordinatesSystem.Own);
        Assert.Equal(workflow.ToJson(), Workflow.Parse(Examples().Match(Page).Groups["json"].Value).ToJson());
    }

    [Fact]
    public void The_whole_query_language_is_named()
    {
        using var schemas = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("manifests", "schemas.json")));
        var all = schemas.RootElement.GetProperty("schemas");
        var operations = all.GetProperty("AnyOperation").GetProperty("oneOf").EnumerateArray().Select(name => name.GetString()!);
        var comparators = Accepted(all, "BinaryStatement", "comparator").Concat(Accepted(all, "UnaryStatement", "operator")).SelectMany(name => Texts(all.GetProperty(name).GetProperty("tag")));
        Assert.All(operations.Concat(comparators), name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Accepted(JsonElement schemas, string statement, string field) =>
        schemas.GetProperty(statement).GetProperty("fields").GetProperty(field).GetProperty("accepts").EnumerateArray().Select(accepted => accepted.GetProperty("schema").GetString()!);

    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(item => item.GetString()!) : [json.GetString()!];

    [GeneratedRegex(@"```json\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}

using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>What an author of a workflow can write, and what the compiler or an analyzer says to mistakes.</summary>
public sealed class AuthoringTests
{
    private const string Pose = """var image = Input.Image(); var pose = new KeypointDetectionV3("pose", image, "people/3");""";

    [Theory]
    [InlineData("pose.WithKeypointConfidence(0.3).WithMaxDetections(5).WithClassAgnosticNms(true).WithConfidenceMode(BasicConfidenceMode.Custom);")]
    [InlineData("pose.WithKeypointConfidence(0).WithKeypointConfidence(1).WithMaxDetections(1).WithCustomConfidence(1.0);")]
    [InlineData("pose.WithKeypointConfidence(Input.Parameter(Kind.FloatZeroToOne, \"threshold\", 0.4));")]
    [InlineData("pose.WithClassFilter(\"person\", \"dog\").WithClassFilter([\"person\"]).WithClassFilter(new List<string>()).WithClassFilter(null);")]
    [InlineData("pose.WithCustomConfidence(null).WithActiveLearningTargetDataset(null);")]
    [InlineData("new KeypointDetectionV3(\"second\", image, pose.ModelId);")]
    [InlineData("new KeypointDetectionV3(name: \"second\", images: image, modelId: \"people/3\");")]
    [InlineData("new KeypointVisualizationV1(\"preview\", image, pose.Predictions).WithEdges(new JsonArray(0, 1), new JsonArray(1, 2));")]
    [InlineData("new KeypointVisualizationV1(\"preview\", image, pose.Predictions).WithAnnotatorType(KeypointVisualizationAnnotatorType.VertexLabel);")]
    [InlineData("new BoundingBoxVisualizationV1(\"boxes\", new KeypointVisualizationV1(\"preview\", image, pose.Predictions).Image, pose.Predictions).WithRoundness(0.5);")]
    public async Task Right_code_compiles_without_a_complaint(string code) => Check.None(await Complaints("_ = " + code));

    [Theory]
    [InlineData("_ = new KeypointDetectionV3(\"p\", pose.Predictions, \"x/1\");", "CS1503")]
    [InlineData("_ = pose.WithKeypointConfidence(image);", "CS1503")]
    [InlineData("_ = pose.WithConfidenceMode(pose.Predictions);", "CS1503")]
    [InlineData("_ = pose.WithMaxDetections(0.5);", "CS1503")]
    [InlineData("_ = pose.WithConfidenceMode(\"custom\");", "CS1503")]
    [InlineData("_ = new KeypointVisualizationV1(\"preview\", image);", "CS7036")]
    [InlineData("_ = new KeypointVisualizationV1(\"preview\", predictions: pose.Predictions);", "CS7036")]
    [InlineData("_ = new KeypointDetectionV3(\"p\", image);", "CS1729")]
    [InlineData("_ = pose.WithConfidenceMode(BasicConfidenceMode.Costum);", "CS0117")]
    [InlineData("_ = pose.WithKeypointConfidenc(0.5);", "CS1061")]
    [InlineData("_ = pose.Prediction;", "CS1061")]
    [InlineData("_ = pose.WithKeypointConfidence(1.5);", "WF0001")]
    [InlineData("_ = pose.WithKeypointConfidence(-0.1);", "WF0001")]
    [InlineData("_ = pose.WithKeypointConfidence(2);", "WF0001")]
    [InlineData("_ = pose.WithMaxDetections(0);", "WF0001")]
    [InlineData("_ = pose.WithCustomConfidence(1.01);", "WF0001")]
    [InlineData("const double tooMuch = 7; _ = pose.WithCustomConfidence(tooMuch);", "WF0001")]
    [InlineData("_ = new KeypointDetectionV3(\"\", image, \"x/1\");", "WF0002")]
    [InlineData("_ = new KeypointDetectionV3(\"my step\", image, \"x/1\");", "WF0002")]
    [InlineData("_ = Input.Image(\"a.b\");", "WF0002")]
    public async Task Mistakes_are_named(string code, string id) =>
        Assert.Equal(id, Assert.Single(await Complaints(code)).Split(": ")[1].Replace("error ", "", StringComparison.Ordinal));

    [Fact]
    public async Task The_message_says_what_is_right()
    {
        string message = Assert.Single(await Complaints("_ = pose.WithMaxDetections(-3);"));

        Assert.EndsWith("'maxDetections' must be greater than 0, but is -3", message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Complaints(string code)
    {
        var compilation = Compilations.OfBody(Pose + "\n" + code + "\n_ = Workflow.Create().WithOutput(\"poses\", pose.Predictions);");
        var found = await Analysis.Of(compilation);
        return [.. compilation.Complaints(), .. found.Select(static diagnostic => diagnostic.ToString())];
    }
}

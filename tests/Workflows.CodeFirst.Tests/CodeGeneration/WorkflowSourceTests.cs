using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Tests.CodeGeneration;

public class WorkflowSourceTests
{
    [Fact]
    public void Source_is_what_an_author_would_write()
    {
        var image = Input.Image();
        var confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.4);
        var detect = new ObjectDetectionV3("detect", image, "shapes-detection/1")
            .WithConfidenceMode(ConfidenceMode.Custom)
            .WithCustomConfidence(confidence)
            .WithClassFilter(["star", "arrow"]);
        var crop = new DynamicCropV1("the-crop", image, detect.Predictions);
        var workflow = Workflow.Create("find shapes").WithOutput("found", detect).WithOutput("crops", crop.Crops, CoordinatesSystem.Own);

        string source = WorkflowSource.Write(workflow, new() { Namespace = "My.App" });

        Assert.Equal("""
            using Workflows.CodeFirst;
            using Workflows.CodeFirst.Blocks;

            namespace My.App;

            /// <summary>The workflow find shapes.</summary>
            public static class FindShapesWorkflow
            {
                /// <summary>Builds the workflow.</summary>
                public static Workflow Create()
                {
                    var image = Input.Image();
                    var confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.4);

                    var detect = new ObjectDetectionV3("detect", image, "shapes-detection/1")
                        .WithConfidenceMode(ConfidenceMode.Custom)
                        .WithCustomConfidence(confidence)
                        .WithClassFilter(["star", "arrow"]);

                    var theCrop = new DynamicCropV1("the-crop", image, detect.Predictions);

                    return Workflow.Create("find shapes")
                        .WithOutput("found", detect)
                        .WithOutput("crops", theCrop.Crops, CoordinatesSystem.Own);
                }
            }

            """, source, ignoreLineEndingDifferences: true);
        Assert.Equal(workflow.ToJson(), Compiled.Create(Compiled.Compile([source]), "My.App.FindShapesWorkflow").ToJson());
    }

    [Fact]
    public void Dead_branches_are_pruned_on_request()
    {
        var image = Input.Image();
        var unused = Input.Parameter(Kind.Integer, "unused", 3);
        var kept = new ImageBlurV1("kept", image);
        var dead = new ImageBlurV1("dead", image).WithKernelSize(unused);
        var gate = new ContinueIfV1("gate", System.Text.Json.Nodes.JsonNode.Parse("""{ "type": "StatementGroup", "statements": [{ "type": "UnaryStatement", "operand": { "type": "DynamicOperand", "operand_name": "x" }, "operator": { "type": "Exists" } }] }""")!.AsObject(), [kept, dead])
            .WithEvaluationParameters([("x", image)]);
        var workflow = Workflow.Create().WithStep(gate).WithOutput("o", kept.Image);

        var whole = Compiled.Create(Compiled.Compile([WorkflowSource.Write(workflow, new() { ClassName = "Whole" })]), "Whole");
        var pruned = Compiled.Create(Compiled.Compile([WorkflowSource.Write(workflow, new() { ClassName = "Pruned", PruneDeadBranches = true })]), "Pruned");

        Assert.Equal(Meaning.Of(workflow), Meaning.Of(whole));
        Assert.Equal(["gate", "kept"], pruned.Steps.Select(step => step.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["image"], pruned.Inputs.Select(input => input.Name));
        Assert.NotEmpty(pruned.Validate().Outputs);
    }

    [Fact]
    public void Odd_names_and_texts_are_expressed()
    {
        var switchStep = new ImageBlurV1("switch", Input.Image("class"));
        var workflow = Workflow.Create("\"quoted\" \u2028 <b> \\ \0 😀")
            .WithInput(Input.Parameter(Kind.Any, "2nd", "line\nbreak \"\"\" \u0007"))
            .WithInput(Input.Parameter(Kind.Any, "a_b", 1.0))
            .WithInput(Input.Parameter(Kind.Any, "a-b", 1L))
            .WithInput(Input.Parameter(Kind.Any, "definitions"))
            .WithMember("note", System.Text.Json.Nodes.JsonNode.Parse("""{ "a": ["\u2028\"\"\"\"", 1.50, 1e3, null, {}] }"""))
            .WithOutput(new WorkflowOutput("", switchStep.Image));

        string source = WorkflowSource.Write(workflow, new() { ClassName = "Odd" });
        Assert.Equal(Meaning.Of(workflow), Meaning.Of(Compiled.Create(Compiled.Compile([source]), "Odd")));
    }

    [Fact]
    public void Members_beyond_the_language_are_named_in_comments()
    {
        var workflow = Workflow.Parse("""
            {
              "version": "1.0", "author": "me",
              "inputs": [{ "type": "WorkflowImage", "name": "image", "title": "An image" }],
              "steps": [{ "type": "roboflow_core/image_blur@v1", "name": "blur", "image": "$inputs.image", "colour": { "of": "the\nbox" } }],
              "outputs": [{ "type": "JsonField", "name": "o", "selector": "$steps.blur.image", "place": 3 }]
            }
            """);
        string source = WorkflowSource.Write(workflow);
        Assert.Contains("// Not part of the language: \"title\": \"An image\"", source, StringComparison.Ordinal);
        Assert.Contains("// Not part of the language: \"colour\": {\"of\":\"the\\nbox\"}", source, StringComparison.Ordinal);
        Assert.Contains("// Not part of the language: \"place\": 3", source, StringComparison.Ordinal);
        Assert.Contains(".WithMember(\"author\", \"me\")", source, StringComparison.Ordinal);
        _ = Compiled.Compile([source]);
    }

    [Theory]
    [InlineData("a b", null)]
    [InlineData(null, "1st")]
    [InlineData(null, "class")]
    public void Names_that_are_not_of_csharp_are_refused(string? space, string? name) =>
        Assert.Throws<ArgumentException>(() => WorkflowSource.Write(Workflow.Create(), new() { Namespace = space, ClassName = name }));
}

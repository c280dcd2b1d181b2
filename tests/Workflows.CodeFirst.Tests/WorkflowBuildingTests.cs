using System.Text.Json;
using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Tests;

/// <summary>Workflows written in code: what is discovered, in which order, and what is refused.</summary>
public class WorkflowBuildingTests
{
    private static readonly InputSelector<IImageKind> Image = Input.Image("image");
    private static readonly InputSelector<IFloatZeroToOneKind> Confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.4);
    private static readonly KeypointDetectionV3 Pose = new KeypointDetectionV3("pose", Image, "people/3").WithCustomConfidence(Confidence);
    private static readonly KeypointVisualizationV1 Preview = new("preview", Image, Pose.Predictions);

    [Fact]
    public void Steps_and_inputs_are_discovered_from_outputs_each_after_what_it_needs()
    {
        var workflow = Workflow.Create("demo").WithOutput("preview", Preview.Image);
        Assert.Equal(["image", "confidence"], workflow.Inputs.Select(input => input.Name));
        Assert.Equal(["pose", "preview"], workflow.Steps.Select(step => step.Name));
    }

    [Fact]
    public void A_step_that_no_output_needs_is_added_explicitly()
    {
        var workflow = Workflow.Create().WithStep(Preview).WithInput(Input.Parameter(Kind.String, "unused"));
        Assert.Equal(["pose", "preview"], workflow.Steps.Select(step => step.Name));
        Assert.Equal(["image", "confidence", "unused"], workflow.Inputs.Select(input => input.Name));
        Assert.Empty(workflow.Outputs);
    }

    [Fact]
    public void With_returns_copies()
    {
        var other = Pose.WithModelId("people/4");
        Assert.NotSame(Pose, other);
        Assert.Equal("people/3", Literal(Pose, "model_id").GetString());
        Assert.Equal("people/4", Literal(other, "model_id").GetString());
        var workflow = Workflow.Create();
        Assert.NotSame(workflow, workflow.WithOutput("poses", Pose.Predictions));
        Assert.Empty(workflow.Outputs);
    }

    [Fact]
    public void Two_copies_of_a_step_under_one_name_are_refused()
    {
        var problem = Assert.Throws<WorkflowException>(() => Workflow.Create()
            .WithOutput("poses", Pose.Predictions)
            .WithOutput("others", Pose.WithModelId("people/4").Predictions));
        Assert.Equal(("duplicate_name", "pose"), (problem.Errors[0].Code, problem.Errors[0].Step));
        Assert.Contains("copies", problem.Message);
    }

    [Fact]
    public void Two_different_inputs_under_one_name_are_refused_but_the_same_declaration_is_one_input()
    {
        var again = new KeypointDetectionV3("again", Input.Image("image"), "people/3");
        var workflow = Workflow.Create().WithOutput("poses", Pose.Predictions).WithOutput("again", again.Predictions);
        Assert.Equal(2, workflow.Inputs.Length);

        var other = Pose.WithIouThreshold(Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.7));
        Assert.Equal("duplicate_name", Assert.Throws<WorkflowException>(() => Workflow.Create().WithOutput("poses", other.Predictions)).Errors[0].Code);
    }

    [Fact]
    public void Two_outputs_under_one_name_are_refused() =>
        Assert.Throws<WorkflowException>(() => Workflow.Create().WithOutput("a", Pose.Predictions).WithOutput("a", Pose.ModelId));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("krök")]
    public void Names_that_no_selector_can_refer_to_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new KeypointDetectionV3(name, Image, "people/3"));
        Assert.Throws<ArgumentException>(() => Input.Image(name));
    }

    [Fact]
    public void A_number_outside_its_range_is_refused_with_the_name_of_the_property()
    {
        double confidence = 1.5;
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => Pose.WithKeypointConfidence(confidence));
        Assert.Equal("keypoint_confidence", problem.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pose.WithKeypointConfidence(double.NaN));
    }

    [Fact]
    public void A_rule_between_properties_is_checked_when_the_workflow_is_written()
    {
        var step = Pose.WithConfidenceMode(BasicConfidenceMode.Custom).WithCustomConfidence(null);
        var problem = Assert.Throws<WorkflowException>(() => Workflow.Create().WithOutput("poses", step.Predictions).ToJson());
        Assert.Equal(("broken_rule", "pose", "custom_confidence"), (problem.Errors[0].Code, problem.Errors[0].Step, problem.Errors[0].Property));
    }

    [Fact]
    public void Inputs_are_written_with_kind_default_and_dimensionality()
    {
        var numbers = Input.Batch(Kind.Float, "numbers", 2);
        using var json = JsonDocument.Parse(Workflow.Create().WithInput(Image).WithInput(Confidence).WithInput(numbers).ToJson());
        var inputs = json.RootElement.GetProperty("inputs");
        Assert.Equal("""{"type":"WorkflowImage","name":"image"}""", Compact(inputs[0]));
        Assert.Equal("""{"type":"WorkflowParameter","name":"confidence","kind":["float_zero_to_one"],"default_value":0.4}""", Compact(inputs[1]));
        Assert.Equal("""{"type":"WorkflowBatchInput","name":"numbers","kind":["float"],"dimensionality":2}""", Compact(inputs[2]));
    }

    [Fact]
    public void A_chain_of_ten_thousand_steps_is_built_and_written()
    {
        var image = new ImageConvertGrayscaleV1("s0", Image);
        for (int i = 1; i < 10_000; i++)
        {
            image = new ImageConvertGrayscaleV1($"s{i}", image.Image);
        }

        Assert.Equal(10_000, Workflow.Parse(Workflow.Create().WithOutput("image", image.Image).ToJson()).Steps.Length);
    }

    private static JsonElement Literal(Step step, string property) =>
        Assert.IsType<PropertyValue.Literal>(step.Values[step.Manifest.IndexOfProperty(property)]).Json;

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}

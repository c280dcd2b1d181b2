using System.Text.Json.Nodes;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Tests;

public class UntypedStepTests
{
    private const string Blur = "roboflow_core/image_blur@v1";

    [Fact]
    public void It_means_what_the_builder_means()
    {
        var image = Input.Image();
        var typed = new ImageBlurV1("blur", image).WithKernelSize(7);
        var untyped = new UntypedStep("blur", Blur).With("image", image).With("kernel_size", "7");
        Assert.Equal(Workflow.Create().WithOutput("o", typed.Image).ToJson(), Workflow.Create().WithOutput("o", untyped.Output("image")).ToJson());
    }

    [Fact]
    public void Names_are_looked_up_and_guessed()
    {
        var unknownBlock = Assert.Throws<ArgumentException>(() => new UntypedStep("blur", "roboflow_core/image_blurr@v1"));
        Assert.Contains("Did you mean 'roboflow_core/image_blur@v1'?", unknownBlock.Message, StringComparison.Ordinal);
        var unknownProperty = Assert.Throws<ArgumentException>(() => new UntypedStep("blur", Blur).With("kernel_sise", 7));
        Assert.Contains("Did you mean 'kernel_size'?", unknownProperty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_checked_when_they_are_set()
    {
        var problem = Assert.Throws<WorkflowException>(() => new UntypedStep("blur", Blur).With("kernel_size", "wide")).Errors.Single();
        Assert.Equal(("invalid_value", "blur", "kernel_size"), (problem.Code, problem.Step, problem.Property));
        Assert.Throws<WorkflowException>(() => new UntypedStep("d", "roboflow_core/delta_filter@v1").With("image", new ImageBlurV1("b", Input.Image()).Image));
    }

    [Fact]
    public void What_is_missing_is_found_with_the_workflow()
    {
        var workflow = Workflow.Create().WithStep(new UntypedStep("blur", Blur));
        var problem = Assert.Throws<WorkflowException>(workflow.Validate).Errors.Single();
        Assert.Equal(("missing_property", "$.steps[0]", "image"), (problem.Code, problem.Path, problem.Property));
    }

    [Fact]
    public void Connections_are_checked_with_the_workflow()
    {
        var image = Input.Image();
        var crop = new UntypedStep("crop", "roboflow_core/dynamic_crop@v1").With("images", image).With("predictions", image);
        Assert.Equal("kind_mismatch", Assert.Throws<WorkflowException>(Workflow.Create().WithStep(crop).Validate).Errors.Single().Code);
    }

    [Fact]
    public void Blocks_of_the_workflow_itself_are_authored()
    {
        var definitions = JsonNode.Parse("""
            [{
              "type": "DynamicBlockDefinition",
              "manifest": {
                "type": "ManifestDescription", "block_type": "Measure",
                "inputs": { "picture": { "type": "DynamicInputDefinition", "selector_types": ["input_image"] } },
                "outputs": { "size": { "type": "DynamicOutputDefinition", "kind": ["integer"] } }
              },
              "code": { "type": "PythonCode", "run_function_code": "def run(self, picture):\n    return {'size': 1}" }
            }]
            """)!;
        var measure = new UntypedStep("measure", "Measure", BlockCatalogue.Core.WithDefinitions(definitions)).With("picture", Input.Image());
        var workflow = Workflow.Create().WithOutput("size", measure.Output("size")).WithMember("dynamic_blocks_definitions", definitions);

        Assert.Equal("integer", workflow.Validate().Outputs.Single().Kinds.Single());
        Assert.Equal(workflow.ToJson(), Workflow.Parse(workflow.ToJson()).ToJson());
        Assert.Throws<ArgumentException>(() => workflow.WithMember("dynamic_blocks_definitions", null));
    }
}

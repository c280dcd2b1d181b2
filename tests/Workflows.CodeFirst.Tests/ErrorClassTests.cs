using System.Collections.Frozen;
using System.Collections.Immutable;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Tests;

/// <summary>Workflows that are refused with each class of error that the reference engine's compiler knows, where no other test has one.</summary>
public class ErrorClassTests
{
    private const string Inner = """{ "version": "1.0", "inputs": [{ "type": "WorkflowImage", "name": "im" }], "steps": [{ "type": "test/say@v1", "name": "say", "text": "$inputs.im" }], "outputs": [] }""";

    [Theory]
    [InlineData("InnerWorkflowParameterBindingsMissingRequiredError", """{ "type": "roboflow_core/inner_workflow@v1", "name": "iw", "workflow_definition": INNER }""")]
    [InlineData("InnerWorkflowParameterBindingsUnknownInputError", """{ "type": "roboflow_core/inner_workflow@v1", "name": "iw", "workflow_definition": INNER, "parameter_bindings": { "im": "$inputs.image", "other": 1 } }""")]
    [InlineData("InnerWorkflowInvalidStepEntryError", """{ "type": "roboflow_core/inner_workflow@v1", "name": "iw" }""")]
    [InlineData("InnerWorkflowInvalidStepEntryError", "5")]
    [InlineData("WorkflowDefinitionError", """{ "type": "roboflow_core/inner_workflow@v1", "name": "iw", "workflow_definition": INNER, "workflow_workspace_id": "w", "workflow_id": "x" }""")]
    [InlineData("ExecutionGraphStructureError", """{ "type": "test/say@v1", "name": "say", "text": "$steps.say.output" }""")]
    [InlineData("StepInputDimensionalityError", """{ "type": "test/shrink", "name": "s", "value": 1 }""")]
    [InlineData("WorkflowSyntaxError", """{ "type": "test/say@v1", "name": "say" }""")]
    public void A_step_is_refused(string error, string step) => Assert.Equal(error, Refusal(step.Replace("INNER", Inner, StringComparison.Ordinal)).Error);

    [Fact]
    public void Workflows_in_workflows_go_only_so_deep()
    {
        string nested = Inner;
        for (int i = 0; i < 5; i++)
        {
            nested = $$"""
                {
                  "version": "1.0", "inputs": [{ "type": "WorkflowImage", "name": "im" }], "outputs": [],
                  "steps": [{ "type": "roboflow_core/inner_workflow@v1", "name": "iw", "workflow_definition": {{nested}}, "parameter_bindings": { "im": "$inputs.im" } }]
                }
                """;
        }

        Assert.Equal("InnerWorkflowNestingDepthError", Refusal(InnerStep("iw", nested)).Error);
    }

    [Fact]
    public void A_workflow_has_only_so_many_workflows_in_it()
    {
        string[] steps = [.. Enumerable.Range(0, 33).Select(i => InnerStep($"iw{i}", Inner))];
        Assert.Equal("InnerWorkflowTotalCountError", Refusal(steps).Error);
    }

    [Fact]
    public void A_step_without_data_cannot_follow_branches_of_different_sources()
    {
        var error = Refusal(
            """{ "type": "test/detect@v1", "name": "detect", "images": "$inputs.image", "model_id": "m/1" }""",
            """{ "type": "test/crop@v1", "name": "a", "images": "$inputs.image", "predictions": "$steps.detect.predictions" }""",
            """{ "type": "test/crop@v1", "name": "b", "images": "$inputs.image", "predictions": "$steps.detect.predictions" }""",
            """{ "type": "test/gate@v1", "name": "g", "value": "$steps.a.crops", "next_steps": ["$steps.say"] }""",
            """{ "type": "test/gate@v1", "name": "h", "value": "$steps.b.crops", "next_steps": ["$steps.say"] }""",
            """{ "type": "test/say@v1", "name": "say", "text": "hello" }""");
        Assert.Equal(("AssumptionError", "say"), (error.Error, error.Step));
    }

    [Fact]
    public void A_block_that_a_workflow_defines_has_to_be_well_defined()
    {
        const string Definition = """
            {
              "version": "1.0", "inputs": [], "steps": [], "outputs": [],
              "dynamic_blocks_definitions": [{
                "type": "DynamicBlockDefinition",
                "manifest": {
                  "type": "ManifestDescription", "block_type": "Mine", "outputs": {},
                  "inputs": { "x": { "type": "DynamicInputDefinition", "selector_types": ["generic"], "selector_data_kind": { "generic": ["zzz"] } } }
                },
                "code": { "type": "PythonCode", "run_function_code": "def run(self, x): return {}" }
              }]
            }
            """;
        var error = Assert.Throws<WorkflowException>(() => Workflow.Parse(Definition, TestBlocks.Catalogue)).Errors[0];
        Assert.Equal("DynamicBlockError", error.Error);
        Assert.Contains("zzz", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offsets two levels apart", 0, 2, "a", 0)]
    [InlineData("a negative offset", -1, 0, "a", 0)]
    [InlineData("no property at the base", 1, 1, "a", 0)]
    [InlineData("different offsets without one to follow", 0, 1, null, 0)]
    [InlineData("different offsets and an expansion", 0, 1, "a", 1)]
    [InlineData("following a property that is no batch", 0, 0, "c", 0)]
    [InlineData("an expansion by two levels", 0, 0, null, 2)]
    public void A_block_with_contradicting_batch_facts_is_refused(string what, int ofA, int ofB, string? reference, int output)
    {
        var manifest = TestBlocks.Say with
        {
            Type = "test/odd",
            Family = "test/odd",
            Properties = [.. new[] { "a", "b", "c" }.Select(name => new PropertyManifest { Name = name, Accepts = [new SelectorAlternative(["*"]), new LiteralAlternative(LiteralType.Any)], Required = true })],
            Batch = new BatchManifest
            {
                Batches = ["a", "b"],
                InputOffsets = new Dictionary<string, int> { ["a"] = ofA, ["b"] = ofB }.ToFrozenDictionary(),
                ReferenceProperty = reference,
                OutputOffset = output,
            },
        };
        var error = Refusal(TestBlocks.Catalogue.With(manifest), """{ "type": "test/odd", "name": "odd", "a": "$inputs.image", "b": "$inputs.image", "c": 1 }""");
        Assert.True(("BlockInterfaceError", "odd") == (error.Error, error.Step), $"{what}: {error}");
    }

    private static string InnerStep(string name, string definition) =>
        $$"""{ "type": "roboflow_core/inner_workflow@v1", "name": "{{name}}", "workflow_definition": {{definition}}, "parameter_bindings": { "im": "$inputs.image" } }""";

    private static WorkflowError Refusal(params ReadOnlySpan<string> steps) => Refusal(TestBlocks.Catalogue.With(Shrink), steps);

    private static WorkflowError Refusal(BlockCatalogue catalogue, params ReadOnlySpan<string> steps)
    {
        string json = $$"""
            { "version": "1.0", "inputs": [{ "type": "WorkflowImage", "name": "image" }], "outputs": [], "steps": [{{string.Join(",", steps)}}] }
            """;
        return Assert.Throws<WorkflowException>(() => Workflow.Parse(json, catalogue)).Errors[0];
    }

    /// <summary>Takes a level away, but has no batch to take it from.</summary>
    private static BlockManifest Shrink { get; } = TestBlocks.Say with
    {
        Type = "test/shrink",
        Family = "test/shrink",
        Properties = [new PropertyManifest { Name = "value", Accepts = [new LiteralAlternative(LiteralType.Any)], Required = true }],
        Batch = BatchManifest.None with { OutputOffset = -1 },
    };
}

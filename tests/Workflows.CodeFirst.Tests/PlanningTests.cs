using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Tests;

/// <summary>How deep data is nested and where batches come from.</summary>
public class PlanningTests
{
    private const string Detect = """{ "type": "test/detect@v1", "name": "detect", "images": "$inputs.image", "model_id": "m/1" }""";
    private const string Crop = """{ "type": "test/crop@v1", "name": "crop", "images": "$inputs.image", "predictions": "$steps.detect.predictions" }""";
    private const string Second = """{ "type": "test/detect@v1", "name": "second", "images": "$steps.crop.crops", "model_id": "m/1" }""";

    [Fact]
    public void Crops_are_one_level_deeper_and_know_who_made_them()
    {
        var plan = Plan(Detect, Crop, Second);
        Assert.Equal(["<workflow_input>"], plan.Steps[0].Lineage.Origins.AsEnumerable());
        Assert.Equal(["<workflow_input>", "$steps.crop"], plan.Steps[1].Lineage.Origins.AsEnumerable());
        Assert.Equal(["<workflow_input>", "$steps.crop"], plan.Steps[2].Lineage.Origins.AsEnumerable());
        Assert.Equal([1, 1, 2], plan.Steps.Select(step => step.ExecutionDimensionality));
        Assert.Equal([[0], [1], [2]], plan.Layers.Select(layer => layer.ToArray()));
    }

    [Fact]
    public void Collapsing_takes_one_level_away()
    {
        var plan = Plan(Detect, Crop, """{ "type": "test/collapse@v1", "name": "list", "data": "$steps.crop.crops" }""");
        Assert.Equal(1, plan.Steps[2].Lineage.Depth);
        Assert.Equal(1, plan.Steps[2].ExecutionDimensionality);
    }

    [Fact]
    public void A_scalar_is_cast_for_a_property_that_takes_only_batches()
    {
        var plan = Plan("""{ "type": "test/collapse@v1", "name": "list", "data": "$inputs.number" }""");
        Assert.True(plan.Steps[0].Properties[0].IsCast);
        Assert.Equal(1, plan.Steps[0].Properties[0].Dimensionality);
        Assert.Null(plan.Steps[0].Properties[0].CastSupport);
    }

    [Fact]
    public void An_offset_input_has_to_be_one_level_deeper()
    {
        const string good = """{ "type": "test/replace@v1", "name": "replace", "detections": "$steps.detect.predictions", "classes": "$steps.second.predictions" }""";
        Assert.Equal(1, Plan(Detect, Crop, Second, good).Steps[3].Lineage.Depth);

        const string bad = """{ "type": "test/replace@v1", "name": "replace", "detections": "$steps.detect.predictions", "classes": "$steps.detect.predictions" }""";
        Assert.Equal("StepInputDimensionalityError", Refusal(Detect, bad).Error);
    }

    [Fact]
    public void Values_of_different_depth_do_not_meet()
    {
        const string mixed = """{ "type": "test/crop@v1", "name": "mixed", "images": "$steps.crop.crops", "predictions": "$steps.detect.predictions" }""";
        var problem = Refusal(Detect, Crop, mixed);
        Assert.Equal(("StepInputDimensionalityError", "mixed"), (problem.Error, problem.Step));
        Assert.Contains("'$steps.crop.crops' is 2 deep", problem.Message);
    }

    [Fact]
    public void Batches_of_different_origin_do_not_meet()
    {
        const string other = """{ "type": "test/crop@v1", "name": "other", "images": "$inputs.image", "predictions": "$steps.detect.predictions" }""";
        const string mixed = """{ "type": "test/say@v1", "name": "mixed", "text": "$steps.crop.crops", "items": ["$steps.other.crops"] }""";
        Assert.Equal("StepInputLineageError", Refusal(Detect, Crop, other, mixed).Error);
    }

    [Fact]
    public void A_gate_guards_its_targets()
    {
        var plan = Plan(
            Detect,
            """{ "type": "test/gate@v1", "name": "gate", "value": "$steps.detect.predictions", "next_steps": ["$steps.second"] }""",
            """{ "type": "test/detect@v1", "name": "second", "images": "$inputs.image", "model_id": "m/1" }""");
        var branch = Assert.Single(plan.Steps[1].Branches);
        Assert.Equal(2, Assert.Single(branch.Targets));
        Assert.Equal(branch, Assert.Single(plan.Steps[2].GuardedBy));
        Assert.Equal(3, plan.Layers.Length);
    }

    [Fact]
    public void A_gate_deeper_than_its_target_is_refused()
    {
        var problem = Refusal(
            Detect,
            Crop,
            """{ "type": "test/gate@v1", "name": "gate", "value": "$steps.crop.crops", "next_steps": ["$steps.say"] }""",
            """{ "type": "test/say@v1", "name": "say", "text": "$steps.detect.predictions" }""");
        Assert.Equal(("ControlFlowDefinitionError", "say"), (problem.Error, problem.Step));
    }

    [Fact]
    public void A_gated_step_without_data_follows_the_gate()
    {
        var plan = Plan(
            Detect,
            """{ "type": "test/gate@v1", "name": "gate", "value": "$steps.detect.predictions", "next_steps": ["$steps.say"] }""",
            """{ "type": "test/say@v1", "name": "say", "text": "hello" }""");
        Assert.Equal(["<workflow_input>"], plan.Steps[2].ControlFlowLineage!.Origins.AsEnumerable());
        Assert.True(plan.Steps[2].IsBatchOriented);
        Assert.Equal(1, plan.Steps[2].ExecutionDimensionality);
    }

    [Fact]
    public void A_step_is_no_value_and_a_value_no_target()
    {
        Assert.Equal("invalid_flow_control", Refusal(Detect, """{ "type": "test/say@v1", "name": "say", "text": "x", "items": ["$steps.detect"] }""").Code);
        Assert.Equal("invalid_flow_control", Refusal(Detect, """{ "type": "test/gate@v1", "name": "gate", "value": 1, "next_steps": ["$steps.detect", "$steps.detect"] }""").Code);
    }

    private static WorkflowPlan Plan(params string[] steps) => Workflow.Parse(Json(steps), TestBlocks.Catalogue).Plan();

    private static WorkflowError Refusal(params string[] steps) =>
        Assert.Throws<WorkflowException>(() => Workflow.Parse(Json(steps), TestBlocks.Catalogue)).Errors[0];

    private static string Json(string[] steps) => $$"""
        {
          "version": "1.0",
          "inputs": [{ "type": "WorkflowImage", "name": "image" }, { "type": "WorkflowParameter", "name": "number" }],
          "steps": [{{string.Join(",", steps)}}],
          "outputs": []
        }
        """;
}

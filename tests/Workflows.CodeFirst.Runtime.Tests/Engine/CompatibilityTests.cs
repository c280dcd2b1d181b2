using Workflows.CodeFirst.Execution;
using static Workflows.CodeFirst.Runtime.Tests.Engine.Scenario;

namespace Workflows.CodeFirst.Runtime.Tests.Engine;

/// <summary>Where the reference engine does something that nobody would want: what happens here, and what happens in its compatibility mode.</summary>
public class CompatibilityTests
{
    private const string Deep = """{"type": "WorkflowBatchInput", "name": "deep", "kind": ["float"], "dimensionality": 2}""";

    [Fact]
    public void A_branch_that_lets_nothing_pass_counts() => ExpectBoth(
        """[{"x": null}, {"x": null}, {"x": null}]""",
        """[{"x": null}, {"x": 3}, {"x": 4}]""",
        Numbers,
        """
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 9, "next_steps": ["$steps.s"]},
        {"type": "test/gate", "name": "h", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]},
        {"type": "test/add", "name": "s", "a": "$inputs.numbers"}
        """,
        Output("x", "$steps.s.sum"),
        """{"numbers": [1, 2, 3]}""");

    [Fact]
    public void A_branch_holds_for_what_stems_from_its_elements() => ExpectBoth(
        """[{"x": [null, null]}, {"x": [1, 2, 3]}]""",
        """[{"x": [null, null]}, {"x": [null, null, null]}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 3, "next_steps": ["$steps.a"]},
        {"type": "test/add", "name": "a", "a": "$steps.s.item"}
        """,
        Output("x", "$steps.a.sum"),
        """{"numbers": [2, 3]}""");

    [Fact]
    public void A_branch_at_one_of_two_levels_is_enough() => ExpectBoth(
        """[{"t": null}, {"t": "0 3 6"}]""",
        """[{"t": null}, {"t": null}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 3, "next_steps": ["$steps.m"]},
        {"type": "test/scale", "name": "m", "reference": "$inputs.numbers", "items": "$steps.s.item"}
        """,
        Output("t", "$steps.m.text"),
        """{"numbers": [2, 3]}""");

    [Fact]
    public void Branches_at_both_levels_let_pass_what_passes_both() => ExpectBoth(
        """[{"t": "2"}, {"t": ""}, {"t": null}, {"t": "3 6"}]""",
        """[{"t": "2"}, {"t": null}, {"t": null}, {"t": "3 6"}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 1, "next_steps": ["$steps.m"]},
        {"type": "test/gate", "name": "h", "value": "$steps.s.item", "limit": 1, "next_steps": ["$steps.m"]},
        {"type": "test/scale", "name": "m", "reference": "$inputs.numbers", "items": "$steps.s.item"}
        """,
        Output("t", "$steps.m.text"),
        """{"numbers": [2, 1, 0, 3]}""");

    [Fact]
    public void A_step_without_batches_follows_the_deepest_of_its_branches() => ExpectSame(
        """[{"x": [null, null]}, {"x": [null, 8, 8]}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 3, "next_steps": ["$steps.a"]},
        {"type": "test/gate", "name": "h", "value": "$steps.s.item", "limit": 1, "next_steps": ["$steps.a"]},
        {"type": "test/add", "name": "a", "a": 7}
        """,
        Output("x", "$steps.a.sum"),
        """{"numbers": [2, 3]}""");

    [Theory]
    [InlineData("\"$inputs.limit\"", "ExecutionEngineRuntimeError")]
    [InlineData("\"$inputs.numbers\"", "InvalidBlockBehaviourError")]
    public void A_flow_step_without_targets_goes_nowhere(string value, string error)
    {
        string steps = $$"""{"type": "test/gate", "name": "g", "value": {{value}}, "next_steps": []}, {"type": "test/add", "name": "s", "a": "$inputs.numbers"}""";
        Expect("""[{"x": 2}]""", Run($"{Numbers}, {Limit}", steps, Output("x", "$steps.s.sum"), """{"numbers": 1}"""));
        ExpectFailure(error, "step_output_registration", "g", $"{Numbers}, {Limit}", steps, Output("x", "$steps.s.sum"), """{"numbers": 1}""");
    }

    [Fact]
    public void An_output_of_a_step_is_no_target()
    {
        const string Steps = """{"type": "test/gate", "name": "g", "value": 1, "next_steps": ["$steps.s.value"]}, {"type": "test/first_of", "name": "s", "data": ["$inputs.limit"]}""";
        var e = Assert.Throws<WorkflowException>(() => Run(Limit, Steps, Output("x", "$steps.s.value"), "{}"));
        Assert.Equal(("InvalidReferenceTargetError", "g", "next_steps", "Write '$steps.s'."), (e.Errors[0].Error, e.Errors[0].Step, e.Errors[0].Property, e.Errors[0].Suggestion));
        ExpectFailure("ExecutionEngineRuntimeError", "step_output_registration", "g", Limit, Steps, Output("x", "$steps.s.value"), "{}");
    }

    [Fact]
    public void Going_to_a_step_and_to_an_output_of_one_only_fails_for_batches()
    {
        const string Scalar = """
            {"type": "test/gate", "name": "g", "value": 1, "next_steps": ["$steps.t", "$steps.s.value"]},
            {"type": "test/first_of", "name": "s", "data": ["$inputs.limit"]},
            {"type": "test/add", "name": "t", "a": 2}
            """;
        Expect("""[{"x": 3}]""", Run(Limit, Scalar, Output("x", "$steps.t.sum"), "{}", CompatibilityMode.Reference));
        ExpectFailure(
            "ExecutionEngineRuntimeError", "step_output_registration", "g", $"{Limit}, {Numbers}", Scalar.Replace("\"value\": 1", "\"value\": \"$inputs.numbers\""), Output("x", "$steps.t.sum"), """{"numbers": [1]}""");
    }

    [Fact]
    public void A_step_without_properties_runs_where_its_branch_lets_it() => ExpectBoth(
        """[{"x": null}, {"x": 7}]""",
        """[{"x": null}, {"x": null}]""",
        Numbers,
        """{"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.c"]}, {"type": "test/constant", "name": "c"}""",
        Output("x", "$steps.c.seven"),
        """{"numbers": [1, 2]}""");

    [Fact]
    public void A_step_without_properties_runs_once_and_its_value_repeats() => ExpectSame(
        """[{"x": 7, "y": 2}, {"x": 7, "y": 3}]""",
        Numbers,
        """{"type": "test/constant", "name": "c"}, {"type": "test/add", "name": "s", "a": "$inputs.numbers"}""",
        $"{Output("x", "$steps.c.seven")}, {Output("y", "$steps.s.sum")}",
        """{"numbers": [1, 2]}""");

    [Fact]
    public void A_skipped_step_makes_no_elements_out_of_nothing()
    {
        const string Skipped = """{"type": "test/gate", "name": "g", "value": "$inputs.limit", "limit": 2, "next_steps": ["$steps.s"]}, {"type": "test/spread", "name": "s", "count": 2}""";
        const string Consumer = """{"type": "test/add", "name": "a", "a": "$steps.s.item"}""";
        ExpectSame("""[{"x": []}]""", Limit, Skipped, Output("x", "$steps.s.item"), "{}");
        ExpectSame("""[{"x": [1, 2]}]""", Limit, $"{Skipped}, {Consumer}", Output("x", "$steps.a.sum"), """{"limit": 2}""");
        Expect("""[{"x": []}]""", Run(Limit, $"{Skipped}, {Consumer}", Output("x", "$steps.a.sum"), "{}"));
        ExpectFailure("ExecutionEngineRuntimeError", "step_input_assembling", "a", Limit, $"{Skipped}, {Consumer}", Output("x", "$steps.a.sum"), "{}");
    }

    [Fact]
    public void A_step_that_expands_and_has_nothing_to_expand_makes_known_elements() => ExpectSame(
        """[{"x": []}]""",
        Numbers,
        """
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 9, "next_steps": ["$steps.s"]},
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/add", "name": "a", "a": "$steps.s.item"}
        """,
        Output("x", "$steps.a.sum"),
        """{"numbers": [2]}""");

    [Fact]
    public void A_selector_only_property_takes_any_parameter()
    {
        const string Step = """{"type": "test/collect", "name": "c", "data": "$inputs.limit"}""";
        Expect("""[{"t": "3"}]""", Run(Limit, Step, Output("t", "$steps.c.text"), """{"limit": 3}"""));
        var e = Assert.Throws<WorkflowRunException>(() => Run(Limit, Step, Output("t", "$steps.c.text"), """{"limit": 3}""", CompatibilityMode.Reference));
        Assert.Equal(("RuntimeInputError", "c", "data"), (e.Error.Error, e.Error.Step, e.Error.Property));
        Expect("""[{"t": "$steps.a.b"}]""", Run(Limit, Step, Output("t", "$steps.c.text"), """{"limit": "$steps.a.b"}""", CompatibilityMode.Reference));
    }

    [Fact]
    public void A_parameter_inside_of_a_list_is_never_checked() => ExpectSame(
        """[{"x": 3}]""",
        Limit,
        """{"type": "test/first_of", "name": "f", "data": ["$inputs.limit"]}""",
        Output("x", "$steps.f.value"),
        """{"limit": 3}""");

    [Fact]
    public void A_step_that_makes_a_batch_of_a_scalar_runs_where_its_branch_lets_it()
    {
        const string Steps = """{"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]}, {"type": "test/spread", "name": "s", "count": 2}""";
        Expect("""[{"x": []}, {"x": [0, 1]}]""", Run(Numbers, Steps, Output("x", "$steps.s.item"), """{"numbers": [1, 2]}"""));
        ExpectFailure("ExecutionEngineRuntimeError", "step_input_assembling", "s", Numbers, Steps, Output("x", "$steps.s.item"), """{"numbers": [1, 2]}""");
    }

    [Fact]
    public void A_scalar_becomes_as_many_elements_as_its_branch_has() => ExpectBoth(
        """[{"x": null}, {"x": "5 of 10"}, {"x": "5 of 10"}]""",
        """[{"x": "5 of 5"}, {"x": null}, {"x": null}]""",
        Numbers,
        """{"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]}, {"type": "test/total", "name": "s", "values": 5}""",
        Output("x", "$steps.s.share"),
        """{"numbers": [1, 2, 3]}""");

    [Fact]
    public void A_scalar_becomes_a_batch_two_levels_below_a_branch()
    {
        const string Steps = """
            {"type": "test/spread", "name": "n", "count": "$inputs.numbers"},
            {"type": "test/gate", "name": "g", "value": "$steps.n.item", "limit": 1, "next_steps": ["$steps.s"]},
            {"type": "test/total", "name": "s", "values": 5}
            """;
        Expect("""[{"x": [null, "5 of 10", "5 of 10"]}]""", Run(Numbers, Steps, Output("x", "$steps.s.share"), """{"numbers": [3]}"""));
        ExpectFailure("ExecutionEngineRuntimeError", "step_output_registration", "s", Numbers, Steps, Output("x", "$steps.s.share"), """{"numbers": [3]}""");
    }

    [Fact]
    public void A_nested_input_is_given_back_as_it_came() => ExpectBoth(
        """[{"o": [1, 2]}, {"o": [3]}]""",
        """[{"o": [[1, 2], [3]]}, {"o": [null]}]""",
        Deep,
        "",
        Output("o", "$inputs.deep"),
        """{"deep": [[1, 2], [3]]}""");

    [Theory]
    [InlineData("test/total", "values", "share", "5", "5 of 5")]
    [InlineData("test/collect", "data", "text", "\"$inputs.q\"", "$inputs.q")]
    public void A_closed_branch_stops_a_step_whose_only_batches_are_made_of_scalars(string block, string property, string output, string value, string result)
    {
        const string Gate = """{"type": "test/gate", "name": "g", "value": 1, "limit": 2, "next_steps": ["$steps.s"]}""";
        ExpectBoth(
            """[{"x": null}]""",
            $$"""[{"x": "{{result}}"}]""",
            Limit,
            $$"""{{Gate}}, {"type": "{{block}}", "name": "s", "{{property}}": "$inputs.limit"}""",
            Output("x", $"$steps.s.{output}"),
            $$"""{"limit": {{value}}}""");

        // Outputs of steps are taken away.
        ExpectSame(
            """[{"x": null}]""",
            "",
            $$"""{{Gate}}, {"type": "test/add", "name": "a", "a": 4}, {"type": "{{block}}", "name": "s", "{{property}}": "$steps.a.sum"}""",
            Output("x", $"$steps.s.{output}"),
            "{}");
    }

    [Fact]
    public void A_collapsing_step_sees_what_its_branch_lets_pass() => ExpectSame(
        """[{"t": "2 3"}]""",
        Numbers,
        """{"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.c"]}, {"type": "test/collect", "name": "c", "data": "$inputs.numbers"}""",
        Output("t", "$steps.c.text"),
        """{"numbers": [1, 2, 3]}""");

    [Theory]
    [InlineData("\"$inputs.numbers\"")]
    [InlineData("1")]
    public void A_collapsing_step_that_may_see_nothing_does_not_run(string value) => ExpectSame(
        """[{"t": null}]""",
        Numbers,
        $$"""{"type": "test/gate", "name": "g", "value": {{value}}, "limit": 9, "next_steps": ["$steps.c"]}, {"type": "test/collect", "name": "c", "data": "$inputs.numbers"}""",
        Output("t", "$steps.c.text"),
        """{"numbers": [1, 2, 3]}""");

    [Fact]
    public void A_collapsing_step_behind_a_branch_above_its_elements() => ExpectBoth(
        """[{"t": null}, {"t": "0 1 2"}]""",
        """[{"t": ""}, {"t": ""}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 3, "next_steps": ["$steps.c"]},
        {"type": "test/collect", "name": "c", "data": "$steps.s.item"}
        """,
        Output("t", "$steps.c.text"),
        """{"numbers": [2, 3]}""");

    [Fact]
    public void Middle_levels_of_an_input_can_be_collapsed_to()
    {
        const string Cube = """{"type": "WorkflowBatchInput", "name": "cube", "kind": ["*"], "dimensionality": 3}""";
        const string Steps = """{"type": "test/collect", "name": "c", "data": "$inputs.cube"}""";
        Expect("""[{"t": ["1 2", "3"]}, {"t": ["4"]}]""", Run(Cube, Steps, Output("t", "$steps.c.text"), """{"cube": [[[1, 2], [3]], [[4]]]}"""));
        ExpectFailure("ExecutionEngineRuntimeError", "step_input_assembling", "c", Cube, Steps, Output("t", "$steps.c.text"), """{"cube": [[[1, 2], [3]], [[4]]]}""");
    }

    [Fact]
    public void A_single_value_is_no_nested_batch()
    {
        const string Steps = """{"type": "test/add", "name": "s", "a": "$inputs.deep"}""";
        Assert.Equal("RuntimeInputError", FailureOf("""{"deep": 1}""", CompatibilityMode.Corrected));
        Assert.Equal("AssumptionError", FailureOf("""{"deep": 1}""", CompatibilityMode.Reference));
        Assert.Equal("RuntimeInputError", FailureOf("""{"deep": "x"}""", CompatibilityMode.Reference));
        Assert.Equal("RuntimeInputError", FailureOf("""{"deep": [1]}""", CompatibilityMode.Reference));

        static string FailureOf(string values, CompatibilityMode mode) =>
            Assert.ThrowsAny<WorkflowRunException>(() => Run(Deep, Steps, Output("x", "$steps.s.sum"), values, mode)).Error.Error;
    }

    [Theory]
    [InlineData("\"$inputs.numbers\"")]
    [InlineData("1")]
    public void A_step_that_accepts_missing_values_sees_nothing_behind_a_closed_branch(string value) => ExpectSame(
        """[{"x": -1}, {"x": -1}]""",
        Numbers,
        $$"""{"type": "test/gate", "name": "g", "value": {{value}}, "limit": 9, "next_steps": ["$steps.f"]}, {"type": "test/first_of", "name": "f", "data": ["$inputs.numbers"], "default": -1}""",
        Output("x", "$steps.f.value"),
        """{"numbers": [1, 2]}""");

    [Fact]
    public void A_closed_branch_does_not_take_scalars_from_a_step_that_accepts_missing_values() => ExpectSame(
        """[{"x": 0.5}, {"x": 0.5}]""",
        $"{Numbers}, {Limit}",
        """{"type": "test/gate", "name": "g", "value": 1, "limit": 9, "next_steps": ["$steps.f"]}, {"type": "test/first_of", "name": "f", "data": ["$inputs.numbers", "$inputs.limit"], "default": -1}""",
        Output("x", "$steps.f.value"),
        """{"numbers": [1, 2]}""");

    [Fact]
    public void A_step_on_scalars_that_accepts_missing_values_is_skipped_by_a_closed_branch() => ExpectSame(
        """[{"x": null}]""",
        Limit,
        """{"type": "test/gate", "name": "g", "value": 1, "limit": 9, "next_steps": ["$steps.f"]}, {"type": "test/first_of", "name": "f", "data": ["$inputs.limit"], "default": -1}""",
        Output("x", "$steps.f.value"),
        "{}");

    [Fact]
    public void A_gate_that_did_not_run_is_closed() => ExpectSame(
        """[{"x": null}]""",
        "",
        """
        {"type": "test/gate", "name": "g", "value": 1, "limit": 9, "next_steps": ["$steps.h"]},
        {"type": "test/gate", "name": "h", "value": 1, "limit": 0, "next_steps": ["$steps.s"]},
        {"type": "test/add", "name": "s", "a": 1}
        """,
        Output("x", "$steps.s.sum"),
        "{}");

    [Fact]
    public void Empty_lists_are_as_deep_as_the_output() => ExpectSame(
        """[{"x": [[[]]], "y": [[]], "z": []}, {"x": [[[]], [[0]]], "y": [[], [0]], "z": [0, 1]}]""",
        Numbers,
        """
        {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
        {"type": "test/spread", "name": "t", "count": "$steps.s.item"},
        {"type": "test/add", "name": "a", "a": "$steps.t.item"},
        {"type": "test/spread", "name": "u", "count": "$steps.a.sum"}
        """,
        $"{Output("x", "$steps.u.item")}, {Output("y", "$steps.t.item")}, {Output("z", "$steps.s.item")}",
        """{"numbers": [0, 2]}""");

    [Fact]
    public void Lists_end_with_the_last_element_that_has_values() => ExpectSame(
        """[{"x": [[], [0]]}, {"x": [[]]}]""",
        Deep,
        """{"type": "test/spread", "name": "s", "count": "$inputs.deep"}""",
        Output("x", "$steps.s.item"),
        """{"deep": [[0, 1, 0], [0]]}""");

    private static void ExpectBoth(string corrected, string reference, string inputs, string steps, string outputs, string values)
    {
        Expect(corrected, Run(inputs, steps, outputs, values));
        Expect(reference, Run(inputs, steps, outputs, values, CompatibilityMode.Reference));
    }

    private static void ExpectSame(string expected, string inputs, string steps, string outputs, string values) =>
        ExpectBoth(expected, expected, inputs, steps, outputs, values);

    private static void ExpectFailure(string error, string stage, string step, string inputs, string steps, string outputs, string values)
    {
        var e = Assert.Throws<StepExecutionException>(() => Run(inputs, steps, outputs, values, CompatibilityMode.Reference));
        Assert.Equal((error, $"workflow_execution | {stage}", step), (e.Error.Error, e.Error.Context, e.Error.Step));
    }
}

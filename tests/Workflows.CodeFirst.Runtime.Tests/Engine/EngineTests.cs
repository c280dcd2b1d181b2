using static Workflows.CodeFirst.Runtime.Tests.Engine.Scenario;

namespace Workflows.CodeFirst.Runtime.Tests.Engine;

/// <summary>What the engine does with batches, branches and missing values, on blocks that only calculate.</summary>
public class EngineTests
{
    [Fact]
    public void A_workflow_without_steps_has_one_empty_result() => Expect("[{}]", Run("", "", "", "{}"));

    [Fact]
    public void Literals_and_defaults_reach_the_block() =>
        Expect("""[{"x": 3.5}]""", Run("", """{"type": "test/add", "name": "s", "a": 2.5}""", Output("x", "$steps.s.sum"), "{}"));

    [Fact]
    public void A_parameter_has_its_default_or_what_is_given()
    {
        const string Step = """{"type": "test/add", "name": "s", "a": "$inputs.limit", "b": "$inputs.limit"}""";
        Expect("""[{"x": 1}]""", Run(Limit, Step, Output("x", "$steps.s.sum"), "{}"));
        Expect("""[{"x": 6}]""", Run(Limit, Step, Output("x", "$steps.s.sum"), """{"limit": 3}"""));
        Expect("""[{"x": 8}]""", Run(Limit, Step, Output("x", "$steps.s.sum"), """{"limit": "4"}"""));
    }

    [Fact]
    public void A_batch_gives_one_result_an_element_and_scalars_repeat() => Expect(
        """[{"x": 2, "l": 0.5}, {"x": 3, "l": 0.5}, {"x": 4, "l": 0.5}]""",
        Run($"{Numbers}, {Limit}", """{"type": "test/add", "name": "s", "a": "$inputs.numbers"}""", $"{Output("x", "$steps.s.sum")}, {Output("l", "$inputs.limit")}", """{"numbers": [1, 2, 3]}"""));

    [Fact]
    public void One_value_stands_for_a_whole_batch() => Expect(
        """[{"x": 11}, {"x": 12}]""",
        Run(
            $$"""{{Numbers}}, {"type": "WorkflowBatchInput", "name": "more", "kind": ["float"]}""",
            """{"type": "test/add", "name": "s", "a": "$inputs.numbers", "b": "$inputs.more"}""",
            Output("x", "$steps.s.sum"),
            """{"numbers": [1, 2], "more": 10}"""));

    [Fact]
    public void A_missing_element_is_left_out_and_its_result_is_null() => Expect(
        """[{"x": "1 of 4", "d": 4}, {"x": null, "d": null}, {"x": "3 of 4", "d": 12}]""",
        Run(
            Numbers,
            """{"type": "test/total", "name": "s", "values": "$inputs.numbers"}, {"type": "test/add", "name": "t", "a": "$steps.s.doubled", "b": "$steps.s.doubled"}""",
            $"{Output("x", "$steps.s.share")}, {Output("d", "$steps.t.sum")}",
            """{"numbers": [1, null, 3]}"""));

    [Fact]
    public void Whole_batches_and_scalars_cast_to_them()
    {
        Expect("""[{"x": "5 of 5"}]""", Run("", """{"type": "test/total", "name": "s", "values": 5}""", Output("x", "$steps.s.share"), "{}"));
        Expect("""[{"x": "0.5 of 1"}]""", Run(Limit, """{"type": "test/total", "name": "s", "values": "$inputs.limit", "factor": 2}""", Output("x", "$steps.s.share"), "{}"));
    }

    [Fact]
    public void Expanding_nests_and_collapsing_joins() => Expect(
        """[{"i": [0, 1], "t": "0 1"}, {"i": [], "t": null}, {"i": [0], "t": "0"}]""",
        Run(
            Numbers,
            """{"type": "test/spread", "name": "s", "count": "$inputs.numbers"}, {"type": "test/collect", "name": "c", "data": "$steps.s.item"}""",
            $"{Output("i", "$steps.s.item")}, {Output("t", "$steps.c.text")}",
            """{"numbers": [2, 0, 1]}"""));

    [Fact]
    public void Collapsing_the_outermost_level_gives_one_value() => Expect(
        """[{"t": "2 3"}]""",
        Run(
            Numbers,
            """{"type": "test/add", "name": "s", "a": "$inputs.numbers"}, {"type": "test/collect", "name": "c", "data": "$steps.s.sum"}""",
            Output("t", "$steps.c.text"),
            """{"numbers": [1, 2]}"""));

    [Fact]
    public void Two_levels_deep() => Expect(
        """[{"x": [[1], [1, 2]], "t": ["0", "0 1"], "all": "0 0 1"}, {"x": [[]], "t": [], "all": null}]""",
        Run(
            Numbers,
            """
            {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
            {"type": "test/add", "name": "one_more", "a": "$steps.s.item"},
            {"type": "test/spread", "name": "deep", "count": "$steps.one_more.sum"},
            {"type": "test/add", "name": "add", "a": "$steps.deep.item"},
            {"type": "test/collect", "name": "c", "data": "$steps.deep.item"},
            {"type": "test/collect", "name": "cc", "data": "$steps.c.text"}
            """,
            $"{Output("x", "$steps.add.sum")}, {Output("t", "$steps.c.text")}, {Output("all", "$steps.cc.text")}",
            """{"numbers": [2, 0]}"""));

    [Fact]
    public void A_dimension_made_out_of_a_scalar_is_attached_to_every_result() => Expect(
        """[{"x": 2, "e": [0, 1, 2]}, {"x": 3, "e": [0, 1, 2]}]""",
        Run(
            Numbers,
            """{"type": "test/spread", "name": "s", "count": 3}, {"type": "test/add", "name": "a", "a": "$inputs.numbers"}""",
            $"{Output("x", "$steps.a.sum")}, {Output("e", "$steps.s.item")}",
            """{"numbers": [1, 2]}"""));

    [Fact]
    public void Elements_meet_the_batch_below_them() => Expect(
        """[{"t": "0 2"}, {"t": "0 3 6"}]""",
        Run(
            Numbers,
            """{"type": "test/spread", "name": "s", "count": "$inputs.numbers"}, {"type": "test/scale", "name": "m", "reference": "$inputs.numbers", "items": "$steps.s.item"}""",
            Output("t", "$steps.m.text"),
            """{"numbers": [2, 3]}"""));

    [Fact]
    public void A_branch_lets_elements_pass_one_by_one_and_what_follows_sees_nothing_of_the_others() => Expect(
        """[{"x": null, "y": null, "f": -1}, {"x": 3, "y": 4, "f": 3}]""",
        Run(
            Numbers,
            """
            {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]},
            {"type": "test/add", "name": "s", "a": "$inputs.numbers"},
            {"type": "test/add", "name": "t", "a": "$steps.s.sum"},
            {"type": "test/first_of", "name": "f", "data": ["$steps.s.sum"], "default": -1}
            """,
            $"{Output("x", "$steps.s.sum")}, {Output("y", "$steps.t.sum")}, {Output("f", "$steps.f.value")}",
            """{"numbers": [1, 2]}"""));

    [Theory]
    [InlineData(0, "[{\"x\": null}, {\"x\": null}]")]
    [InlineData(5, "[{\"x\": 2}, {\"x\": 3}]")]
    public void A_branch_on_a_scalar_holds_for_all(double value, string expected) => Expect(
        expected,
        Run(
            $"{Numbers}, {Limit}",
            """{"type": "test/gate", "name": "g", "value": "$inputs.limit", "limit": 2, "next_steps": ["$steps.s"]}, {"type": "test/add", "name": "s", "a": "$inputs.numbers"}""",
            Output("x", "$steps.s.sum"),
            FormattableString.Invariant($$"""{"numbers": [1, 2], "limit": {{value}}}""")));

    [Fact]
    public void A_step_without_batches_follows_the_branch_that_decides_on_it() => Expect(
        """[{"x": null}, {"x": 8}, {"x": 8}]""",
        Run(
            Numbers,
            """{"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]}, {"type": "test/add", "name": "s", "a": 7}""",
            Output("x", "$steps.s.sum"),
            """{"numbers": [1, 2, 3]}"""));

    [Fact]
    public void A_branch_on_children_hides_them_from_the_step_above() => Expect(
        """[{"t": "2"}, {"t": "3 6"}]""",
        Run(
            Numbers,
            """
            {"type": "test/spread", "name": "s", "count": "$inputs.numbers"},
            {"type": "test/gate", "name": "g", "value": "$steps.s.item", "limit": 1, "next_steps": ["$steps.m"]},
            {"type": "test/scale", "name": "m", "reference": "$inputs.numbers", "items": "$steps.s.item"}
            """,
            Output("t", "$steps.m.text"),
            """{"numbers": [2, 3]}"""));

    [Fact]
    public void Two_branches_both_have_to_let_an_element_pass() => Expect(
        """[{"x": null}, {"x": 3}, {"x": null}]""",
        Run(
            Numbers,
            """
            {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]},
            {"type": "test/add", "name": "minus", "a": "$inputs.numbers", "b": -5},
            {"type": "test/add", "name": "plus", "a": "$inputs.numbers"},
            {"type": "test/gate", "name": "h", "value": 2, "limit": "$inputs.numbers", "next_steps": ["$steps.s"]},
            {"type": "test/add", "name": "s", "a": "$inputs.numbers"}
            """,
            Output("x", "$steps.s.sum"),
            """{"numbers": [1, 2, 3]}"""));

    [Fact]
    public void A_wildcard_is_a_dictionary_of_all_outputs() => Expect(
        """[{"all": {"share": "1 of 1", "doubled": 2}}]""",
        Run(Numbers, """{"type": "test/total", "name": "s", "values": "$inputs.numbers"}""", Output("all", "$steps.s.*"), """{"numbers": 1}"""));

    [Fact]
    public void Deeper_batch_inputs_are_ragged() => Expect(
        """[{"x": [2, 3], "same": [1, 2]}, {"x": [], "same": []}]""",
        Run(
            """{"type": "WorkflowBatchInput", "name": "deep", "kind": ["float"], "dimensionality": 2}""",
            """{"type": "test/add", "name": "s", "a": "$inputs.deep"}""",
            $"{Output("x", "$steps.s.sum")}, {Output("same", "$inputs.deep")}",
            """{"deep": [[1, 2], []]}"""));

    [Fact]
    public void A_list_input_of_one_level_too_few_is_refused()
    {
        var e = Assert.Throws<WorkflowRunException>(() => Run(
            """{"type": "WorkflowBatchInput", "name": "deep", "kind": ["float"], "dimensionality": 2}""",
            """{"type": "test/add", "name": "s", "a": "$inputs.deep"}""",
            Output("x", "$steps.s.sum"),
            """{"deep": [1, 2]}"""));
        Assert.Equal("RuntimeInputError", e.Error.Error);
        Assert.Contains("'deep.[0]' is the number 1 instead of a list", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "has no value")]
    [InlineData("""{"numbers": []}""", "empty list")]
    [InlineData("""{"numbers": null}""", "has no value")]
    [InlineData("""{"numbers": [1, "x"]}""", "'numbers.[1]' cannot be used: expected a number, but got the text 'x'.")]
    [InlineData("""{"numbers": [1, 2], "more": [1, 2, 3]}""", "'more' was given 3 values, but another input was given 2")]
    public void Wrong_inputs_are_refused(string inputs, string message)
    {
        var e = Assert.Throws<WorkflowRunException>(() => Run(
            $$"""{{Numbers}}, {"type": "WorkflowBatchInput", "name": "more", "kind": ["*"]}""",
            """{"type": "test/add", "name": "s", "a": "$inputs.numbers", "b": "$inputs.more"}""",
            Output("x", "$steps.s.sum"),
            inputs));
        Assert.Equal("RuntimeInputError", e.Error.Error);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"many\"", "a number of at most 1000")]
    [InlineData("1001", "a number of at most 1000")]
    [InlineData("null", "a number of at most 1000")]
    public void A_parameter_that_its_property_does_not_accept_is_refused(string value, string expected)
    {
        var e = Assert.Throws<WorkflowRunException>(() => Run(
            Limit, """{"type": "test/add", "name": "s", "a": 1, "b": "$inputs.limit"}""", Output("x", "$steps.s.sum"), $$"""{"limit": {{value}}}"""));
        Assert.Equal(("RuntimeInputError", "s", "b"), (e.Error.Error, e.Error.Step, e.Error.Property));
        Assert.Contains("'limit'", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_step_names_itself_and_keeps_its_cause()
    {
        var e = Assert.Throws<StepExecutionException>(() => Run(
            Numbers, """{"type": "test/add", "name": "s", "a": "$inputs.numbers"}""", Output("x", "$steps.s.sum"), """{"numbers": -13}"""));
        Assert.Equal(("s", "test/add", "StepExecutionError"), (e.StepName, e.BlockType, e.Error.Error));
        Assert.IsType<InvalidOperationException>(e.InnerException);
        Assert.Contains("thirteen", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_another_sort_is_refused_where_it_is_used()
    {
        var e = Assert.Throws<StepExecutionException>(() => Run(
            """{"type": "WorkflowBatchInput", "name": "any", "kind": ["*"]}""",
            """{"type": "test/add", "name": "s", "a": "$inputs.any"}""",
            Output("x", "$steps.s.sum"),
            """{"any": {"a": 1}}"""));
        Assert.Equal(("s", "a"), (e.StepName, e.Error.Property));
        Assert.EndsWith("expects a number, but got a dictionary of 1 entries.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_leave_nothing_behind_for_the_next()
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        using var app = runtime.Compile(Parse(
            Numbers,
            """
            {"type": "test/gate", "name": "g", "value": "$inputs.numbers", "limit": 2, "next_steps": ["$steps.s"]},
            {"type": "test/add", "name": "s", "a": "$inputs.numbers"},
            {"type": "test/total", "name": "t", "values": "$steps.s.sum"}
            """,
            $"{Output("x", "$steps.s.sum")}, {Output("t", "$steps.t.share")}"));
        Expect("""[{"x": 3, "t": "3 of 7"}, {"x": 4, "t": "4 of 7"}]""", Run(app, """{"numbers": [2, 3]}"""));
        Expect("""[{"x": null, "t": null}, {"x": 3, "t": "3 of 3"}, {"x": null, "t": null}]""", Run(app, """{"numbers": [1, 2, 0]}"""));
        Expect("""[{"x": null, "t": null}]""", Run(app, """{"numbers": 1}"""));
        Expect("""[{"x": 3, "t": "3 of 7"}, {"x": 4, "t": "4 of 7"}]""", Run(app, """{"numbers": [2, 3]}"""));
    }
}

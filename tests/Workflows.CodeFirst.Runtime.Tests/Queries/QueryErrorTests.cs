using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>Where and how queries fail.</summary>
public sealed class QueryErrorTests
{
    private const string Evaluation = "step_execution | roboflow_query_language_evaluation";

    [Fact]
    public void An_operation_says_where_it_stands_and_what_it_needs()
    {
        var error = Query.ErrorOf("""[{"type": "ToString"}, {"type": "SequenceApply", "operations": [{"type": "NumberRound", "decimal_digits": 0}]}]""", "x");
        Assert.Equal("InvalidInputTypeError", error.Error);
        Assert.Equal("$[1].operations[0]", error.Path);
        Assert.Equal($"{Evaluation} | <root>[1]", error.Context);
        Assert.Equal("NumberRound needs a number, but gets the text 'x'.", error.Message);
    }

    [Fact]
    public void What_Python_would_raise_keeps_its_name_and_its_place()
    {
        var exception = Assert.Throws<QueryException>(() => Query.Run("""[{"type": "ToNumber", "cast_to": "float"}, {"type": "ToNumber", "cast_to": "int"}]""", "inf"));
        Assert.Equal("OverflowError", exception.Error.Error);
        Assert.Equal("$[1]", exception.Error.Path);
        Assert.False(exception.IsOfLanguage);
    }

    [Fact]
    public void A_misspelt_operand_gets_a_proposal()
    {
        var statement = CompiledStatement.Compile(Query.Json("""
            {"type": "StatementGroup", "statements": [
                {"type": "UnaryStatement", "operand": {"type": "StaticOperand", "value": 1}, "operator": {"type": "Exists"}},
                {"type": "UnaryStatement", "operand": {"type": "DynamicOperand", "operand_name": "predictons"}, "operator": {"type": "Exists"}}]}
            """));
        var error = Assert.Throws<QueryException>(() => statement.Evaluate(new Dictionary<string, object?> { ["predictions"] = 1L })).Error;
        Assert.Equal("UndeclaredSymbolError", error.Error);
        Assert.Equal("$.statements[1].operand", error.Path);
        Assert.Equal($"{Evaluation} | <root>.statements[1]", error.Context);
        Assert.Equal("Did you mean 'predictions'?", error.Suggestion);
    }

    [Fact]
    public void A_comparison_that_makes_no_sense_fails_even_when_the_group_is_decided()
    {
        var statement = CompiledStatement.Compile(Query.Json("""
            {"type": "StatementGroup", "operator": "or", "statements": [
                {"type": "UnaryStatement", "operand": {"type": "StaticOperand", "value": 1}, "operator": {"type": "Exists"}},
                {"type": "BinaryStatement", "left_operand": {"type": "StaticOperand", "value": "a"}, "comparator": {"type": "(Number) <"},
                 "right_operand": {"type": "StaticOperand", "value": 1}}]}
            """));
        var exception = Assert.Throws<QueryException>(() => statement.Evaluate());
        Assert.Equal("EvaluationEngineError", exception.Error.Error);
        Assert.Equal("$.statements[1]", exception.Error.Path);
        Assert.True(exception.IsOfLanguage);
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public void Repeating_cannot_fill_the_memory()
    {
        string bomb = $"[{string.Join(',', Enumerable.Repeat("""{"type": "Multiply", "other": 1000}""", 6))}]";
        Assert.Equal("OperationError", Query.ErrorOf(bomb, "a").Error);
        Assert.Equal("OperationError", Query.ErrorOf(bomb, new object?[] { 1L }).Error);
    }

    [Fact]
    public void Applying_cannot_go_on_forever()
    {
        // Ten thousand times ten thousand elements, each of them small.
        string operations = """[{"type": "SequenceApply", "operations": [{"type": "Multiply", "other": 10000}, {"type": "SequenceLength"}]}]""";
        object?[] list = [.. Enumerable.Repeat<object?>(new object?[] { 1L }, 10_000)];
        var error = Query.ErrorOf(operations, list);
        Assert.Equal("OperationError", error.Error);
        Assert.Contains("elements", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joining_stops_at_a_million_characters()
    {
        object?[] list = [.. Enumerable.Repeat<object?>(new string('x', 1000), 1001)];
        Assert.Equal("OperationError", Query.ErrorOf("""[{"type": "SequenceJoin", "separator": ""}]""", list).Error);
        Assert.Equal(1_000_000, ((string)Query.Run("""[{"type": "SequenceJoin", "separator": ""}]""", list[..1000])!).Length);
    }

    [Fact]
    public void Values_nested_too_deeply_are_an_error_and_no_crash()
    {
        object? value = 1L;
        for (int i = 0; i < 200_000; i++)
        {
            value = new object?[] { value };
        }

        Assert.Equal("RecursionError", Query.ErrorOf("""[{"type": "ToString"}]""", value).Error);
        Assert.Equal("OperationError", Query.ErrorOf("""[{"type": "ConvertDictionaryToJSON"}]""", new Dictionary<string, object?> { ["a"] = value }).Error);
    }
}

using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

public sealed class CasesTests
{
    private const string Sizes = """
        {"type": "CasesDefinition",
         "cases": [
            {"type": "CaseDefinition", "condition": {"type": "StatementGroup", "statements": [
                {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand", "operand_name": "n"}, "comparator": {"type": "(Number) <"}, "right_operand": {"type": "StaticOperand", "value": 10}}]},
             "result": {"type": "StaticCaseResult", "value": "small"}},
            {"type": "CaseDefinition", "condition": {"type": "StatementGroup", "statements": [
                {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand", "operand_name": "n"}, "comparator": {"type": "(Number) <"}, "right_operand": {"type": "DynamicOperand", "operand_name": "most"}}]},
             "result": {"type": "DynamicCaseResult", "parameter_name": "n", "operations": [{"type": "Multiply", "other": 2}]}}],
         "default": {"type": "DynamicCaseResult", "parameter_name": "n", "operations": null}}
        """;

    [Theory]
    [InlineData(3, "small")]
    [InlineData(20, 40L)]
    [InlineData(200, 200L)]
    public void The_first_case_that_applies_decides(long number, object expected) =>
        Assert.Equal(expected, CompiledCases.Compile(Query.Json(Sizes)).Evaluate(new Dictionary<string, object?> { ["n"] = number, ["most"] = 100L }));

    [Fact]
    public void Conditions_behind_the_one_that_applies_are_not_looked_at()
    {
        var cases = CompiledCases.Compile(Query.Json(Sizes));
        Assert.Equal("small", cases.Evaluate(new Dictionary<string, object?> { ["n"] = 1L }));
        Assert.Equal("UndeclaredSymbolError", Assert.Throws<QueryException>(() => cases.Evaluate(new Dictionary<string, object?> { ["n"] = 11L })).Error.Error);
    }

    [Fact]
    public void A_result_that_is_not_given_is_no_error_of_the_language()
    {
        var cases = CompiledCases.Compile(Query.Json("""{"type": "CasesDefinition", "cases": [], "default": {"type": "DynamicCaseResult", "parameter_name": "x"}}"""));
        var exception = Assert.Throws<QueryException>(() => cases.Evaluate());
        Assert.Equal("KeyError", exception.Error.Error);
        Assert.False(exception.IsOfLanguage);
    }

    [Fact]
    public void Mistakes_are_found_when_the_cases_are_compiled()
    {
        var errors = Assert.Throws<QueryException>(() => CompiledCases.Compile(Query.Json("""
            {"type": "CasesDefinition", "cases": [{"type": "CaseDefinition", "condition": {"type": "StatementGroup", "statements": []}, "result": {"type": "Static"}}]}
            """))).Errors;
        Assert.Equal(["$.cases[0].condition.statements", "$.cases[0].result.type", "$.cases[0].result", "$"], errors.Select(error => error.Path));
    }
}

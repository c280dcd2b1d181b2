using System.Text;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>What is wrong with a definition is found when it is compiled, all at once, with the place.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("""[{"type": "StringToUperCase"}]""", "$[0].type", "Did you mean 'StringToUpperCase'?")]
    [InlineData("""[{"type": "NumberRound", "decimal_digit": 1}]""", "$[0]", "Is 'decimal_digit' meant to be it?")]
    [InlineData("""[{"type": "NumberRound", "decimal_digits": 1.5}]""", "$[0].decimal_digits", null)]
    [InlineData("""[{"type": "ToString"}, {"type": "ToNumber", "cast_to": "integer"}]""", "$[1].cast_to", null)]
    [InlineData("""[{"type": "SequenceApply", "operations": [{"type": "ToNumber", "cast_to": "INT"}]}]""", "$[0].operations[0].cast_to", "Did you mean 'int'?")]
    [InlineData("""[{"type": "DetectionsPropertyExtract", "property_name": "confidense"}]""", "$[0].property_name", "Did you mean 'confidence'?")]
    [InlineData("""[{"type": "ConvertImageToJPEG", "compression_level": 0}]""", "$[0].compression_level", null)]
    [InlineData("""[{"type": "DetectionsRename", "class_map": {"a": 1}}]""", "$[0].class_map", null)]
    [InlineData("""[{"type": "LookupTable", "lookup_table": []}]""", "$[0].lookup_table", null)]
    [InlineData("""[{"type": "SequenceJoin", "separator": null}]""", "$[0].separator", null)]
    [InlineData("""[{"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "statements": []}}]""", "$[0].filter_operation.statements", null)]
    [InlineData("""["ToString"]""", "$[0]", null)]
    [InlineData("""{"type": "ToString"}""", "$", null)]
    public void A_mistake_is_reported_with_its_place(string operations, string path, string? suggestion)
    {
        var error = Assert.Single(Query.ErrorsOf(operations));
        Assert.Equal("ValidationError", error.Error);
        Assert.Equal(path, error.Path);
        Assert.Equal(suggestion, error.Suggestion);
    }

    [Fact]
    public void All_mistakes_are_reported_together() => Assert.Equal(
        ["$[0].type", "$[1].cast_to", "$[2].filter_operation.statements[0].comparator.type", "$[2].filter_operation.statements[0].right_operand"],
        Query.ErrorsOf("""
            [{"type": "Nope"}, {"type": "ToNumber", "cast_to": 5},
             {"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "statements": [
                {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand"}, "comparator": {"type": "=>"}, "right_operand": {"type": "StaticOperand"}}]}}]
            """).Select(error => error.Path));

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("2.0")]
    [InlineData("\" +2 \"")]
    [InlineData("\"2.0\"")]
    public void Whole_numbers_may_be_written_in_several_ways(string digits) =>
        Assert.Equal(1.23, Query.Run($$"""[{"type": "NumberRound", "decimal_digits": {{digits}}}]""", 1.234));

    [Fact]
    public void A_definition_may_not_nest_without_end()
    {
        object? operations = Array.Empty<object?>();
        for (int i = 0; i < 100; i++)
        {
            operations = new object?[] { new Dictionary<string, object?> { ["type"] = "SequenceApply", ["operations"] = operations } };
        }

        var exception = Assert.Throws<QueryException>(() => CompiledOperations.Compile(operations));
        Assert.Contains("nest", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_may_not_be_endless()
    {
        var json = new StringBuilder("[");
        json.AppendJoin(',', Enumerable.Repeat("""{"type": "ToString"}""", QueryLimits.Parts + 5)).Append(']');
        var error = Assert.Single(Query.ErrorsOf(json.ToString()));
        Assert.Equal($"$[{QueryLimits.Parts}]", error.Path);
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Formatters;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

public sealed class FormatterTests
{
    private static readonly BlockContext Context = new("step");

    // What CPython writes.
    [Theory]
    [InlineData(3.14159, ".2f", "3.14")]
    [InlineData(2.5, ".0f", "2")]
    [InlineData(0.5, ".0e", "5e-01")]
    [InlineData(1234567.891, ",.1f", "1,234,567.9")]
    [InlineData(123.0, ".3", "1.23e+02")]
    [InlineData(12.0, ".3", "12.0")]
    [InlineData(0.00001, "g", "1e-05")]
    [InlineData(0.256, ".1%", "25.6%")]
    [InlineData(-3.5, "08.2f", "-0003.50")]
    [InlineData(double.NaN, "F", "NAN")]
    [InlineData(9.999e22, ".2e", "1.00e+23")]
    [InlineData(-0.001, "z.1f", "0.0")]
    [InlineData(42L, "05d", "00042")]
    [InlineData(1L, "04,", "0,001")]
    [InlineData(1234L, "010,", "00,001,234")]
    [InlineData(255L, "#x", "0xff")]
    [InlineData(10L, "+", "+10")]
    [InlineData(-7L, "=+5", "-   7")]
    [InlineData(65L, "c", "A")]
    [InlineData(8L, "b", "1000")]
    [InlineData(true, ">3", "  1")]
    [InlineData("cat", "^7", "  cat  ")]
    [InlineData("cat", "*<5.2", "ca***")]
    public void Values_are_formatted_as_in_Python(object value, string format, string text) => Assert.Equal(text, PythonFormat.Format(value, format));

    [Theory]
    [InlineData("x", "d")]
    [InlineData("x", "=5")]
    [InlineData(1L, ".2d")]
    [InlineData(1L, "5.")]
    [InlineData(1.5, "d")]
    [InlineData(1.5, "5q5")]
    public void Formats_that_do_not_fit_are_refused(object value, string format) => Assert.Throws<PythonException>(() => PythonFormat.Format(value, format));

    [Theory]
    [InlineData("{a!r} {{x}} {b:>{w}}", "'q' {x}     2")]
    [InlineData("no placeholders", "no placeholders")]
    public void Templates_are_filled_in(string template, string text) => Assert.Equal(text, Render(template));

    [Theory]
    [InlineData("{a", "'}' is missing")]
    [InlineData("a}", "single '}'")]
    [InlineData("{}", "without a name")]
    [InlineData("{a.b}", "part of a value")]
    [InlineData("{nope}", "declares only: a, b, w")]
    [InlineData("{a:{b:{w:{a}}}}", "nested too deep")]
    [InlineData("{a:99999}", "above 10000")]
    [InlineData("{a!x}", "!s, !r and !a")]
    public void Bad_templates_are_explained(string template, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => Render(template)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1, -2.5e3, \"\\u00e9\\n\", null, NaN, {\"a\": 1, \"a\": 2}]", true)]
    [InlineData("{\"a\": 1,}", false)]
    [InlineData("[1] 2", false)]
    [InlineData("01", false)]
    [InlineData("\"\t\"", false)]
    [InlineData("", false)]
    public void Json_is_read_as_Python_reads_it(string json, bool isValid) => Assert.Equal(isValid, PythonJsonReader.TryRead(json, out _));

    [Fact]
    public void Json_that_is_nested_too_deep_is_refused() => Assert.False(PythonJsonReader.TryRead(new string('[', 100_000), out _));

    [Fact]
    public void Columns_with_gaps_become_floats_and_formulas_texts()
    {
        var table = new CsvTable(2);
        table.Add("n")[0] = 1L;
        new object?[] { "=SUM(A1)", "a,\"b\"" }.CopyTo(table.Add("t"), 0);
        Assert.Equal("n,t\n1.0,'=SUM(A1)\n,\"a,\"\"b\"\"\"\n", table.ToText(quotesCarriageReturns: true));
    }

    [Fact]
    public void An_answer_that_is_no_json_is_an_error_status_and_no_exception()
    {
        var image = TestDetections.Image(0);
        Assert.True(new VlmAsClassifierV2Block().Run(new(image, "I see a cat.", ["cat"]), Context).ErrorStatus);
        Assert.True(new VlmAsDetectorV2Block().Run(new(image, "[1, 2]", ["cat"], VlmAsDetectorV2ModelType.Qwen, VlmAsDetectorTaskType.RegionProposal), Context).ErrorStatus);
    }

    [Fact]
    public void The_best_class_is_known_wherever_it_stands()
    {
        var result = new VlmAsClassifierV2Block().Run(new(TestDetections.Image(0), """{"class_name": "dog", "confidence": 0.7}""", ["cat", "dog"]), Context);
        var prediction = Assert.IsType<SingleLabelClassification>(result.Predictions);
        Assert.Equal(("dog", 0.7), (prediction.Top, prediction.Confidence));
        Assert.Equal(["cat", "dog"], prediction.Predictions.Select(score => score.ClassName));
    }

    private static string Render(string template) => new TextTemplate(template).Render(new Dictionary<string, object?> { ["a"] = "q", ["b"] = 2L, ["w"] = 5L });
}

using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;

namespace Workflows.CodeFirst.Conformance.Tests;

public class JsonComparerTests
{
    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "1.00001", false)]
    [InlineData("[1,2]", "[1]", false)]
    [InlineData("{\"a\":1}", "{\"a\":1,\"b\":2}", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":1}", false)]
    [InlineData("\"x\"", "\"y\"", false)]
    [InlineData("null", "0", false)]
    [InlineData("true", "false", false)]
    public void Exactly_equal_values_have_no_differences(string expected, string actual, bool equal) =>
        Assert.Equal(equal, Compare(expected, actual, Tolerance.Exact).Count == 0);

    [Theory]
    [InlineData("1", "1.00001", true)]
    [InlineData("1", "1.0001", false)]
    [InlineData("1000", "1000.0009", true)]
    [InlineData("1000", "1000.002", false)]
    public void Numbers_may_be_off_by_the_tolerance(string expected, string actual, bool equal) =>
        Assert.Equal(equal, Compare(expected, actual, new(1.1e-5, 1e-6)).Count == 0);

    [Fact]
    public void Differences_say_where()
    {
        var differences = Compare("""{ "a": [ { "b": 1 }, { "b": 2 } ] }""", """{ "a": [ { "b": 1 }, { "b": 3 } ] }""", Tolerance.Exact);
        Assert.Equal("$.a[1].b: expected 2, actual 3", Assert.Single(differences).ToString());
    }

    private static IReadOnlyList<Difference> Compare(string expected, string actual, Tolerance tolerance) =>
        JsonComparer.Compare(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(actual).RootElement, _ => tolerance);
}

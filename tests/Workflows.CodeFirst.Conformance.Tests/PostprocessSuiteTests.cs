using Workflows.CodeFirst.Conformance.Postprocess;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>The committed cases of the mathematics around networks.</summary>
public class PostprocessSuiteTests
{
    private static readonly SuiteInput Golden = new(RepositoryFiles.Path("tests", "data", "golden", "postprocess"));

    private static readonly Dictionary<string, ConformanceCase> Cases = new PostprocessSuite().Load(Golden).ToDictionary(item => item.Id);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var result = Cases[id].Execute();
        Assert.True(result.Outcome == Outcome.Passed, string.Join(Environment.NewLine, result.Differences));
    }

    [Fact]
    public void An_unknown_operation_fails()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cases.json", """{ "cases": [ { "id": "X", "path": "common", "op": "no_such", "params": {}, "input": {}, "output": {} } ] }""");
        var item = Assert.Single(new PostprocessSuite().Load(new(folder.Path)));
        Assert.Equal(Outcome.Failed, item.Execute().Outcome);
    }

    [Fact]
    public void A_changed_expectation_fails()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cases.json", """{ "cases": [ { "id": "X", "path": "common", "op": "round4", "params": {}, "input": [0.12345], "output": [0.1234] } ] }""");
        var result = Assert.Single(new PostprocessSuite().Load(new(folder.Path))).Execute();
        Assert.Equal("$[0]: expected 0.1234, actual 0.1235", Assert.Single(result.Differences).ToString());
    }
}

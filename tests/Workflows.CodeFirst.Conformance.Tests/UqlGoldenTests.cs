using Workflows.CodeFirst.Conformance.Uql;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>The query language gives what the reference engine gives, for every recorded query.</summary>
public sealed class UqlGoldenTests
{
    private static readonly ConformanceCase[] Cases = [.. new UqlSuite().Load(new(RepositoryFiles.Path("tests", "data", "golden", "blocks")))];

    [Fact]
    public void Every_query_gives_its_recorded_result_or_error()
    {
        Assert.True(Cases.Length > 1000);
        Assert.Empty(Cases
            .Select(item => (item.Id, Result: item.Execute()))
            .Where(item => item.Result.Outcome != Outcome.Passed)
            .Select(item => $"{item.Id}: {item.Result}"));
    }
}

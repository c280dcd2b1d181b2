using System.Globalization;
using Workflows.CodeFirst.Conformance.Blocks;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>Blocks give what the reference engine's blocks gave, call by call.</summary>
public sealed class BlocksGoldenTests : IDisposable
{
    private static readonly string Folder = RepositoryFiles.Path("tests", "data", "golden", "blocks");

    private static readonly Dictionary<string, ConformanceCase[]> Cases =
        new BlocksSuite().Load(new(Folder)).GroupBy(golden => Path.GetFileName(golden.File)).ToDictionary(file => file.Key, file => file.ToArray());

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Files => [.. Cases.Keys.Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_call_gives_its_recorded_result_or_error(string file)
    {
        var results = Cases[file].Select(golden => (golden.Id, Result: golden.Execute())).ToList();
        Assert.Empty(results.Where(item => item.Result.Outcome == Outcome.Failed).Select(item => $"{item.Id}: {item.Result}"));
        Assert.True(results.Exists(item => item.Result.Outcome == Outcome.Passed));
    }

    [Theory]
    [InlineData("""{"id": "s#0", "seq": "s", "now": 0.0, "block": "no/such_block@v1", "kwargs": {}, "result": {}}""", "block no/such_block@v1 has no implementation")]
    [InlineData(
        """{"id": "s#0", "seq": "s", "now": 0.0, "block": "roboflow_core/first_non_empty_or_default@v1", "kwargs": {"data": [null, 1], "default": 2}, "result": {"output": 2}}""",
        "$.output: expected 2, actual 1")]
    [InlineData(
        """{"id": "s#0", "seq": "s", "now": 0.0, "block": "roboflow_core/first_non_empty_or_default@v1", "kwargs": {"data": [1], "default": 2}, "exception": {"type": "ValueError"}}""",
        "expected ValueError")]
    public void A_call_that_differs_fails(string record, string reason)
    {
        folder.Write("block.jsonl", record);
        var result = Assert.Single(new BlocksSuite().Load(new(folder.Path))).Execute();
        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Contains(reason, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_of_a_sequence_follow_each_other_on_one_instance()
    {
        folder.Write("block.jsonl", string.Join('\n', Call(0, 0.0, "[\"$steps.a\"]"), Call(1, 1.5, "null"), Call(2, 2.5, "[\"$steps.a\"]")));
        var cases = new BlocksSuite().Load(new(folder.Path)).ToList();
        Assert.Equal(Outcome.Passed, cases[2].Execute().Outcome);
        Assert.All(cases, golden => Assert.Equal(Outcome.Passed, golden.Execute().Outcome));

        static string Call(int call, double now, string steps) => """
            {"id": "s#CALL", "seq": "s", "now": NOW, "block": "roboflow_core/rate_limiter@v1",
             "kwargs": {"cooldown_seconds": 2.0, "depends_on": 1, "next_steps": ["$steps.a"], "video_reference_image": null},
             "result": {"$flow_control": {"mode": "x", "context": STEPS}}}
            """
            .ReplaceLineEndings("")
            .Replace("CALL", call.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("NOW", now.ToString("0.0", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("STEPS", steps, StringComparison.Ordinal);
    }
}

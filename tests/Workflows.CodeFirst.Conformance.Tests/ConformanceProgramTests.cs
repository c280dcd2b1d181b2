using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>The command line: what it prints, writes and returns.</summary>
public sealed class ConformanceProgramTests : IDisposable
{
    private const string TwoCases = """
        { "cases": [
            { "id": "good", "path": "common", "op": "round4", "params": {}, "input": [0.5], "output": [0.5] },
            { "id": "bad", "path": "common", "op": "round4", "params": {}, "input": [0.5], "output": [0.6] } ] }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_failing_case_has_its_line_and_the_last_line_counts()
    {
        folder.Write("cases.json", TwoCases);
        var (exitCode, output, _) = Run("postprocess", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Equal(["FAIL bad: $[0]: expected 0.6, actual 0.5", "1 passed, 1 failed, 0 skipped"], output);
    }

    [Fact]
    public void A_filter_keeps_cases_whose_id_contains_the_text()
    {
        folder.Write("cases.json", TwoCases);
        var (exitCode, output, _) = Run("postprocess", folder.Path, "--filter", "goo");
        Assert.Equal(0, exitCode);
        Assert.Equal(["1 passed, 0 failed, 0 skipped"], output);
    }

    [Fact]
    public void A_filter_also_looks_at_file_names()
    {
        folder.Write("cases.json", TwoCases);
        var (_, output, _) = Run("postprocess", folder.Path, "--filter", "cases.j");
        Assert.Equal("1 passed, 1 failed, 0 skipped", output[^1]);
    }

    [Fact]
    public void A_report_holds_every_case()
    {
        folder.Write("cases.json", TwoCases);
        string report = Path.Combine(folder.Path, "report.json");
        Run("postprocess", folder.Path, "--report", report);
        using var document = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(1, document.RootElement.GetProperty("failed").GetInt32());
        Assert.Equal(["passed", "failed"], document.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData()]
    [InlineData("postprocess")]
    [InlineData("no-such-suite", "folder")]
    [InlineData("postprocess", "folder", "--filter")]
    [InlineData("postprocess", "folder", "--no-such-option", "x")]
    public void A_wrong_command_line_is_explained(params string[] args)
    {
        var (exitCode, output, error) = Run(args);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(error, line => line.StartsWith("usage:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not json")]
    [InlineData("[]")]
    public void Input_that_is_no_suite_is_explained(string? content)
    {
        if (content is not null)
        {
            folder.Write("cases.json", content);
        }

        var (exitCode, output, error) = Run("postprocess", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("cases.json", Assert.Single(error), StringComparison.Ordinal);
    }

    private static (int ExitCode, string[] Output, string[] Error) Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = ConformanceProgram.Run(args, output, error);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}

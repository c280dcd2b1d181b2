namespace Workflows.CodeFirst.Conformance;

/// <summary>
/// Runs a suite of golden cases: <c>SUITE DIR [--filter TEXT] [--report FILE.json]</c>. Returns 0 when nothing failed, 1 when cases failed
/// or cannot be read, 2 when the command line is wrong.
/// </summary>
public static class ConformanceProgram
{
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (!CommandLine.TryParse(args, out var commandLine, out string problem))
        {
            error.WriteLine(problem);
            error.WriteLine(CommandLine.Usage);
            return 2;
        }

        CaseRun[] runs;
        try
        {
            runs = RunCases(commandLine, output);
        }
        catch (Exception e) when (e is SuiteException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return 1;
        }

        var summary = Summary.Of(runs);
        if (commandLine.Report is { } file)
        {
            try
            {
                Report.Write(file, commandLine.Suite.Name, summary, runs);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"The report cannot be written: {e.Message}");
                return 1;
            }
        }

        foreach (string line in Summary.Ways(runs))
        {
            output.WriteLine(line);
        }

        output.WriteLine(summary);
        return summary.Failed == 0 ? 0 : 1;
    }

    private static CaseRun[] RunCases(CommandLine commandLine, TextWriter output)
    {
        var runs = new List<CaseRun>();
        foreach (var item in commandLine.Suite.Load(commandLine.Input).Where(item => item.Matches(commandLine.Filter)))
        {
            var result = item.Execute();
            runs.Add(new(item, result));
            if (result.Outcome == Outcome.Failed)
            {
                output.WriteLine($"FAIL {item.Id}: {result}");
            }
        }

        return [.. runs];
    }
}

/// <summary>A case and what came of it.</summary>
public sealed record CaseRun(ConformanceCase Case, CaseResult Result);

/// <summary>How many cases came to what.</summary>
public sealed record Summary(int Passed, int Failed, int Skipped)
{
    public static Summary Of(IReadOnlyCollection<CaseRun> runs) => new(
        runs.Count(run => run.Result.Outcome == Outcome.Passed),
        runs.Count(run => run.Result.Outcome == Outcome.Failed),
        runs.Count(run => run.Result.Outcome == Outcome.Skipped));

    /// <summary>How many cases passed in which way, where their suite tells ways apart.</summary>
    public static IEnumerable<string> Ways(IEnumerable<CaseRun> runs) => runs
        .Where(run => run.Result.Outcome == Outcome.Passed && run.Result.Reason.Length > 0)
        .GroupBy(run => run.Result.Reason)
        .OrderBy(way => way.Key, StringComparer.Ordinal)
        .Select(way => $"{way.Count(),6} {way.Key}");

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

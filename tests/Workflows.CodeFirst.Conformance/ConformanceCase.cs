namespace Workflows.CodeFirst.Conformance;

/// <summary>One golden case.</summary>
/// <param name="Id">Unique in its suite.</param>
/// <param name="File">The file it comes from.</param>
/// <param name="Run">Runs it; may throw, which is a failure.</param>
public sealed record ConformanceCase(string Id, string File, Func<CaseResult> Run)
{
    public bool Matches(string? filter) => filter is null
        || Id.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(File).Contains(filter, StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs the case; an exception is a failure, never the end of the whole run.</summary>
    public CaseResult Execute()
    {
        try
        {
            return Run();
        }
#pragma warning disable CA1031 // Whatever a case throws is that case's result.
        catch (Exception e)
        {
            return CaseResult.Fail(new Difference("", "a result", $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"));
        }
#pragma warning restore CA1031
    }

    public override string ToString() => Id;
}

/// <summary>What came of a case.</summary>
public enum Outcome
{
    Passed,
    Failed,

    /// <summary>The case's own data says that it cannot be compared.</summary>
    Skipped,
}

/// <summary>One place where a result is not as expected.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Expected">What the case says.</param>
/// <param name="Actual">What came out.</param>
public sealed record Difference(string Path, string Expected, string Actual)
{
    public override string ToString() => $"{(Path.Length == 0 ? "" : Path + ": ")}expected {Expected}, actual {Actual}";
}

/// <summary>The outcome of a case with its reasons.</summary>
public sealed record CaseResult(Outcome Outcome, IReadOnlyList<Difference> Differences, string Reason)
{
    public static CaseResult Pass { get; } = new(Outcome.Passed, [], "");

    /// <summary>A case that passed, and in which of several ways; the runner counts the ways.</summary>
    public static CaseResult PassAs(string way) => new(Outcome.Passed, [], way);

    public static CaseResult Fail(params IReadOnlyList<Difference> differences) => new(Outcome.Failed, differences, "");

    public static CaseResult Skip(string reason) => new(Outcome.Skipped, [], reason);

    /// <summary>Passes when there are no differences.</summary>
    public static CaseResult From(IReadOnlyList<Difference> differences) => differences.Count == 0 ? Pass : Fail(differences);

    public override string ToString() => Outcome switch
    {
        Outcome.Failed => Differences.Count > 1 ? $"{Differences[0]} (and {Differences.Count - 1} more)" : $"{Differences[0]}",
        Outcome.Skipped => Reason,
        _ => "passed",
    };
}

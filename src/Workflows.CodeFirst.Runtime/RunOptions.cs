namespace Workflows.CodeFirst.Runtime;

/// <summary>How one run goes.</summary>
public sealed record RunOptions
{
    /// <summary>No cancellation, no deadline.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Ends the run early; also inside a model.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The most time that the run may take; null means any.</summary>
    public TimeSpan? Timeout { get; init; }
}

namespace Workflows.CodeFirst.Execution;

/// <summary>What a block may know about the run beside its arguments.</summary>
/// <param name="StepName">The step that runs.</param>
/// <param name="Clock">The time.</param>
/// <param name="Cancellation">Cancelled when the caller gives up or the deadline passes.</param>
public sealed record BlockContext(string StepName, TimeProvider Clock, CancellationToken Cancellation);

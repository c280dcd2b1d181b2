namespace Workflows.CodeFirst.Execution;

/// <summary>What a block may know about the run beside its arguments.</summary>
public sealed class BlockContext
{
    /// <summary>Makes a context; the engine does so for every step, a test for the block that it tries.</summary>
    /// <param name="stepName">The step that runs.</param>
    /// <param name="clock">The time; the system's when null.</param>
    /// <param name="compatibility">What to do where the reference engine does something that nobody would want.</param>
    /// <param name="cancellation">Cancelled when the caller gives up or the deadline passes.</param>
    public BlockContext(
        string stepName,
        TimeProvider? clock = null,
        CompatibilityMode compatibility = CompatibilityMode.Corrected,
        CancellationToken cancellation = default)
    {
        Compatibility = compatibility;
        StepName = stepName;
        Clock = clock ?? TimeProvider.System;
        Cancellation = cancellation;
    }

    /// <summary>The step that runs.</summary>
    public string StepName { get; }

    /// <summary>The time. Blocks that need the time ask here, so that recorded videos and tests can say what time it is.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Cancelled when the caller gives up or the deadline passes.</summary>
    public CancellationToken Cancellation { get; internal set; }

    /// <summary>What to do where the reference engine does something that nobody would want.</summary>
    public CompatibilityMode Compatibility { get; }
}

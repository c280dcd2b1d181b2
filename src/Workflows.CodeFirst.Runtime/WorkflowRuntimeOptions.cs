using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime;

/// <summary>What is the same for all workflows of a <see cref="WorkflowRuntime"/>.</summary>
public sealed record WorkflowRuntimeOptions
{
    /// <summary>Every option at its default.</summary>
    public static WorkflowRuntimeOptions Default { get; } = new();

    /// <summary>The time that blocks see.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What to do where the reference engine does something that nobody would want.</summary>
    public CompatibilityMode Compatibility { get; init; }

    /// <summary>
    /// How much of a workflow may go on at once: expensive steps that do not need one another, frames of a video. 1 runs everything one
    /// after another. The results are the same. By default the number of processors, at most 4: models use several threads themselves.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int DegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Whether an image input may be given as the path of a file. Switch this off where strangers provide inputs.</summary>
    public bool AllowsImageFiles { get; init; } = true;
}

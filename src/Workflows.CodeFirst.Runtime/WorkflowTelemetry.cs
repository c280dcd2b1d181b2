namespace Workflows.CodeFirst.Runtime;

/// <summary>What tools that watch a program have to know to watch its workflows.</summary>
/// <remarks>
/// An <see cref="System.Diagnostics.ActivitySource"/> has one activity a run and, below it, one a step. A
/// <see cref="System.Diagnostics.Metrics.Meter"/> has the histograms <c>workflow.run.duration</c> and <c>workflow.step.duration</c> in
/// seconds, and the counters <c>workflow.runs</c> and <c>workflow.step.failures</c>. While nobody listens, they cost nothing.
/// </remarks>
public static class WorkflowTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Workflows.CodeFirst";

    /// <summary>The tag with the workflow's name, on activities and measurements of runs.</summary>
    public const string WorkflowTag = "workflow.name";

    /// <summary>The tag with the number of the frame, from 0, on activities of runs that are frames of a video.</summary>
    public const string FrameTag = "workflow.frame";

    /// <summary>The tag with the step's name, on activities and measurements of steps.</summary>
    public const string StepTag = "workflow.step";

    /// <summary>The tag with the type identifier of the step's block, on activities and measurements of steps.</summary>
    public const string BlockTag = "workflow.block";

    /// <summary>The tag that says how a run ended: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public const string OutcomeTag = "workflow.outcome";
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Tells who listens what runs and steps do and how long they take.</summary>
internal static class Telemetry
{
    private static readonly ActivitySource Activities = new(WorkflowTelemetry.Name);
    private static readonly Meter Meter = new(WorkflowTelemetry.Name);

    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram<double>("workflow.run.duration", "s", "How long a run of a workflow took.");
    private static readonly Histogram<double> StepDuration = Meter.CreateHistogram<double>("workflow.step.duration", "s", "How long a step took, for all its elements.");
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("workflow.runs", "{run}", "Runs of workflows that ended.");
    private static readonly Counter<long> StepFailures = Meter.CreateCounter<long>("workflow.step.failures", "{failure}", "Steps that failed.");

    /// <summary>Whether anybody listens.</summary>
    public static bool IsWatched => Activities.HasListeners() || StepDuration.Enabled || RunDuration.Enabled || Runs.Enabled || StepFailures.Enabled;

    /// <summary>Runs a workflow and tells of it.</summary>
    public static T ExecuteRun<T>(string? workflow, FrameTicket? ticket, Func<T> run)
    {
        using var activity = Activities.StartActivity(workflow ?? "workflow");
        activity?.SetTag(WorkflowTelemetry.WorkflowTag, workflow);
        if (ticket is not null)
        {
            activity?.SetTag(WorkflowTelemetry.FrameTag, ticket.Number);
        }

        long start = Stopwatch.GetTimestamp();
        string outcome = "failed";
        try
        {
            var result = run();
            outcome = "completed";
            return result;
        }
        catch (Exception e)
        {
            outcome = e is OperationCanceledException ? "cancelled" : outcome;
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
        finally
        {
            var name = KeyValuePair.Create(WorkflowTelemetry.WorkflowTag, (object?)workflow);
            var ending = KeyValuePair.Create(WorkflowTelemetry.OutcomeTag, (object?)outcome);
            RunDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, name, ending);
            Runs.Add(1, name, ending);
        }
    }

    /// <summary>Runs a step and tells of it.</summary>
    public static void ExecuteStep(StepExecutor step, EngineRun run)
    {
        using var activity = Activities.StartActivity(step.Step.Name);
        activity?.SetTag(WorkflowTelemetry.StepTag, step.Step.Name);
        activity?.SetTag(WorkflowTelemetry.BlockTag, step.Step.Manifest.Type);
        long start = Stopwatch.GetTimestamp();
        try
        {
            step.Execute(run);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            StepFailures.Add(1, Name(step), Block(step));
            throw;
        }
        finally
        {
            StepDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, Name(step), Block(step));
        }
    }

    private static KeyValuePair<string, object?> Name(StepExecutor step) => new(WorkflowTelemetry.StepTag, step.Step.Name);

    private static KeyValuePair<string, object?> Block(StepExecutor step) => new(WorkflowTelemetry.BlockTag, step.Step.Manifest.Type);
}

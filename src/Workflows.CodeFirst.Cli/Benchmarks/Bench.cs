using System.Diagnostics;
using System.Diagnostics.Metrics;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Benchmarks;

/// <summary>How much to measure.</summary>
/// <param name="Runs">Runs that count.</param>
/// <param name="WarmUp">Runs before, that do not.</param>
internal sealed record BenchPlan(int Runs, int WarmUp);

/// <summary>Measures a compiled workflow: whole runs while nobody watches, then as many again with a look at the steps.</summary>
internal static class Bench
{
    public static BenchReport Measure(CompiledWorkflow app, IReadOnlyDictionary<string, object?> inputs, BenchPlan plan, CancellationToken cancellation)
    {
        var options = new RunOptions { Cancellation = cancellation };
        int results = 0;
        for (int i = 0; i < plan.WarmUp; i++)
        {
            app.RunBatch(inputs, options);
        }

        double[] runs = new double[plan.Runs];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < runs.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            results = app.RunBatch(inputs, options).Count;
            runs[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        long allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / runs.Length;
        using var steps = new StepTimes();
        for (int i = 0; i < plan.Runs; i++)
        {
            app.RunBatch(inputs, options);
        }

        var times = app.Workflow.Steps
            .Select(step => new StepFigures(step.Name, step.Manifest.Type, Figures.Of(steps.Of(step.Name))))
            .ToArray();
        return new(plan.Runs, results, Figures.Of(runs), times, steps.InNetworks / steps.Total, allocated);
    }

    /// <summary>Listens to the meters of the runtime and the models.</summary>
    private sealed class StepTimes : IDisposable
    {
        private readonly Dictionary<string, List<double>> steps = new(StringComparer.Ordinal);
        private readonly Lock gate = new();
        private readonly MeterListener listener = new();

        public StepTimes()
        {
            listener.InstrumentPublished = static (instrument, it) =>
            {
                if (instrument.Meter.Name is WorkflowTelemetry.Name or ModelTelemetry.Name)
                {
                    it.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
            listener.Start();
        }

        /// <summary>Milliseconds inside of networks.</summary>
        public double InNetworks { get; private set; }

        /// <summary>Milliseconds of all runs.</summary>
        public double Total { get; private set; }

        public double[] Of(string step) => steps.TryGetValue(step, out var times) ? [.. times] : [];

        public void Dispose() => listener.Dispose();

        private void Note(string instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (gate)
            {
                switch (instrument)
                {
                    case "workflow.run.duration":
                        Total += 1000 * seconds;
                        break;
                    case "model.network.duration":
                        InNetworks += 1000 * seconds;
                        break;
                    case "workflow.step.duration":
                        foreach (var (key, value) in tags)
                        {
                            if (key == WorkflowTelemetry.StepTag)
                            {
                                (steps.TryGetValue((string)value!, out var times) ? times : steps[(string)value!] = []).Add(1000 * seconds);
                            }
                        }

                        break;
                }
            }
        }
    }
}

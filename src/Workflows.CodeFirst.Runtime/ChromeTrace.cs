using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.CodeFirst.Runtime;

/// <summary>
/// Records when which step ran on which thread, for <c>chrome://tracing</c> and Perfetto: one lane a thread, runs with their steps below
/// them. Records every workflow of the program from when it is made until it is disposed. Thread-safe.
/// </summary>
public sealed class ChromeTrace : IDisposable
{
    private const int Capacity = 1_000_000;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly List<Span> spans = [];
    private readonly Dictionary<int, string> threads = [];
    private readonly DateTime start = DateTime.UtcNow;
    private readonly ActivityListener listener;
    private long dropped;

    /// <summary>Starts to record.</summary>
    public ChromeTrace()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkflowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>How many runs and steps were recorded; no more than a million are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return spans.Count;
            }
        }
    }

    /// <summary>Writes what was recorded as trace-event JSON.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = path + ".tmp";
        try
        {
            using (var file = File.Create(unfinished))
            {
                WriteTo(file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes what was recorded as trace-event JSON.</summary>
    /// <param name="stream">Takes the UTF-8 text; stays open.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span[] recorded;
        KeyValuePair<int, string>[] lanes;
        lock (gate)
        {
            recorded = [.. spans];
            lanes = [.. threads];
        }

        using var writer = new Utf8JsonWriter(stream, Options);
        writer.WriteStartObject();
        writer.WriteString("displayTimeUnit", "ms");
        writer.WriteStartArray("traceEvents");
        foreach (var (id, name) in lanes)
        {
            WriteLane(writer, id, name);
        }

        foreach (var span in recorded)
        {
            WriteSpan(writer, span);
        }

        writer.WriteEndArray();
        if (Interlocked.Read(ref dropped) is > 0 and var missing)
        {
            writer.WriteStartObject("otherData");
            writer.WriteNumber("dropped", missing);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Stops recording; what was recorded can still be written.</summary>
    public void Dispose() => listener.Dispose();

    private void Record(Activity activity)
    {
        // Runs and steps end on the thread that they began on.
        int thread = Environment.CurrentManagedThreadId;
        string? block = activity.GetTagItem(WorkflowTelemetry.BlockTag) as string;
        var run = block is null ? activity : activity.Parent;
        var span = new Span(
            activity.OperationName,
            block,
            run?.GetTagItem(WorkflowTelemetry.FrameTag) as long?,
            activity.Status == ActivityStatusCode.Error ? activity.StatusDescription ?? "failed" : null,
            thread,
            (activity.StartTimeUtc - start).TotalMicroseconds,
            activity.Duration.TotalMicroseconds);
        lock (gate)
        {
            if (spans.Count == Capacity)
            {
                dropped++;
                return;
            }

            spans.Add(span);
            threads.TryAdd(thread, Thread.CurrentThread.Name ?? string.Create(CultureInfo.InvariantCulture, $"Thread {thread}"));
        }
    }

    private static void WriteLane(Utf8JsonWriter writer, int id, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("ph", "M");
        writer.WriteString("name", "thread_name");
        writer.WriteNumber("pid", Environment.ProcessId);
        writer.WriteNumber("tid", id);
        writer.WriteStartObject("args");
        writer.WriteString("name", name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, Span span)
    {
        writer.WriteStartObject();
        writer.WriteString("ph", "X");
        writer.WriteString("name", span.Name);
        writer.WriteString("cat", span.Block is null ? "run" : "step");
        writer.WriteNumber("pid", Environment.ProcessId);
        writer.WriteNumber("tid", span.Thread);
        writer.WriteNumber("ts", Math.Round(span.Start, 3));
        writer.WriteNumber("dur", Math.Round(span.Duration, 3));
        writer.WriteStartObject("args");
        if (span.Block is not null)
        {
            writer.WriteString("block", span.Block);
        }

        if (span.Frame is { } frame)
        {
            writer.WriteNumber("frame", frame);
        }

        if (span.Error is not null)
        {
            writer.WriteString("error", span.Error);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed record Span(string Name, string? Block, long? Frame, string? Error, int Thread, double Start, double Duration);
}

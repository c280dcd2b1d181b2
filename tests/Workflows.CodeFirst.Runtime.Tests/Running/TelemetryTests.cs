using System.Diagnostics.Metrics;
using System.Text.Json;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Listeners hear of every run in the process, so no other test runs beside these.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListeningCollection
{
    public const string Name = "listens to the whole process";
}

/// <summary>What a program tells of its workflows.</summary>
[Collection(ListeningCollection.Name)]
public sealed class TelemetryTests
{
    [Fact]
    public void Meters_have_the_duration_of_runs_and_steps_and_what_failed()
    {
        var measured = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == WorkflowTelemetry.Name)
            {
                it.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        using var app = Compile((a, _) => a < 5 ? a + 1 : throw new InvalidOperationException("too much"));
        app.RunBatch(new Dictionary<string, object?> { ["x"] = 1.0 });
        Assert.Throws<StepExecutionException>(() => app.RunBatch(new Dictionary<string, object?> { ["x"] = 4.0 }));
        Assert.Equal(
            [
                "workflow.step.duration workflow.step=one workflow.block=test/add",
                "workflow.step.duration workflow.step=two workflow.block=test/add",
                "workflow.run.duration workflow.name=sums workflow.outcome=completed",
                "workflow.runs workflow.name=sums workflow.outcome=completed",
                "workflow.step.duration workflow.step=one workflow.block=test/add",
                "workflow.step.failures workflow.step=two workflow.block=test/add",
                "workflow.step.duration workflow.step=two workflow.block=test/add",
                "workflow.run.duration workflow.name=sums workflow.outcome=failed",
                "workflow.runs workflow.name=sums workflow.outcome=failed",
            ],
            measured);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.True(value > 0);
            measured.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
        }
    }

    [Fact]
    public async Task A_trace_has_a_span_for_every_run_and_step()
    {
        using var app = Compile((a, _) => a + 1);
        using var trace = new ChromeTrace();
        app.RunBatch(new Dictionary<string, object?> { ["x"] = 1.0 });
        Assert.Equal(3, trace.Count);

        var image = Input.Image();
        using var video = Frames();
        await foreach (var result in video.RunAsync(image, Pictures()))
        {
        }

        trace.Dispose();
        app.RunBatch(new Dictionary<string, object?> { ["x"] = 1.0 });
        using var json = Written(trace);
        var events = json.RootElement.GetProperty("traceEvents").EnumerateArray().ToArray();
        var spans = events.Where(e => e.GetProperty("ph").GetString() == "X").ToArray();
        Assert.Equal(["one", "two", "sums"], spans[..3].Select(e => e.GetProperty("name").GetString()));
        Assert.Equal("test/add", spans[0].GetProperty("args").GetProperty("block").GetString());
        Assert.Equal([0, 0, 1, 1], spans[3..].Select(e => e.GetProperty("args").GetProperty("frame").GetInt32()).Order());

        // Steps lie inside of their run, on its lane.
        var (run, step) = (spans[2], spans[0]);
        Assert.Equal(run.GetProperty("tid").GetInt32(), step.GetProperty("tid").GetInt32());
        Assert.True(run.GetProperty("ts").GetDouble() <= step.GetProperty("ts").GetDouble());
        Assert.True(step.GetProperty("ts").GetDouble() + step.GetProperty("dur").GetDouble() <= run.GetProperty("ts").GetDouble() + run.GetProperty("dur").GetDouble() + 1);
        Assert.Equal(
            spans.Select(e => e.GetProperty("tid").GetInt32()).Distinct().Order(),
            events.Where(e => e.GetProperty("name").GetString() == "thread_name").Select(e => e.GetProperty("tid").GetInt32()).Order());
    }

    [Fact]
    public void A_trace_says_what_failed()
    {
        using var app = Compile((_, _) => throw new InvalidOperationException("no sum today"));
        using var trace = new ChromeTrace();
        Assert.Throws<StepExecutionException>(() => app.RunBatch(new Dictionary<string, object?> { ["x"] = 1.0 }));
        using var json = Written(trace);
        var step = json.RootElement.GetProperty("traceEvents").EnumerateArray().First(e => e.GetProperty("name").GetString() == "one");
        Assert.Equal("no sum today", step.GetProperty("args").GetProperty("error").GetString());
    }

    [Fact]
    public void A_trace_replaces_the_file_whole()
    {
        string folder = Directory.CreateTempSubdirectory("trace-").FullName;
        try
        {
            string path = Path.Combine(folder, "trace.json");
            using var trace = new ChromeTrace();
            trace.Save(path);
            trace.Save(path);
            Assert.Equal(path, Assert.Single(Directory.GetFiles(folder)));
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            Assert.Equal(0, json.RootElement.GetProperty("traceEvents").GetArrayLength());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonDocument Written(ChromeTrace trace)
    {
        using var stream = new MemoryStream();
        trace.WriteTo(stream);
        return JsonDocument.Parse(stream.ToArray());
    }

    private static CompiledWorkflow Compile(Func<double, BlockContext, double> function)
    {
        using var runtime = new WorkflowRuntime();
        runtime.Blocks.Add(() => new FunctionBlock(function));
        return runtime.Compile(Workflow.Parse(
            """
            {
              "version": "1.3.0", "name": "sums", "inputs": [{"type": "WorkflowParameter", "name": "x"}],
              "steps": [{"type": "test/add", "name": "one", "a": "$inputs.x"}, {"type": "test/add", "name": "two", "a": "$steps.one.sum"}],
              "outputs": [{"type": "JsonField", "name": "y", "selector": "$steps.two.sum"}]
            }
            """,
            TestBlocks.Catalogue));
    }

    private static CompiledWorkflow Frames()
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        return runtime.Compile(Workflow.Parse(
            """
            {
              "version": "1.3.0", "inputs": [{"type": "WorkflowImage", "name": "image"}],
              "steps": [{"type": "test/describe", "name": "describe", "image": "$inputs.image"}],
              "outputs": [{"type": "JsonField", "name": "text", "selector": "$steps.describe.text"}]
            }
            """,
            TestBlocks.Catalogue));
    }

    private static async IAsyncEnumerable<Image> Pictures()
    {
        for (int i = 0; i < 2; i++)
        {
            await Task.Yield();
            yield return Image.Create(1, 1);
        }
    }
}

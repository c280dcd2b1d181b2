using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Running from several threads, over videos, with cancellation, until disposal.</summary>
public class RunningTests
{
    private static readonly InputSelector<IImageKind> Picture = Input.Image();
    private static readonly KeypointDetectionV3 Pose = new("kp", Picture, "shapes-keypoints/1");

    [Fact]
    public void Threads_share_a_compiled_workflow()
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", Pose.Predictions));
        string[] files = ["shapes_00_640x480.jpg", "shapes_01_480x640.jpg", "shapes_12_448x448.jpg"];
        Image[] pictures = [.. files.Select(file => Image.Load(SampleFiles.Picture(file)))];
        var alone = pictures.Select(picture => app.Run(Picture.Bind(picture)).Get(Pose.Predictions)).ToArray();
        var together = new KeypointDetections[24];
        Parallel.For(0, together.Length, new() { MaxDegreeOfParallelism = 8 }, i => together[i] = app.Run(Picture.Bind(pictures[i % pictures.Length])).Get(Pose.Predictions));
        for (int i = 0; i < together.Length; i++)
        {
            Assert.Equal(alone[i % pictures.Length].Boxes.AsEnumerable(), together[i].Boxes);
            Assert.Equal(alone[i % pictures.Length].Confidences.AsEnumerable(), together[i].Confidences);
        }
    }

    [Fact]
    public async Task Frames_give_results_in_their_order()
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", Pose.Predictions));
        string[] files = ["shapes_00_640x480.jpg", "shapes_01_480x640.jpg", "shapes_00_640x480.jpg"];
        var sizes = new List<ImageSize?>();
        await foreach (var result in app.RunAsync(Picture, Frames(files)))
        {
            sizes.Add(result.Get(Pose.Predictions).ImageSize);
        }

        Assert.Equal([new(640, 480), new(480, 640), new(640, 480)], sizes);
    }

    [Fact]
    public async Task A_cancelled_video_stops()
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", Pose.Predictions));
        using var source = new CancellationTokenSource();
        int results = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in app.RunAsync(Picture, Frames(Enumerable.Repeat("shapes_02_64x48.jpg", 1000)), source.Token))
            {
                results++;
                await source.CancelAsync();
            }
        });
        Assert.Equal(1, results);
    }

    [Fact]
    public void A_cancelled_run_stops_before_the_next_step_and_the_workflow_stays_usable()
    {
        using var source = new CancellationTokenSource();
        using var app = Actions(new ActionBlock(() => source.Cancel()), out var action);
        Assert.Throws<OperationCanceledException>(() => app.Run(new RunOptions { Cancellation = source.Token }));
        Assert.Equal(1, action.Calls);
        app.Run();
        Assert.Equal(3, action.Calls);
    }

    [Fact]
    public void A_run_that_takes_too_long_times_out()
    {
        var clock = new ManualClock();
        using var app = Actions(new ActionBlock(() => clock.Advance(TimeSpan.FromSeconds(2))), out var action, clock);
        Assert.Throws<TimeoutException>(() => app.Run(new RunOptions { Timeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal(1, action.Calls);
        app.Run(new RunOptions { Timeout = TimeSpan.FromSeconds(5) });
    }

    [Fact]
    public void Disposal_waits_for_the_run_in_progress_and_refuses_further_runs()
    {
        CompiledWorkflow? running = null;
        bool disposedDuringRun = true;
        ActionBlock? block = null;
        block = new ActionBlock(() =>
        {
            running!.Dispose();
            disposedDuringRun = block!.IsDisposed;
        });
        running = Actions(block, out _);
        running.Run();
        Assert.False(disposedDuringRun);
        Assert.True(block.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => running.Run());
        running.Dispose();
    }

    [Fact]
    public void A_block_that_keeps_state_is_never_called_by_two_runs_at_once()
    {
        int inside = 0, most = 0;
        using var app = Actions(
            new ActionBlock(() =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
            }, keepsState: true),
            out var action);
        Parallel.For(0, 50, new() { MaxDegreeOfParallelism = 8 }, _ => app.Run());
        Assert.Equal((1, 100), (most, action.Calls));
    }

    [Fact]
    public void Inputs_are_known_by_name_and_misspelt_ones_are_refused()
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", Pose.Predictions));
        using var picture = Image.Load(SampleFiles.Picture("shapes_02_64x48.jpg"));
        var e = Assert.Throws<ArgumentException>(() => app.Run(Input.Image("imag").Bind(picture)));
        Assert.Contains("no input named 'imag'. Did you mean 'image'?", e.Message, StringComparison.Ordinal);
        Assert.Contains("The input 'image' has no value", Assert.Throws<WorkflowRunException>(() => app.Run()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => app.Run(Picture.BindBatch([picture, picture])));
    }

    [Fact]
    public void Results_are_found_by_selector_or_name_and_others_refused()
    {
        using var runtime = new WorkflowRuntime(SampleFiles.Models());
        using var app = runtime.Compile(Workflow.Create().WithOutput("poses", Pose.Predictions));
        using var picture = Image.Load(SampleFiles.Picture("shapes_02_64x48.jpg"));
        var result = app.Run(Picture.Bind(picture));
        Assert.Same(result.Get(Pose.Predictions), result["poses"]);
        Assert.Contains("'$steps.kp.model_id' is no output", Assert.Throws<KeyNotFoundException>(() => result.Get(Pose.ModelId)).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'poses'?", Assert.Throws<KeyNotFoundException>(() => result["pose"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_without_implementation_is_refused_when_the_workflow_is_compiled()
    {
        using var runtime = new WorkflowRuntime();
        var workflow = Workflow.Parse(
            """{"version": "1.3.0", "inputs": [], "steps": [{"type": "test/add", "name": "s", "a": 1}], "outputs": []}""", TestBlocks.Catalogue);
        var e = Assert.Throws<WorkflowException>(() => runtime.Compile(workflow));
        Assert.Equal(("block_cannot_run", "s"), (e.Errors[0].Code, e.Errors[0].Step));
        Assert.Contains("'test/add' has no implementation", e.Message, StringComparison.Ordinal);
    }

    private static CompiledWorkflow Actions(ActionBlock block, out ActionBlock made, TimeProvider? clock = null)
    {
        made = block;
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { Clock = clock ?? TimeProvider.System });
        runtime.Blocks.Add(() => block);
        return runtime.Compile(Workflow.Parse(
            """
            {
              "version": "1.3.0", "inputs": [],
              "steps": [{"type": "test/add", "name": "one", "a": 1}, {"type": "test/add", "name": "two", "a": "$steps.one.sum"}],
              "outputs": [{"type": "JsonField", "name": "x", "selector": "$steps.two.sum"}]
            }
            """,
            TestBlocks.Catalogue));
    }

    private static async IAsyncEnumerable<Image> Frames(IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Image.Load(SampleFiles.Picture(file));
        }
    }

    private sealed class ActionBlock(Action action, bool keepsState = false) : Block<Add.Arguments, Add.Results>, IDisposable
    {
        private int calls;

        public override bool KeepsState => keepsState;

        public int Calls => calls;

        public bool IsDisposed { get; private set; }

        public override Add.Results Run(in Add.Arguments arguments, BlockContext context)
        {
            Interlocked.Increment(ref calls);
            if (arguments.A == 1)
            {
                action();
            }

            return new(arguments.A + arguments.B);
        }

        public void Dispose() => IsDisposed = true;
    }

    /// <summary>A clock whose timers fire when it is moved.</summary>
    private sealed class ManualClock : TimeProvider
    {
        private readonly List<ManualTimer> timers = [];
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by)
        {
            now += by;
            foreach (var timer in timers.ToArray())
            {
                timer.FireIfDue(now);
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(() => callback(state)) { Due = now + dueTime };
            timers.Add(timer);
            return timer;
        }

        private sealed class ManualTimer(Action callback) : ITimer
        {
            public DateTimeOffset? Due { get; set; }

            public void FireIfDue(DateTimeOffset now)
            {
                if (Due is { } due && due <= now)
                {
                    Due = null;
                    callback();
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => Due = null;

            public ValueTask DisposeAsync()
            {
                Due = null;
                return ValueTask.CompletedTask;
            }
        }
    }
}

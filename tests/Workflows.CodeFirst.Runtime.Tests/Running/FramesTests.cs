using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Frames of videos, several at the same time: results, order, errors and endings are those of one frame at a time.</summary>
public sealed class FramesTests
{
    private const int Parallelism = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly InputSelector<IImageKind> Picture = Input.Image();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_are_those_of_one_frame_at_a_time(bool keepsState)
    {
        using var expected = Compile(1, Work, Tally(keepsState));
        using var app = Compile(Parallelism, Work, Tally(keepsState));
        string[] alone = [.. TwoVideos(200).Select(frame => (string)expected.Run(Picture.Bind(frame))["tally"]!)];
        for (int round = 0; round < 5; round++)
        {
            using var fresh = round == 0 ? null : Compile(Parallelism, Work, Tally(keepsState));
            Assert.Equal(alone, await Texts((fresh ?? app).RunAsync(Picture, Async(TwoVideos(200)))));
        }

        Assert.Equal(200, alone.Distinct().Count());
    }

    [Fact]
    public async Task Several_frames_are_worked_on_at_the_same_time()
    {
        using var both = new Barrier(2);
        using var app = Compile(2, _ => Assert.True(both.SignalAndWait(Patience)), Tally(true));
        Assert.Equal(10, (await Texts(app.RunAsync(Picture, Async(TwoVideos(10))))).Count);
    }

    [Fact]
    public async Task No_more_frames_are_asked_for_than_are_worked_on()
    {
        int asked = 0, taken = 0, most = 0;
        using var app = Compile(Parallelism, _ => { }, Tally(false));
        await foreach (var result in app.RunAsync(Picture, Async(TwoVideos(100).Select(frame =>
        {
            most = Math.Max(most, ++asked - taken);
            return frame;
        }))))
        {
            taken++;
        }

        Assert.Equal(100, taken);
        Assert.InRange(most, 2, Parallelism);
    }

    [Fact]
    public async Task A_result_does_not_wait_for_the_next_frame()
    {
        using var app = Compile(Parallelism, _ => { }, Tally(true));
        var taken = new SemaphoreSlim(0);
        int results = 0;
        await foreach (var result in app.RunAsync(Picture, Live(taken)))
        {
            results++;
            taken.Release();
        }

        Assert.Equal(5, results);

        static async IAsyncEnumerable<Image> Live(SemaphoreSlim taken)
        {
            foreach (var frame in TwoVideos(5))
            {
                yield return frame;
                Assert.True(await taken.WaitAsync(Patience));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Parallelism)]
    public async Task An_error_comes_in_place_of_its_frame(int parallelism)
    {
        var counter = new Counter();
        using var app = Compile(parallelism, counter.Around(frame => frame >= 20 ? throw new InvalidOperationException($"frame {frame}") : 0), Tally(true));
        var texts = new List<string>();
        var e = await Assert.ThrowsAsync<StepExecutionException>(async () =>
        {
            await foreach (var result in app.RunAsync(Picture, Async(OneVideo(1000))))
            {
                texts.Add((string)result["tally"]!);
            }
        });
        Assert.Equal("frame 20", e.InnerException!.Message);
        Assert.Equal("work", e.StepName);
        Assert.Equal(20, texts.Count);
        Assert.Equal(0, counter.Inside);
    }

    [Fact]
    public async Task An_error_of_the_source_comes_after_the_results_before_it()
    {
        using var app = Compile(Parallelism, _ => { }, Tally(true));
        int results = 0;
        var e = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var result in app.RunAsync(Picture, Async(OneVideo(7).Concat(Broken()))))
            {
                results++;
            }
        });
        Assert.Equal(("the camera is gone", 7), (e.Message, results));

        static IEnumerable<Image> Broken()
        {
            bool isBroken = true;
            if (isBroken)
            {
                throw new IOException("the camera is gone");
            }

            yield break;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_early_end_leaves_nothing_running(bool cancels)
    {
        var counter = new Counter();
        using var source = new CancellationTokenSource();
        using var app = Compile(Parallelism, counter.Around(_ => 0), Tally(true));
        bool isDisposed = false;
        int results = 0;
        async Task Consume()
        {
            await foreach (var result in app.RunAsync(Picture, Endless(() => isDisposed = true), source.Token))
            {
                if (++results == 10)
                {
                    if (!cancels)
                    {
                        break;
                    }

                    await source.CancelAsync();
                }
            }
        }

        if (cancels)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(Consume);
        }
        else
        {
            await Consume();
        }

        Assert.True(isDisposed);
        Assert.Equal(10, results);
        int calls = counter.Calls;
        Assert.Equal(0, counter.Inside);
        app.Run(Picture.Bind(OneVideo(1).Single()));
        Assert.Equal(calls + 1, counter.Calls);
    }

    [Fact]
    public async Task A_cancelled_frame_ends_while_its_step_waits_for_the_frame_before_it()
    {
        using var source = new CancellationTokenSource();
        using var app = Compile(2, frame => Hold(frame, source), Tally(true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Texts(app.RunAsync(Picture, Async(OneVideo(10)), source.Token)));

        // Frame 0 stays in its first step, so that frame 1 has to wait for it before the second one.
        static void Hold(long frame, CancellationTokenSource source)
        {
            if (frame == 0)
            {
                source.Token.WaitHandle.WaitOne();
            }
            else
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public async Task Other_inputs_go_with_every_frame_and_wrong_ones_are_refused()
    {
        using var app = Compile(Parallelism, _ => { }, Tally(true));
        await Assert.ThrowsAsync<ArgumentException>(() => Texts(app.RunAsync(Picture, Async(OneVideo(3)), [new InputBinding("nope", 1.0)])));
    }

    // Takes longer for some frames than for others, so that they overtake one another where they may.
    private static void Work(long frame) => Thread.SpinWait((int)(frame * 7919 % 13) * 200);

    private static Func<TallyBlock> Tally(bool keepsState) => () => new TallyBlock(keepsState);

    private static CompiledWorkflow Compile(int parallelism, Action<long> work, Func<TallyBlock> tally)
    {
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { DegreeOfParallelism = parallelism });
        bool isFirst = true;
        runtime.Blocks.Add<Block<Describe.Arguments, Describe.Results>>(() =>
        {
            bool works = isFirst;
            isFirst = false;
            return works ? new WorkBlock(work) : tally();
        });
        return runtime.Compile(Workflow.Parse(
            """
            {
              "version": "1.3.0", "inputs": [{"type": "WorkflowImage", "name": "image"}],
              "steps": [
                {"type": "test/describe", "name": "work", "image": "$inputs.image"},
                {"type": "test/describe", "name": "tally", "image": "$steps.work.image"}
              ],
              "outputs": [{"type": "JsonField", "name": "tally", "selector": "$steps.tally.text"}]
            }
            """,
            TestBlocks.Catalogue));
    }

    private static IEnumerable<Image> OneVideo(int frames) => Enumerable.Range(0, frames).Select(i => Frame("camera", i));

    // Three frames of one video, then two of the other.
    private static IEnumerable<Image> TwoVideos(int frames) => Enumerable.Range(0, frames).Select(i => Frame(i % 5 < 3 ? "left" : "right", i));

    private static Image Frame(string video, int number)
    {
        var image = Image.Create(1, 1);
        return image.WithLineage(ImageLineage.OfInput("image", image.Size, new VideoFrame(video, number, DateTimeOffset.UnixEpoch)));
    }

    private static async IAsyncEnumerable<Image> Async(IEnumerable<Image> frames, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var frame in frames)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return frame;
        }
    }

    private static async IAsyncEnumerable<Image> Endless(Action dispose, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return Frame("camera", i);
            }
        }
        finally
        {
            dispose();
        }
    }

    private static async Task<List<string>> Texts(IAsyncEnumerable<WorkflowResult> results)
    {
        var texts = new List<string>();
        await foreach (var result in results)
        {
            texts.Add((string)result["tally"]!);
        }

        return texts;
    }

    private sealed class Counter
    {
        private int inside;
        private int calls;

        public int Inside => inside;

        public int Calls => calls;

        public Action<long> Around(Func<long, int> work) => frame =>
        {
            Interlocked.Increment(ref inside);
            Interlocked.Increment(ref calls);
            try
            {
                work(frame);
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        };
    }

    private sealed class WorkBlock(Action<long> work) : Block<Describe.Arguments, Describe.Results>
    {
        public override Describe.Results Run(in Describe.Arguments arguments, BlockContext context)
        {
            work(arguments.Image.Lineage!.Video!.FrameNumber);
            return new("", arguments.Image);
        }
    }

    /// <summary>Tells which frame of which video it is, and, where it keeps state, a number that depends on all frames of the video before it, in their order.</summary>
    private sealed class TallyBlock(bool keepsState) : Block<Describe.Arguments, Describe.Results>
    {
        private readonly Dictionary<string, long> totals = [];

        public override bool KeepsState => keepsState;

        public override Describe.Results Run(in Describe.Arguments arguments, BlockContext context)
        {
            var frame = arguments.Image.Lineage!.Video!;
            long total = 0;
            if (keepsState)
            {
                total = totals.GetValueOrDefault(frame.VideoIdentifier) * 31 % 1_000_003 + frame.FrameNumber;
                totals[frame.VideoIdentifier] = total;
            }

            return new($"{frame.VideoIdentifier} {frame.FrameNumber} {total}", arguments.Image);
        }
    }
}

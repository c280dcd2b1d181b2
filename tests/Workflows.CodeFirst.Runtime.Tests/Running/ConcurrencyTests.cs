using System.Collections.Concurrent;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Steps of one layer that run at the same time.</summary>
public sealed class ConcurrencyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Expensive_steps_that_do_not_need_one_another_run_at_the_same_time()
    {
        using var both = new Barrier(2);
        using var app = Compile(2, 2, () => new FunctionBlock((a, _) => both.SignalAndWait(Patience) ? a : throw new TimeoutException(), isExpensive: true));
        Assert.Equal([0.0, 1.0], Values(app.Run(), 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void No_more_steps_run_at_once_than_allowed(int parallelism, int expected)
    {
        int inside = 0, most = 0;
        using var app = Compile(parallelism, 20, () => new FunctionBlock(
            (a, _) =>
            {
                int now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                Thread.Yield();
                Interlocked.Decrement(ref inside);
                return a;
            },
            isExpensive: true));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(Enumerable.Range(0, 20).Select(value => (double)value), Values(app.Run(), 20));
        }

        Assert.InRange(most, 1, expected);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(null, false)]
    [InlineData(true, true)]
    public void Cheap_steps_and_steps_that_keep_state_stay_on_the_thread_of_the_caller(bool? isExpensive, bool keepsState)
    {
        var threads = new ConcurrentBag<int>();
        using var app = Compile(4, 50, () => new FunctionBlock(
            (a, _) =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return a;
            },
            isExpensive,
            keepsState));
        app.Run();
        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(threads.Distinct()));
        Assert.Equal(50, threads.Count);
    }

    [Fact]
    public void Of_several_steps_that_fail_the_first_one_is_reported_with_its_block_and_its_cause()
    {
        using var app = Compile(4, 8, () => new FunctionBlock((a, _) => a % 3 == 2 ? throw new InvalidOperationException($"no {a}") : a, isExpensive: true));
        for (int i = 0; i < 50; i++)
        {
            var e = Assert.Throws<StepExecutionException>(() => app.Run());
            Assert.Equal(("s2", "test/add", "s2"), (e.StepName, e.BlockType, e.Error.Step));
            Assert.Equal("no 2", Assert.IsType<InvalidOperationException>(e.InnerException).Message);
            Assert.Contains("Step 's2' (test/add) failed: no 2", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Steps_that_keep_state_see_what_they_would_see_one_after_another()
    {
        var seen = new List<double>();
        int number = 0;

        // Every other step keeps state; step 4, an expensive one, fails.
        using var app = Compile(4, 8, () => number++ % 2 == 1
            ? new FunctionBlock(
                (a, _) =>
                {
                    seen.Add(a);
                    return a;
                },
                isExpensive: true,
                keepsState: true)
            : new FunctionBlock((a, _) => a == 4 ? throw new InvalidOperationException() : a, isExpensive: true));
        for (int i = 0; i < 20; i++)
        {
            seen.Clear();
            Assert.Equal("s4", Assert.Throws<StepExecutionException>(() => app.Run()).StepName);
            Assert.Equal([1.0, 3.0], seen);
        }
    }

    [Fact]
    public void A_cancelled_run_leaves_no_step_running()
    {
        using var source = new CancellationTokenSource();
        using var both = new Barrier(2, _ => source.Cancel());
        int inside = 0;
        using var app = Compile(2, 4, () => new FunctionBlock(
            (a, context) =>
            {
                Interlocked.Increment(ref inside);
                try
                {
                    Assert.True(both.SignalAndWait(Patience));
                    context.Cancellation.WaitHandle.WaitOne();
                    context.Cancellation.ThrowIfCancellationRequested();
                    return a;
                }
                finally
                {
                    Interlocked.Decrement(ref inside);
                }
            },
            isExpensive: true));
        Assert.Throws<OperationCanceledException>(() => app.Run(new RunOptions { Cancellation = source.Token }));
        Assert.Equal(0, inside);
    }

    [Fact]
    public void Models_of_one_layer_give_what_they_give_one_after_another()
    {
        var picture = Input.Image();
        var pose = new KeypointDetectionV3("pose", picture, "shapes-keypoints/1");
        var shapes = new ObjectDetectionV3("shapes", picture, "shapes-detection/1");
        var workflow = Workflow.Create().WithOutput("poses", pose.Predictions).WithOutput("shapes", shapes.Predictions);
        using var image = Image.Load(SampleFiles.Picture("shapes_00_640x480.jpg"));
        var found = new List<(double[] Poses, double[] Shapes)>();
        foreach (int parallelism in new[] { 1, 4 })
        {
            using var runtime = new WorkflowRuntime(SampleFiles.Models(), new WorkflowRuntimeOptions { DegreeOfParallelism = parallelism });
            using var app = runtime.Compile(workflow);
            var result = app.Run(picture.Bind(image));
            found.Add(([.. result.Get(pose.Predictions).Confidences], [.. result.Get(shapes.Predictions).Confidences]));
        }

        Assert.NotEmpty(found[0].Shapes);
        Assert.Equal(found[0].Poses, found[1].Poses);
        Assert.Equal(found[0].Shapes, found[1].Shapes);
    }

    [Fact]
    public void Nothing_can_be_done_by_no_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkflowRuntimeOptions { DegreeOfParallelism = 0 });

    private static IEnumerable<double> Values(WorkflowResult result, int count) => Enumerable.Range(0, count).Select(i => (double)result[$"y{i}"]!);

    private static CompiledWorkflow Compile(int parallelism, int steps, Func<FunctionBlock> create)
    {
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { DegreeOfParallelism = parallelism });
        runtime.Blocks.Add(create);
        string list = string.Join(',', Enumerable.Range(0, steps).Select(i => $$"""{"type": "test/add", "name": "s{{i}}", "a": {{i}}}"""));
        string outputs = string.Join(',', Enumerable.Range(0, steps).Select(i => $$"""{"type": "JsonField", "name": "y{{i}}", "selector": "$steps.s{{i}}.sum"}"""));
        return runtime.Compile(Workflow.Parse($$"""{"version": "1.3.0", "inputs": [], "steps": [{{list}}], "outputs": [{{outputs}}]}""", TestBlocks.Catalogue));
    }

    private static void InterlockedMax(ref int place, int value)
    {
        int known = Volatile.Read(ref place);
        while (value > known)
        {
            int seen = Interlocked.CompareExchange(ref place, value, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}

namespace Workflows.CodeFirst.Runtime.Tests.Engine;

/// <summary>What a step costs beside its block.</summary>
public class EngineCostTests
{
    [Fact]
    public void A_step_allocates_nothing()
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        using var shortChain = runtime.Compile(Chain(10));
        using var longChain = runtime.Compile(Chain(200));
        Assert.Equal(AllocatedBytesOfARun(shortChain), AllocatedBytesOfARun(longChain));
    }

    [Fact]
    public void A_step_allocates_nothing_on_batches_with_branches()
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        using var shortChain = runtime.Compile(Branches(10));
        using var longChain = runtime.Compile(Branches(200));
        Assert.Equal(AllocatedBytesOfARun(shortChain), AllocatedBytesOfARun(longChain));
    }

    private static long AllocatedBytesOfARun(CompiledWorkflow app)
    {
        InputBinding[] inputs = [new("x", 1.0), new("batch", new object?[] { 1.0, 2.0, -1.0 }, isBatch: true)];
        Run();
        Run();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;

        void Run() => app.RunBatch(RunOptions.Default, inputs);
    }

    private static Workflow Chain(int length)
    {
        var steps = Enumerable.Range(0, length).Select(i =>
            $$"""{"type": "test/add", "name": "s{{i}}", "a": "{{(i == 0 ? "$inputs.x" : $"$steps.s{i - 1}.sum")}}"}""");
        return Parse(steps, $"$steps.s{length - 1}.sum");
    }

    private static Workflow Branches(int length)
    {
        var steps = Enumerable.Range(0, length).SelectMany(i => new[]
        {
            $$"""{"type": "test/gate", "name": "g{{i}}", "value": "$inputs.batch", "next_steps": ["$steps.s{{i}}"]}""",
            $$"""{"type": "test/add", "name": "s{{i}}", "a": "{{(i == 0 ? "$inputs.batch" : $"$steps.s{i - 1}.sum")}}"}""",
        });
        return Parse(steps, $"$steps.s{length - 1}.sum");
    }

    private static Workflow Parse(IEnumerable<string> steps, string output) => Workflow.Parse(
        $$"""
        {
          "version": "1.3.0",
          "inputs": [{"type": "WorkflowParameter", "name": "x"}, {"type": "WorkflowBatchInput", "name": "batch", "kind": ["float"]}],
          "steps": [{{string.Join(",", steps)}}],
          "outputs": [{"type": "JsonField", "name": "y", "selector": "{{output}}"}]
        }
        """,
        TestBlocks.Catalogue);
}

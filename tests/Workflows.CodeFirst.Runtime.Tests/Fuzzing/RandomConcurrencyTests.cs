using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Fuzzing;

/// <summary>Random workflows of small blocks, with batches, branches, nesting and failures, give the same with and without concurrency.</summary>
public sealed class RandomConcurrencyTests
{
    [Fact]
    public void Steps_at_the_same_time_give_what_steps_one_after_another_give() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var workflow = Workflow.Parse(Make(new Random(seed)), TestBlocks.Catalogue);
        Assert.Equal(Run(workflow, 1), Run(workflow, 4));
    }).Check(Config.QuickThrowOnFailure.WithReplay(2026, 1).WithMaxTest(300));

    private static string Run(Workflow workflow, int parallelism)
    {
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { DegreeOfParallelism = parallelism });
        TestBlocks.AddTo(runtime.Blocks);
        runtime.Blocks.Add<ExpensiveAddBlock>();
        using var app = runtime.Compile(workflow);
        var texts = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            try
            {
                texts.AddRange(app.RunBatch(new Dictionary<string, object?> { ["x"] = (double)i, ["batch"] = new object?[] { 1.0, -2.0, null, 5.0 } }).Select(result => result.ToJson()));
            }
            catch (StepExecutionException e)
            {
                texts.Add(e.Message);
            }
        }

        return string.Join('\n', texts);
    }

    // Scalars and elements of one batch mix freely; about every tenth workflow has steps that fail.
    private static string Make(Random random)
    {
        bool fails = random.Next(10) == 0;
        List<string> scalars = ["$inputs.x"], elements = ["$inputs.batch"], steps = [], outputs = [];
        for (int i = 0, count = random.Next(2, 40); i < count; i++)
        {
            bool isScalar = random.Next(2) == 0;
            string a = Quote(Pick(isScalar ? scalars : elements)), b = random.Next(3) == 0 ? $"{random.Next(5)}" : Quote(Pick(scalars));
            switch (random.Next(6))
            {
                case 0:
                    // Only steps that come later may be gone to, and the one that does come is always there.
                    steps.Add($$"""{"type": "test/gate", "name": "g{{i}}", "value": {{a}}, "next_steps": ["$steps.s{{i}}"]}""");
                    steps.Add($$"""{"type": "test/add", "name": "s{{i}}", "a": {{a}}, "b": {{b}}}""");
                    break;
                case 1 when fails:
                    steps.Add($$"""{"type": "test/add", "name": "s{{i}}", "a": -13}""");
                    break;
                default:
                    steps.Add($$"""{"type": "test/add", "name": "s{{i}}", "a": {{a}}, "b": {{b}}}""");
                    break;
            }

            (isScalar ? scalars : elements).Add($"$steps.s{i}.sum");
            outputs.Add($$"""{"type": "JsonField", "name": "y{{i}}", "selector": "$steps.s{{i}}.sum"}""");
        }

        return $$"""
            {
              "version": "1.3.0",
              "inputs": [{"type": "WorkflowParameter", "name": "x", "kind": ["float"]}, {"type": "WorkflowBatchInput", "name": "batch", "kind": ["float"]}],
              "steps": [{{string.Join(',', steps)}}],
              "outputs": [{{string.Join(',', outputs)}}]
            }
            """;

        string Pick(List<string> choices) => choices[random.Next(choices.Count)];

        static string Quote(string selector) => $"\"{selector}\"";
    }

    private sealed class ExpensiveAddBlock : Block<Add.Arguments, Add.Results>
    {
        public override bool? IsExpensive => true;

        public override Add.Results Run(in Add.Arguments arguments, BlockContext context) => arguments.A == -13
            ? throw new InvalidOperationException("thirteen is not to be had")
            : new(arguments.A + arguments.B);
    }
}

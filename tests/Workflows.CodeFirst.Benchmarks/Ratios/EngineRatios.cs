using Workflows.CodeFirst.Runtime;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>What the engine costs: chains of steps that add two numbers.</summary>
internal static class EngineRatios
{
    public static void Measure(RatioReport report)
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        InputBinding[] inputs = [new("x", 1.0)];
        int[] lengths = [10, 100, 1000];
        var apps = lengths.Select(length => runtime.Compile(Chain(length))).ToArray();
        double[] runs = RatioReport.Medians([.. apps.Select(app => (Action)(() => app.RunBatch(RunOptions.Default, inputs)))]);
        for (int i = 0; i < lengths.Length; i++)
        {
            report.Print($"engine.run.{lengths[i]}-steps", runs[i], "us");
            report.Print($"engine.allocated.{lengths[i]}-steps", RatioReport.BytesOf(() => apps[i].RunBatch(RunOptions.Default, inputs)), "bytes");
        }

        report.Print("engine.step", (runs[2] - runs[0]) * 1000 / (lengths[2] - lengths[0]), "ns");

        string fifty = Json(50);
        double[] parse = RatioReport.Medians(
            () => Workflow.Parse(fifty, TestBlocks.Catalogue),
            () => runtime.Compile(Workflow.Parse(fifty, TestBlocks.Catalogue)).Dispose());
        report.Print("engine.parse.50-steps", parse[0] / 1000, "ms");
        report.Print("engine.parse-and-compile.50-steps", parse[1] / 1000, "ms");

        // Everything once, from the text to the result: it has to grow with the number of steps and not faster.
        string[] texts = [.. lengths.Select(Json)];
        double[] once = RatioReport.Medians([.. texts.Select(text => (Action)(() =>
        {
            using var app = runtime.Compile(Workflow.Parse(text, TestBlocks.Catalogue));
            app.RunBatch(RunOptions.Default, inputs);
        }))]);
        for (int i = 0; i < lengths.Length; i++)
        {
            report.Print($"engine.parse-compile-run.{lengths[i]}-steps", once[i] / 1000, "ms");
            report.Print($"engine.parse-compile-run.{lengths[i]}-steps.each", once[i] / lengths[i], "us");
        }

        foreach (var app in apps)
        {
            app.Dispose();
        }
    }

    private static Workflow Chain(int length) => Workflow.Parse(Json(length), TestBlocks.Catalogue);

    private static string Json(int length)
    {
        var steps = Enumerable.Range(0, length).Select(i => $$"""{"type": "test/add", "name": "s{{i}}", "a": "{{(i == 0 ? "$inputs.x" : $"$steps.s{i - 1}.sum")}}"}""");
        return $$"""
            {
              "version": "1.3.0",
              "inputs": [{"type": "WorkflowParameter", "name": "x"}],
              "steps": [{{string.Join(",", steps)}}],
              "outputs": [{"type": "JsonField", "name": "y", "selector": "$steps.s{{length - 1}}.sum"}]
            }
            """;
    }
}

using Workflows.CodeFirst.Conformance.Engine;
using Workflows.CodeFirst.TestSupport;
using Xunit.Abstractions;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>The recorded steps through the builders: written as C# where the reference accepts them, impossible or refused where it does not.</summary>
public sealed class BuilderGoldenTests(ITestOutputHelper output)
{
    // What C# has no typed way to say, and why. Every other accepted step is made by its builder.
    private static readonly string[] OnlyUntyped =
    [
        // The property takes inputs and any text; read as text, the name of an output is a reference all the same. A builder that took outputs,
        // too, would offer to everybody what works by that accident only.
        "man.classification_label_visualization@v1.text_color.sel_step",
        "man.florence_2@v2.model_id.sel_step",

        // The flow goes to a step, which code names itself; the language also takes the name of one of its outputs.
        "man.continue_if@v1.next_steps.list_sel",
        "man.rate_limiter@v1.next_steps.list_sel",
        "man.switch_case@v1.cases.obj_sel",
        "man.switch_case@v1.default_next_steps.list_sel",

        // The language takes any text with a dollar there; this one refers to nothing, so that no valid workflow has it.
        "man.mask_edge_snap@v1.segmentation.sel_bad",
    ];

    [Fact]
    public void Builders_judge_steps_as_the_reference_does()
    {
        var input = new SuiteInput(RepositoryFiles.Path("tests", "data", "golden", "engine"), new Dictionary<string, string> { ["--through"] = "builder" });
        var runs = new ManifestSuite().Load(input).Select(golden => new CaseRun(golden, golden.Execute())).ToList();
        foreach (string line in Summary.Ways(runs))
        {
            output.WriteLine(line);
        }

        Assert.True(runs.Count > 12_000);
        var failures = runs.Where(run => run.Result.Outcome != Outcome.Passed).Select(run => $"{run.Case.Id}: {run.Result}").ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} fail:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(20))}");
        Assert.DoesNotContain(runs, run => run.Result.Reason.Length == 0);
        var untyped = runs.Where(run => run.Result.Reason.StartsWith("accepted: by an untyped step", StringComparison.Ordinal)).Select(run => run.Case.Id);
        Assert.Equal(OnlyUntyped.Order(StringComparer.Ordinal), untyped.Order(StringComparer.Ordinal));
    }
}

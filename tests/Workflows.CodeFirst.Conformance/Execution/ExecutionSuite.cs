using System.Text.Json;
using Workflows.CodeFirst.Conformance.Engine;
using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>Workflows that the reference engine ran on recorded inputs, with models that answer from a list.</summary>
public sealed class ExecutionSuite : ISuite
{
    // Any time will do: cases say how much of it passes, not what time it is.
    private const double StartOfTime = 1_700_000_000;

    public string Name => "execution";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        var files = new CaseFiles(Path.Combine(input.Directory, "images"));
        foreach (var (file, element) in EngineCases.Read(input, "execution"))
        {
            yield return new ConformanceCase(element.GetProperty("id").GetString()!, file, () => Run(element, files));
        }
    }

    private static CaseResult Run(JsonElement element, CaseFiles files)
    {
        var expect = element.GetProperty("expect");
        var differences = new List<Difference>();
        var clock = new RecordedClock();
        clock.Set(StartOfTime);
        using var models = new RecordedModels(element.GetProperty("models"));
        using var runtime = new WorkflowRuntime(models, new WorkflowRuntimeOptions { Compatibility = CompatibilityMode.Reference, DegreeOfParallelism = 1, Clock = clock });
        CompiledWorkflow app;
        try
        {
            app = runtime.Compile(Workflow.Parse(element.GetProperty("definition").GetRawText()));
        }
        catch (WorkflowException e)
        {
            FailureComparison.Compare(expect, "compile", e.Errors[0], null, differences);
            return CaseResult.From(differences);
        }

        using (app)
        {
            var comparison = new ResultComparison(element, files, differences);
            if (element.TryGetProperty("frames", out var frames))
            {
                RunFrames(app, clock, frames, expect.GetProperty("frames"), files, comparison, differences);
            }
            else
            {
                RunOnce(app, element.GetProperty("inputs"), expect, files, comparison, differences);
            }
        }

        if (expect.TryGetProperty("model_calls", out var calls))
        {
            models.CompareCalls(calls, AreUnordered(element), differences);
        }

        return CaseResult.From(differences);
    }

    private static bool AreUnordered(JsonElement element) =>
        element.TryGetProperty("compare", out var compare) && compare.ValueKind == JsonValueKind.Object && compare.TryGetProperty("model_calls_unordered", out _);

    private static void RunFrames(CompiledWorkflow app, RecordedClock clock, JsonElement frames, JsonElement expect, CaseFiles files, ResultComparison comparison, List<Difference> differences)
    {
        for (int i = 0; i < frames.GetArrayLength(); i++)
        {
            if (frames[i].TryGetProperty("sleep_s", out var pause))
            {
                clock.Advance(TimeSpan.FromSeconds(pause.GetDouble()));
            }

            RunOnce(app, frames[i].GetProperty("inputs"), expect[i], files, comparison, differences);
        }
    }

    private static void RunOnce(CompiledWorkflow app, JsonElement inputs, JsonElement expect, CaseFiles files, ResultComparison comparison, List<Difference> differences)
    {
        try
        {
            using var results = ResultComparison.Serialise(app.RunBatch(files.Expand(inputs)));
            if (expect.TryGetProperty("error", out var error))
            {
                differences.Add(new("stage", $"run ({error.GetString()})", "a result"));
                return;
            }

            comparison.Compare(expect.GetProperty("result"), results.RootElement);
        }
        catch (WorkflowRunException e)
        {
            FailureComparison.Compare(expect, "run", e.Error, (e as StepExecutionException)?.BlockType, differences);
        }
    }
}

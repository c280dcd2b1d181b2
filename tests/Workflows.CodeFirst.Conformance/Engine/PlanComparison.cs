using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Compares the facts of a compiled workflow: kinds, dimensionality, lineage, casting, flow control.</summary>
internal sealed partial class PlanComparison
{
    private readonly List<Difference> differences;
    private readonly Dictionary<string, string> identifiers = new(StringComparer.Ordinal);

    private PlanComparison(List<Difference> differences) => this.differences = differences;

    public static void Compare(JsonElement expect, Workflow workflow, List<Difference> differences)
    {
        var comparison = new PlanComparison(differences);
        var plan = workflow.Plan();
        comparison.CompareInputs(expect.GetProperty("inputs"), plan);
        comparison.CompareSteps(expect.GetProperty("steps"), plan);
        comparison.CompareOutputs(expect.GetProperty("outputs"), plan);
    }

    private void CompareInputs(JsonElement expect, WorkflowPlan plan)
    {
        foreach (var (input, lineage) in plan.Workflow.Inputs.Zip(plan.InputLineages))
        {
            string path = $"inputs.{input.Name}";
            if (!expect.TryGetProperty(input.Name, out var expected))
            {
                differences.Add(new Difference(path, "absent", "present"));
                continue;
            }

            Expect($"{path}.dimensionality", expected.GetProperty("dimensionality").GetInt32(), input.Dimensionality);
            ExpectLineage($"{path}.lineage", expected.GetProperty("lineage"), lineage);
        }

        Expect("inputs", expect.EnumerateObject().Count(), plan.Workflow.Inputs.Length);
    }

    private void CompareSteps(JsonElement expect, WorkflowPlan plan)
    {
        Expect("steps", expect.EnumerateObject().Count(), plan.Steps.Length);
        foreach (var step in plan.Steps)
        {
            string path = $"steps.{step.Step.Name}";
            if (!expect.TryGetProperty(step.Step.Name, out var expected))
            {
                differences.Add(new Difference(path, "absent", "present"));
                continue;
            }

            Expect($"{path}.batch_oriented", expected.GetProperty("batch_oriented").GetBoolean(), step.IsBatchOriented);
            Expect($"{path}.execution_dimensionality", expected.GetProperty("execution_dimensionality").GetInt32(), step.ExecutionDimensionality);
            Expect($"{path}.output_dimensionality", expected.GetProperty("output_dimensionality").GetInt32(), step.Lineage.Depth);
            ExpectLineage($"{path}.lineage", expected.GetProperty("lineage"), step.Lineage);
            ExpectSet($"{path}.batch_parameters", Texts(expected.GetProperty("batch_parameters")), BatchProperties(step));
            CompareCasts($"{path}.auto_batch_cast", expected.GetProperty("auto_batch_cast"), step);
            ExpectLineage($"{path}.control_flow_lineage_support", expected.GetProperty("control_flow_lineage_support"), step.ControlFlowLineage ?? Lineage.Scalar);
            Expect($"{path}.controls_flow", expected.GetProperty("controls_flow").GetBoolean(), !step.Branches.IsEmpty);
            ExpectSet(
                $"{path}.branches",
                expected.GetProperty("branches").EnumerateObject().Select(branch => $"{branch.Name} = {branch.Value.GetString()}"),
                step.Branches.SelectMany(branch => branch.Targets.Select(target => $"$steps.{plan.Steps[target].Step.Name} = {BranchName(plan, branch)}")));
            ExpectSet($"{path}.impacted_by", Texts(expected.GetProperty("impacted_by")), step.GuardedBy.Select(branch => BranchName(plan, branch)).Distinct());
            if (expected.TryGetProperty("actual_outputs", out var outputs))
            {
                ExpectSet(
                    $"{path}.actual_outputs",
                    outputs.EnumerateArray().Select(output => $"{output.GetProperty("name").GetString()}: {string.Join(",", Texts(output.GetProperty("kinds")).Order(StringComparer.Ordinal))}"),
                    StepOutputs.Of(step.Step).Select(output => $"{output.Name}: {string.Join(",", output.Kinds.Order(StringComparer.Ordinal))}"));
            }
        }
    }

    private void CompareCasts(string path, JsonElement expect, StepPlan step)
    {
        foreach (var (property, manifest) in step.Properties.Zip(step.Step.Manifest.Properties))
        {
            if (!expect.TryGetProperty(manifest.Name, out var cast))
            {
                if (property.IsCast)
                {
                    differences.Add(new Difference($"{path}.{manifest.Name}", "not cast", "cast"));
                }

                continue;
            }

            Expect($"{path}.{manifest.Name}", true, property.IsCast);
            Expect($"{path}.{manifest.Name}.casted_dimensionality", cast.GetProperty("casted_dimensionality").GetInt32(), property.Dimensionality);
            if (cast.TryGetProperty("lineage_support", out var support))
            {
                ExpectLineage($"{path}.{manifest.Name}.lineage_support", support, property.CastSupport ?? Lineage.Scalar);
            }
        }
    }

    private void CompareOutputs(JsonElement expect, WorkflowPlan plan)
    {
        Expect("outputs", expect.EnumerateObject().Count(), plan.Outputs.Length);
        foreach (var output in plan.Outputs)
        {
            string path = $"outputs.{output.Output.Name}";
            if (!expect.TryGetProperty(output.Output.Name, out var expected))
            {
                differences.Add(new Difference(path, "absent", "present"));
                continue;
            }

            Expect($"{path}.dimensionality", expected.GetProperty("dimensionality").GetInt32(), output.Dimensionality);
            ExpectLineage($"{path}.lineage", expected.GetProperty("lineage"), output.Lineage);
            var kinds = expected.GetProperty("kinds");
            if (kinds.ValueKind == JsonValueKind.Array)
            {
                ExpectSet($"{path}.kinds", Texts(kinds), output.Kinds);
            }
            else
            {
                ExpectSet(
                    $"{path}.kinds",
                    kinds.EnumerateObject().Select(member => $"{member.Name}: {string.Join(",", Texts(member.Value).Order(StringComparer.Ordinal))}"),
                    StepOutputs.Of(plan.Steps[output.SourceStep].Step).Select(member => $"{member.Name}: {string.Join(",", member.Kinds.Order(StringComparer.Ordinal))}"));
            }
        }
    }

    private static IEnumerable<string> BatchProperties(StepPlan step) =>
        step.Properties.Zip(step.Step.Manifest.Properties).Where(pair => pair.First.Dimensionality > 0).Select(pair => pair.Second.Name);

    private static string BranchName(WorkflowPlan plan, Branch branch) => $"Branch[$steps.{plan.Steps[branch.SourceStep].Step.Name} -> {branch.Name}]";

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    /// <summary>Generated identifiers are equal when they are used alike.</summary>
    private void ExpectLineage(string path, JsonElement expect, Lineage actual)
    {
        var expected = expect.ValueKind == JsonValueKind.Null ? [] : Texts(expect).ToList();
        bool same = expected.Count == actual.Depth;
        for (int i = 0; same && i < expected.Count; i++)
        {
            same = Identifier().IsMatch(expected[i]) ? Same(expected[i], actual.Origins[i]) : expected[i] == actual.Origins[i];
        }

        if (!same)
        {
            differences.Add(new Difference(path, $"[{string.Join(", ", expected)}]", actual.ToString()));
        }
    }

    private bool Same(string expected, string actual) => identifiers.TryAdd(expected, actual) || identifiers[expected] == actual;

    private void ExpectSet(string path, IEnumerable<string> expect, IEnumerable<string> actual)
    {
        string expected = string.Join(" | ", expect.Order(StringComparer.Ordinal)), found = string.Join(" | ", actual.Order(StringComparer.Ordinal));
        Expect(path, expected, found);
    }

    private void Expect<T>(string path, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            differences.Add(new Difference(path, $"{expected}", $"{actual}"));
        }
    }

    [GeneratedRegex("^<uuid:[0-9]+>$")]
    private static partial Regex Identifier();
}

using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Conformance.Engine.Builders;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Single steps that the reference accepts, with the values it reads, or refuses, with the property and the reason.</summary>
public sealed class ManifestSuite : ISuite
{
    private const string Through = "--through";

    public string Name => "manifest";

    public IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>
    {
        [Through] = "parser (the default): steps read from JSON; builder: steps written as C#",
    };

    public IEnumerable<ConformanceCase> Load(SuiteInput input) => input.Option(Through, "parser") switch
    {
        "parser" => StepProbe.Read(input).Select(probe => new ConformanceCase(probe.Id, probe.File, () => Run(probe))),
        "builder" => BuilderCases.Of(StepProbe.Read(input)),
        var other => throw new SuiteException($"Steps go through 'parser' or 'builder', not through '{other}'."),
    };

    private static CaseResult Run(StepProbe probe)
    {
        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        var step = StepReader.Read(probe.Step, JsonPath.Root, BlockCatalogue.Core, errors);
        if (!probe.IsJudged)
        {
            // Judged here it must be, either way.
            return CaseResult.Pass;
        }

        if (probe.IsAccepted != (step is not null))
        {
            return CaseResult.Fail(new Difference("valid", $"{probe.IsAccepted} {probe.Expect}", $"{step is not null} {string.Join("; ", errors)}"));
        }

        var differences = new List<Difference>();
        if (step is not null)
        {
            if (probe.Expect.TryGetProperty("values", out var values))
            {
                StepComparison.Compare(values, step, differences);
            }
        }
        else if (probe.Expect.TryGetProperty("errors", out var expected))
        {
            CompareErrors(probe, expected, errors.ToImmutable(), differences);
        }

        return CaseResult.From(differences);
    }

    private static void CompareErrors(StepProbe probe, JsonElement expected, ImmutableArray<WorkflowError> errors, List<Difference> differences)
    {
        var found = errors.Select(error => error.Code == WorkflowErrorCodes.BrokenRule ? "" : error.Property ?? "").Distinct();
        string wanted = string.Join(", ", probe.RefusedProperties), got = string.Join(", ", found.Order(StringComparer.Ordinal));
        if (wanted != got)
        {
            differences.Add(new Difference("properties", wanted, got));
        }

        var reasons = expected.EnumerateArray().Select(error => Normalise(error.GetProperty("type").GetString()!)).Distinct().Order(StringComparer.Ordinal).ToList();
        var actual = errors.SelectMany(error => error.Reasons).Select(Normalise).Distinct().Order(StringComparer.Ordinal).ToList();

        // What the reference checks with code of its own has no reason of its own.
        if (!reasons.Contains("value_error") && !reasons.SequenceEqual(actual))
        {
            differences.Add(new Difference("reasons", string.Join(", ", reasons), string.Join(", ", actual)));
        }
    }

    /// <summary>Different words of the reference for one reason, depending on how its code happens to declare a type.</summary>
    private static string Normalise(string reason) => reason switch
    {
        "enum" => "literal_error",
        "model_attributes_type" or "dataclass_type" => "model_type",
        _ => reason,
    };
}

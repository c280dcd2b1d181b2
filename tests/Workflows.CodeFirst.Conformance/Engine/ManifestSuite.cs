using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Single steps that the reference accepts, with the values it reads, or refuses, with the property and the reason.</summary>
public sealed class ManifestSuite : ISuite
{
    public string Name => "manifest";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        foreach (var (file, block) in EngineCases.Read(input, "manifest", "blocks"))
        {
            foreach (var element in block.GetProperty("cases").EnumerateArray())
            {
                yield return new ConformanceCase(element.GetProperty("id").GetString()!, file, () => Run(element));
            }
        }
    }

    private static CaseResult Run(JsonElement element)
    {
        var expect = element.GetProperty("expect");
        if (expect.TryGetProperty("raw", out _))
        {
            // The reference's validator breaks down on such a value instead of judging it; here it must be judged, either way.
            StepReader.Read(element.GetProperty("step"), JsonPath.Root, BlockCatalogue.Core, ImmutableArray.CreateBuilder<WorkflowError>());
            return CaseResult.Pass;
        }

        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        var step = StepReader.Read(element.GetProperty("step"), JsonPath.Root, BlockCatalogue.Core, errors);
        bool valid = expect.GetProperty("valid").GetBoolean();
        if (valid != (step is not null))
        {
            return CaseResult.Fail(new Difference("valid", $"{valid} {expect}", $"{step is not null} {string.Join("; ", errors)}"));
        }

        var differences = new List<Difference>();
        if (step is not null)
        {
            if (expect.TryGetProperty("values", out var values))
            {
                CompareValues(values, step, differences);
            }
        }
        else if (expect.TryGetProperty("errors", out var expected))
        {
            CompareErrors(expected, errors.ToImmutable(), differences);
        }

        return CaseResult.From(differences);
    }

    private static void CompareValues(JsonElement values, Step step, List<Difference> differences)
    {
        foreach (var member in values.EnumerateObject())
        {
            int index = step.Manifest.IndexOfProperty(member.Name);
            if (index < 0)
            {
                differences.Add(new Difference(member.Name, member.Value.ToString(), "no such property"));
                continue;
            }

            string? actual = StepValues.ToJson(step, index);
            using var json = JsonDocument.Parse(actual ?? "null");
            bool configuration = HasSchema(step.Manifest.Properties[index].Accepts);
            if (!SameValue(member.Value, json.RootElement, configuration))
            {
                differences.Add(new Difference(member.Name, member.Value.GetRawText(), actual ?? "absent"));
            }
        }
    }

    private static bool HasSchema(ImmutableArray<Alternative> alternatives) =>
        alternatives.OfType<LiteralAlternative>().Any(literal => literal.Schema is not null || HasSchema(literal.Items));

    /// <summary>
    /// Numbers are compared as numbers. In configuration objects the reference fills in defaults and drops what it does not know, while here
    /// they stay as they were written.
    /// </summary>
    private static bool SameValue(JsonElement expected, JsonElement actual, bool configuration) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => expected.GetDouble().Equals(actual.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) => expected.GetArrayLength() == actual.GetArrayLength()
            && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => SameValue(pair.First, pair.Second, configuration)),
        (JsonValueKind.Object, JsonValueKind.Object) => (configuration || expected.EnumerateObject().Count() == actual.EnumerateObject().Count())
            && expected.EnumerateObject().All(member => actual.TryGetProperty(member.Name, out var value) ? SameValue(member.Value, value, configuration) : configuration),
        _ => JsonElement.DeepEquals(expected, actual),
    };

    private static void CompareErrors(JsonElement expected, ImmutableArray<WorkflowError> errors, List<Difference> differences)
    {
        // An error without a place concerns the whole step: a rule across properties.
        var properties = expected.EnumerateArray().Select(error => error.GetProperty("loc") is var place && place.GetArrayLength() > 0 ? place[0].ToString() : "").Distinct();
        var found = errors.Select(error => error.Code == WorkflowErrorCodes.BrokenRule ? "" : error.Property ?? "").Distinct();
        string wanted = string.Join(", ", properties.Order(StringComparer.Ordinal)), got = string.Join(", ", found.Order(StringComparer.Ordinal));
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

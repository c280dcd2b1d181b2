using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Compares the values of a step, however it was made, with those that the reference reads.</summary>
internal static class StepComparison
{
    /// <summary>Adds a difference for every property whose value is another.</summary>
    public static void Compare(JsonElement values, Step step, List<Difference> differences)
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
}

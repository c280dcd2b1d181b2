using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>The outputs that a configured step has: the fixed ones of its block and those that its configuration names.</summary>
internal static class StepOutputs
{
    private static readonly ImmutableArray<string> Anything = ["*"];

    /// <summary>All outputs, in order.</summary>
    public static ImmutableArray<OutputManifest> Of(Step step)
    {
        if (step.Manifest.DynamicOutputs is not { } rule)
        {
            return step.Manifest.Outputs;
        }

        // The name * stands for the outputs that the configuration names.
        var outputs = ImmutableArray.CreateBuilder<OutputManifest>();
        foreach (var output in step.Manifest.Outputs)
        {
            if (output.Name != "*")
            {
                outputs.Add(output);
            }
        }

        outputs.AddRange(Named(step, rule));
        return outputs.ToImmutable();
    }

    /// <summary>The kinds of an output, or null when the step does not have it.</summary>
    public static ImmutableArray<string>? KindsOf(Step step, string name)
    {
        // Several outputs of one name carry the kinds of all of them.
        ImmutableArray<string>? kinds = null;
        foreach (var output in Of(step))
        {
            if (output.Name == name)
            {
                kinds = kinds is { } known ? [.. known.Union(output.Kinds)] : output.Kinds;
            }
        }

        return kinds;
    }

    /// <summary>A sentence that proposes an output, or lists them.</summary>
    public static string Suggest(Step step, string output)
    {
        var names = Of(step).Select(candidate => candidate.Name).ToList();
        return Suggestions.DidYouMean(output, names)
            ?? (names.Count == 0 ? "It has no outputs." : $"Its outputs are {string.Join(", ", names.Select(name => $"'{name}'"))}.");
    }

    private static IEnumerable<OutputManifest> Named(Step step, string rule) => rule switch
    {
        "expected_fields" => Texts(StepRules.LiteralOf(step, "expected_fields")).Select(name => new OutputManifest(name, Anything)),
        "json_fields" => Keys(step, "json_output_format").Concat(Keys(step, "json_output")).Select(name => new OutputManifest(name, Anything)),
        "secrets" => Texts(StepRules.LiteralOf(step, "variables_storing_secrets")).Select(name => new OutputManifest(name.ToLowerInvariant(), ["secret"])),
        "aggregations" => Aggregations(step),
        _ => [],
    };

    private static IEnumerable<OutputManifest> Aggregations(Step step)
    {
        if (StepRules.LiteralOf(step, "aggregation_mode") is not { ValueKind: JsonValueKind.Object } modes)
        {
            yield break;
        }

        foreach (string name in Keys(step, "data"))
        {
            if (!modes.TryGetProperty(name, out var wanted))
            {
                continue;
            }

            foreach (string mode in Texts(wanted))
            {
                ImmutableArray<string> kinds = mode switch
                {
                    "distinct" => ["list_of_values"],
                    "values_counts" => ["dictionary"],
                    _ => ["float", "integer"],
                };
                yield return new OutputManifest($"{name}_{mode}", kinds);
            }
        }
    }

    private static IEnumerable<string> Keys(Step step, string property)
    {
        int index = step.Manifest.IndexOfProperty(property);
        return (index < 0 ? null : step.Values[index]) switch
        {
            PropertyValue.Dictionary dictionary => dictionary.Entries.Select(entry => entry.Key),
            PropertyValue.Literal { Json: { ValueKind: JsonValueKind.Object } json } => json.EnumerateObject().Select(member => member.Name),
            _ => [],
        };
    }

    private static IEnumerable<string> Texts(JsonElement? json) => json is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];
}

using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>The rules that manifests name because they cannot be said as data.</summary>
internal static class NamedRules
{
    /// <summary>The property that breaks the rule; null when none does.</summary>
    public static string? BrokenProperty(Step step, string rule) => rule switch
    {
        "distinct_targets" => DistinctTargets(step),
        "distinct_cases_ignoring_case" => DistinctCasesIgnoringCase(step),
        "labeled_points" => LabeledPoints(step),
        "one_confidence_per_class" => OneConfidencePerClass(step),
        "one_workflow_source" => OneWorkflowSource(step),
        _ => null,
    };

    /// <summary>Whether a property takes every text that begins with a dollar; what it refers to is found out later.</summary>
    public static bool TakesAnyReference(BlockManifest manifest, PropertyManifest property) =>
        property.Name == "segmentation" && manifest.Rules.Any(rule => rule.Name == "unchecked_reference");

    private static string? DistinctTargets(Step step)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < step.Values.Length; i++)
        {
            // A list may name a step twice; that is judged where branches are made.
            var names = new HashSet<string>(StringComparer.Ordinal);
            switch (step.Values[i])
            {
                case PropertyValue.List list:
                    foreach (var target in list.Items.OfType<PropertyValue.Target>())
                    {
                        names.Add(target.StepName);
                    }

                    break;
                case PropertyValue.Dictionary dictionary:
                    foreach (var (_, value) in dictionary.Entries)
                    {
                        if (value is PropertyValue.Target target && !names.Add(target.StepName))
                        {
                            return step.Manifest.Properties[i].Name;
                        }
                    }

                    break;
            }

            foreach (string name in names)
            {
                if (!seen.Add(name))
                {
                    return step.Manifest.Properties[i].Name;
                }
            }
        }

        return null;
    }

    private static string? DistinctCasesIgnoringCase(Step step)
    {
        if (StepRules.LiteralOf(step, "case_insensitive") is not { ValueKind: JsonValueKind.True }
            || step.Values[step.Manifest.IndexOfProperty("cases")] is not PropertyValue.Dictionary cases)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return cases.Entries.Any(entry => !seen.Add(entry.Key)) ? "cases" : null;
    }

    private static string? LabeledPoints(Step step)
    {
        foreach (var property in step.Manifest.Properties)
        {
            if (property.Kinds.Contains("labeled_points")
                && StepRules.LiteralOf(step, property.Name) is { ValueKind: JsonValueKind.Array } points
                && !points.EnumerateArray().All(IsLabeledPoint))
            {
                return property.Name;
            }
        }

        return null;
    }

    private static bool IsLabeledPoint(JsonElement point) => point.ValueKind switch
    {
        JsonValueKind.Object => point.TryGetProperty("x", out var x) && IsNumber(x) && point.TryGetProperty("y", out var y) && IsNumber(y),
        JsonValueKind.Array => point.GetArrayLength() is 2 or 3 && IsNumber(point[0]) && IsNumber(point[1]),
        _ => false,
    };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static string? OneConfidencePerClass(Step step)
    {
        if (StepRules.LiteralOf(step, "per_class_confidence") is not { ValueKind: JsonValueKind.Array } confidences)
        {
            return null;
        }

        int? classes = StepRules.LiteralOf(step, "class_names") switch
        {
            { ValueKind: JsonValueKind.Array } list => list.GetArrayLength(),
            { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',').Length,
            _ => null,
        };
        return classes is { } count && count != confidences.GetArrayLength() ? "per_class_confidence" : null;
    }

    private static string? OneWorkflowSource(Step step)
    {
        bool definition = StepRules.LiteralOf(step, "workflow_definition") is { ValueKind: JsonValueKind.Object } json && json.EnumerateObject().Any();
        bool stored = IsText(step, "workflow_workspace_id") && IsText(step, "workflow_id");
        return definition == stored ? "workflow_definition" : null;
    }

    private static bool IsText(Step step, string property) => StepRules.LiteralOf(step, property) is { ValueKind: JsonValueKind.String } text && text.GetString()!.Length > 0;
}

using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>
/// Checks the rules that span several properties of a step. What a single property accepts was checked when it was written. A property
/// that refers to something is not judged: its value is known only when the workflow runs.
/// </summary>
internal static class StepRules
{
    /// <exception cref="WorkflowException">A rule is broken.</exception>
    public static void Check(Workflow workflow)
    {
        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        for (int i = 0; i < workflow.Steps.Length && errors.Count < WorkflowErrors.Most; i++)
        {
            var path = JsonPath.Root.Member("steps").Element(i);
            CheckRequired(workflow.Steps[i], path, errors);
            Check(workflow.Steps[i], path, errors);
        }

        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    /// <summary>Adds an error for every rule that the step breaks.</summary>
    public static void Check(Step step, JsonPath path, ImmutableArray<WorkflowError>.Builder errors)
    {
        foreach (var rule in step.Manifest.Rules)
        {
            if (BrokenProperty(step, rule) is { } property)
            {
                errors.Add(new WorkflowError
                {
                    Code = WorkflowErrorCodes.BrokenRule,
                    Error = "WorkflowSyntaxError",
                    Message = $"Step '{step.Name}': {rule.Message}",
                    Path = path.ToString(),
                    Step = step.Name,
                    Property = property,
                    Reasons = ["value_error"],
                    Context = "workflow_compilation | workflow_definition_parsing",
                });
            }
        }
    }

    /// <summary>Only an untyped step can lack what its builder's constructor would ask for.</summary>
    private static void CheckRequired(Step step, JsonPath path, ImmutableArray<WorkflowError>.Builder errors)
    {
        if (step is not UntypedStep)
        {
            return;
        }

        for (int i = 0; i < step.Values.Length; i++)
        {
            if (step.Values[i] is null && step.Manifest.Properties[i].Required)
            {
                errors.Add(WorkflowErrors.MissingProperty(step.Name, step.Manifest.Properties[i], path.ToString(), null));
            }
        }
    }

    /// <summary>The first property that breaks a rule; null when the rule holds or does not apply.</summary>
    private static string? BrokenProperty(Step step, RuleManifest rule)
    {
        foreach (var condition in rule.When)
        {
            if (LiteralOf(step, condition.Property) is not { } actual || !IsOneOf(actual, condition.Values))
            {
                return null;
            }
        }

        return First(rule.NotNull, property => LiteralOf(step, property) is { ValueKind: JsonValueKind.Null })
            ?? First(rule.NotEmpty, property => LiteralOf(step, property) is { } value && IsEmpty(value))
            ?? First(rule.IsNull, property => LiteralOf(step, property) is not { ValueKind: JsonValueKind.Null })
            ?? (rule.AnyNotNull.IsEmpty || rule.AnyNotNull.Any(property => LiteralOf(step, property) is not { ValueKind: JsonValueKind.Null }) ? null : rule.AnyNotNull[0])
            ?? First(rule.Values, condition => LiteralOf(step, condition.Property) is { } value && !IsOneOf(value, condition.Values))?.Property
            ?? First(rule.Reserved, condition => LiteralOf(step, condition.Property) is { } value && Contains(value, condition.Values))?.Property
            ?? First(rule.LessThan, pair => Compare(step, pair) is >= 0)?.Left
            ?? First(rule.AtMost, pair => Compare(step, pair) is > 0)?.Left
            ?? (rule.Name is { } name ? NamedRules.BrokenProperty(step, name) : null);
    }

    private static T? First<T>(ImmutableArray<T> items, Func<T, bool> breaks)
        where T : class
    {
        foreach (var item in items)
        {
            if (breaks(item))
            {
                return item;
            }
        }

        return null;
    }

    private static bool IsOneOf(JsonElement actual, ImmutableArray<string> values)
    {
        foreach (string value in values)
        {
            if (JsonElement.DeepEquals(JsonValues.OfRaw(value), actual))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static bool Contains(JsonElement container, ImmutableArray<string> values) => container.ValueKind switch
    {
        JsonValueKind.Array => container.EnumerateArray().Any(item => IsOneOf(item, values)),
        JsonValueKind.Object => container.EnumerateObject().Any(member => values.Any(value => JsonValues.OfRaw(value) is { ValueKind: JsonValueKind.String } text && text.GetString() == member.Name)),
        _ => false,
    };

    private static int? Compare(Step step, Comparison pair) =>
        LiteralOf(step, pair.Left) is { ValueKind: JsonValueKind.Number } left && LiteralOf(step, pair.Right) is { ValueKind: JsonValueKind.Number } right
            ? left.GetDouble().CompareTo(right.GetDouble())
            : null;

    /// <summary>The literal that a property has, by default or as written; null when it refers to something.</summary>
    public static JsonElement? LiteralOf(Step step, string property)
    {
        int index = step.Manifest.IndexOfProperty(property);
        return index < 0
            ? null
            : step.Values[index] switch
            {
                PropertyValue.Literal literal => literal.Json,
                null => JsonValues.OfRaw(step.Manifest.Properties[index].DefaultJson ?? "null"),
                _ => null,
            };
    }
}

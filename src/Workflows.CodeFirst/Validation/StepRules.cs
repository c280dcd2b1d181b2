using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>Checks the rules that span several properties of a step. What a single property accepts was checked when it was written.</summary>
internal static class StepRules
{
    /// <exception cref="WorkflowException">A rule is broken.</exception>
    public static void Check(Workflow workflow)
    {
        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        for (int i = 0; i < workflow.Steps.Length; i++)
        {
            var step = workflow.Steps[i];
            foreach (var rule in step.Manifest.Rules)
            {
                if (BrokenProperty(step, rule) is { } property)
                {
                    errors.Add(new WorkflowError
                    {
                        Code = WorkflowErrorCodes.BrokenRule,
                        Error = "WorkflowSyntaxError",
                        Message = $"Step '{step.Name}': {rule.Message}",
                        Path = JsonPath.Root.Member("steps").Element(i).ToString(),
                        Step = step.Name,
                        Property = property,
                        Context = "workflow_compilation | workflow_definition_parsing",
                    });
                }
            }
        }

        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    private static string? BrokenProperty(Step step, RuleManifest rule)
    {
        foreach (var condition in rule.When)
        {
            if (LiteralOf(step, condition.Property) is not { } actual || !condition.Values.Any(value => JsonElement.DeepEquals(JsonValues.OfRaw(value), actual)))
            {
                return null;
            }
        }

        foreach (string property in rule.NotNull)
        {
            if (LiteralOf(step, property) is { ValueKind: JsonValueKind.Null })
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>The literal that a property has, by default or as written; null when it refers to something.</summary>
    private static JsonElement? LiteralOf(Step step, string property)
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

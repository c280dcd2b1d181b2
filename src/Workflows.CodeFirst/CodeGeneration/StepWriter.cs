using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Writes a step: with its typed builder where that can express everything, untyped where not.</summary>
/// <param name="Expression">The expression that makes the step, in lines.</param>
/// <param name="Type">Its type.</param>
/// <param name="Comment">What a reader has to know; null when that is nothing.</param>
internal sealed record WrittenStep(ImmutableArray<string> Expression, Type Type, string? Comment);

/// <summary>Writes steps.</summary>
/// <param name="arguments">Writes the values.</param>
/// <param name="definitions">The variable of the catalogue that also knows the workflow's own blocks; null when there is none.</param>
[RequiresUnreferencedCode(WorkflowSource.Reflection)]
[RequiresDynamicCode(WorkflowSource.Reflection)]
internal sealed class StepWriter(ArgumentWriter arguments, string? definitions)
{
    public WrittenStep Write(Step step, ImmutableArray<PropertyValue?> values)
    {
        string? problem = null;
        if (BuilderShape.Of(step.Manifest) is { } shape)
        {
            if (WorkflowNames.IsReferable(step.Name))
            {
                if (Typed(step, values, shape, out problem) is { } lines)
                {
                    return new(lines, shape.Type, null);
                }
            }
            else
            {
                problem = "the builder takes names that selectors can refer to";
            }

            problem = $"{shape.Type.Name} does not express this step: {problem}.";
        }

        return new(Untyped(step, values), typeof(UntypedStep), problem);
    }

    private ImmutableArray<string>? Typed(Step step, ImmutableArray<PropertyValue?> values, BuilderShape shape, out string? problem)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var required = Enumerable.Range(0, values.Length).Where(i => step.Manifest.Properties[i].Required).ToList();
        if (Constructor(step, values, shape, required) is not { } call)
        {
            problem = "no constructor takes its required properties";
            return null;
        }

        lines.Add(call.Text);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || call.Given.Contains(i))
            {
                continue;
            }

            var property = step.Manifest.Properties[i];
            string? setting = null;
            int sequences = shape.Setters(property).Count(static method => ArgumentWriter.ElementOf(method.GetParameters()[0].ParameterType) is not null);
            foreach (var method in shape.Setters(property))
            {
                if (arguments.Write(method.GetParameters()[0], value, sequences > 1) is { } argument)
                {
                    setting = $".{method.Name}({argument})";
                    break;
                }
            }

            if (setting is null)
            {
                problem = $"it has no way to write its '{property.Name}'";
                return null;
            }

            lines.Add(setting);
        }

        problem = null;
        return lines.ToImmutable();
    }

    /// <summary>The constructor that takes most of the required values; the others are held a place for and set afterwards.</summary>
    private (string Text, HashSet<int> Given)? Constructor(Step step, ImmutableArray<PropertyValue?> values, BuilderShape shape, List<int> required)
    {
        (string Text, HashSet<int> Given)? best = null;
        foreach (var constructor in shape.Constructors)
        {
            var parameters = constructor.GetParameters();
            if (parameters.Length != required.Count + 1)
            {
                continue;
            }

            var given = new HashSet<int>();
            var texts = new List<string?> { CSharpText.Literal(step.Name) };
            for (int i = 0; i < required.Count; i++)
            {
                string? text = values[required[i]] is { } value ? arguments.Write(parameters[i + 1], value, shape.Constructors.Length > 1) : null;
                if (text is not null)
                {
                    given.Add(required[i]);
                }

                texts.Add(text ?? arguments.Placeholder(parameters[i + 1]));
            }

            if (!texts.Contains(null) && given.Count > (best?.Given.Count ?? -1))
            {
                best = ($"new {shape.Type.Name}({string.Join(", ", texts)})", given);
            }
        }

        return best;
    }

    private ImmutableArray<string> Untyped(Step step, ImmutableArray<PropertyValue?> values)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        string catalogue = definitions is not null && step.Manifest.Namespace.Length == 0 ? ", " + definitions : "";
        lines.Add($"new UntypedStep({CSharpText.Literal(step.Name)}, {CSharpText.Literal(step.Manifest.Type)}{catalogue})");
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            string name = CSharpText.Literal(step.Manifest.Properties[i].Name);
            lines.Add(value switch
            {
                PropertyValue.Literal literal when arguments.Node(literal.Json) is not "null" and var node => $".With({name}, {node})",
                PropertyValue.Literal => $".With({name}, PropertyValues.Null)",
                PropertyValue.Reference reference => $".With({name}, {arguments.Reference(reference.Selector) ?? CSharpText.Literal(reference.Selector.Text)})",
                _ => $".With({name}, {arguments.Any(value)})",
            });
        }

        return lines.ToImmutable();
    }
}

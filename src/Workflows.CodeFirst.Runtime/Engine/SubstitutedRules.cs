using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Values;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Checks the rules that span several properties of a step once the parameters in them are known.</summary>
/// <param name="step">The step.</param>
/// <param name="path">Where the step is in the workflow.</param>
/// <param name="parameters">The properties that are parameters, with the positions of their inputs.</param>
internal sealed class SubstitutedRules(Step step, JsonPath path, ImmutableArray<(int Property, int Input)> parameters)
{
    private object?[]? passed;

    /// <summary>The rules of a step; null when it has none or no parameter plays a part.</summary>
    public static SubstitutedRules? Of(StepPlan plan, int index, ReadOnlySpan<CompiledInput> inputs)
    {
        if (plan.Step.Manifest.Rules.IsEmpty)
        {
            return null;
        }

        var parameters = ImmutableArray.CreateBuilder<(int, int)>();
        for (int i = 0; i < plan.Properties.Length; i++)
        {
            if (plan.Step.Values[i] is PropertyValue.Reference && plan.Properties[i].References is [{ SourceInput: >= 0 } reference] && inputs[reference.SourceInput].IsParameter)
            {
                parameters.Add((i, reference.SourceInput));
            }
        }

        return parameters.Count == 0 ? null : new(plan.Step, JsonPath.Root.Member("steps").Element(index), parameters.ToImmutable());
    }

    /// <exception cref="WorkflowRunException">The values break a rule.</exception>
    public void Check(ReadOnlySpan<object?> values)
    {
        // Most runs are given what the run before was given.
        var known = passed;
        if (known is not null && IsSame(known, values))
        {
            return;
        }

        var literals = step.Values.ToBuilder();
        var given = new object?[parameters.Length];
        for (int i = 0; i < given.Length; i++)
        {
            given[i] = values[parameters[i].Input];
            if (PlainValues.TryToJson(given[i], out var json))
            {
                literals[parameters[i].Property] = new PropertyValue.Literal(json);
            }
        }

        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        StepRules.Check(new ParsedStep(step.Name, step.Manifest, literals.ToImmutable(), []), path, errors);
        if (errors.Count > 0)
        {
            throw new WorkflowRunException(errors[0] with
            {
                Error = "RuntimeInputError",
                Message = $"The parameters do not go together. {errors[0].Message}",
                Context = "workflow_execution | runtime_input_validation",
            });
        }

        passed = given;
    }

    private bool IsSame(object?[] known, ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < known.Length; i++)
        {
            if (!Equals(known[i], values[parameters[i].Input]) || known[i] is not (null or string or double or long or bool))
            {
                return false;
            }
        }

        return true;
    }
}

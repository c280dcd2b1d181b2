using System.Text.Json;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A property that a parameter is written into directly: the parameter's value has to be one that the property accepts.</summary>
internal abstract class Substitution
{
    /// <summary>Checks and converts the parameter's value and puts it where the step reads it.</summary>
    /// <exception cref="WorkflowRunException">The property does not accept the value.</exception>
    public abstract void Apply(EngineRun run, object? value);
}

/// <inheritdoc/>
/// <typeparam name="T">The type that the block wants.</typeparam>
/// <param name="parameter">The parameter's name.</param>
/// <param name="step">The step's name.</param>
/// <param name="property">The property.</param>
/// <param name="column">The column that the step reads.</param>
/// <param name="convert">Converts what the property accepts; false when it is of another sort.</param>
/// <param name="compatibility">
/// Whether a property that only takes selectors refuses every value that is no selector, as in the reference engine, or takes any value.
/// </param>
internal sealed class Substitution<T>(
    string parameter,
    string step,
    PropertyManifest property,
    int column,
    TryConverter<T> convert,
    CompatibilityMode compatibility) : Substitution
{
    private Known? last;

    public override void Apply(EngineRun run, object? value)
    {
        // Most runs are given what the run before was given.
        var known = last;
        if (known is null || !known.Given.Equals(value))
        {
            T converted = Convert(value);
            if (value is not (string or double or long or int or float or bool))
            {
                Write(run, converted);
                return;
            }

            last = known = new(value, converted);
        }

        Write(run, known.Converted);
    }

    private void Write(EngineRun run, T converted)
    {
        var values = run.Column<T>(column);
        values.Begin(1, sparse: false);
        values.Write(0, converted);
    }

    private T Convert(object? value)
    {
        // The value is checked as a literal would be, but reaches the block as it was given: 1.0 stays a float.
        bool isJson = PlainValues.TryToJson(value, out var json);
        if ((HasLiterals() && isJson) || compatibility == CompatibilityMode.Reference)
        {
            if (!isJson || LiteralReader.Read(json, property.Accepts, property.Bounds, out _) >= Fit.Violates)
            {
                throw Refuse(json);
            }
        }

        return convert(value, out var converted) ? converted : throw Refuse(json);
    }

    /// <summary>A property that only takes selectors does not say what it accepts.</summary>
    private bool HasLiterals()
    {
        foreach (var alternative in property.Accepts)
        {
            if (alternative is LiteralAlternative)
            {
                return true;
            }
        }

        return false;
    }

    private WorkflowRunException Refuse(JsonElement json)
    {
        string found = json.ValueKind == JsonValueKind.Undefined ? "something else" : Expectations.DescribeFound(json);
        string expected = HasLiterals() ? Expectations.Describe(property) : ValueNames.Expected<T>();
        return new(new WorkflowError
        {
            Code = WorkflowErrorCodes.InvalidValue,
            Error = "RuntimeInputError",
            Message = $"The parameter '{parameter}' is used as '{property.Name}' of step '{step}', which accepts {expected}, but it was given {found}.",
            Step = step,
            Property = property.Name,
            Context = "workflow_execution | runtime_input_validation",
        });
    }

    private sealed record Known(object Given, T Converted);
}

/// <summary>Converts a value; false when it is of another sort.</summary>
internal delegate bool TryConverter<T>(object? value, out T converted);

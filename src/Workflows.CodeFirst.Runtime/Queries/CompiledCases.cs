using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>A choice between cases, compiled once and made any number of times, also at once: the result of the first case whose condition holds.</summary>
internal sealed class CompiledCases
{
    private readonly CompiledCase[] cases;
    private readonly CaseResult otherwise;

    private CompiledCases(CompiledCase[] cases, CaseResult otherwise)
    {
        this.cases = cases;
        this.otherwise = otherwise;
    }

    /// <summary>Compiles a definition of cases.</summary>
    /// <param name="definition">The JSON object.</param>
    /// <param name="path">Where it is in the workflow, for errors.</param>
    /// <exception cref="QueryException">The definition is wrong; says everything that is.</exception>
    public static CompiledCases Compile(JsonElement definition, JsonPath? path = null) => Compile(PlainValues.Of(definition), path);

    /// <summary>Compiles a definition of cases given as plain values.</summary>
    /// <inheritdoc cref="Compile(JsonElement, JsonPath?)"/>
    public static CompiledCases Compile(object? definition, JsonPath? path = null)
    {
        var errors = new DefinitionErrors();
        var (cases, otherwise) = CaseCompiler.Compile(definition, path ?? JsonPath.Root, "<root>", errors);
        errors.ThrowIfAny();
        return new(cases, otherwise!);
    }

    /// <summary>The result of the first case that applies; conditions after it are not looked at.</summary>
    /// <param name="values">The values by name.</param>
    /// <param name="environment">Time and chance.</param>
    /// <exception cref="QueryException">A condition makes no sense for the values, or the result cannot be computed.</exception>
    public object? Evaluate(IReadOnlyDictionary<string, object?>? values = null, QueryEnvironment? environment = null) =>
        QueryErrors.Guard(static (choice, scope) => choice.Choose(scope), this, new QueryScope(values, environment));

    private object? Choose(QueryScope scope)
    {
        foreach (var candidate in cases)
        {
            if (candidate.Condition.Evaluate(scope))
            {
                return candidate.Result.Evaluate(scope);
            }
        }

        return otherwise.Evaluate(scope);
    }
}

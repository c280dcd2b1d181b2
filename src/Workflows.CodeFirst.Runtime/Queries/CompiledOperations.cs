using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>Operations of the query language, compiled once and run any number of times, also at once.</summary>
internal sealed class CompiledOperations
{
    private const string Root = "<root>";

    private readonly OperationChain chain;

    private CompiledOperations(OperationChain chain) => this.chain = chain;

    /// <summary>Compiles a list of operations.</summary>
    /// <param name="operations">The JSON array.</param>
    /// <param name="path">Where it is in the workflow, for errors.</param>
    /// <exception cref="QueryException">The definition is wrong; says everything that is.</exception>
    public static CompiledOperations Compile(JsonElement operations, JsonPath? path = null) => Compile(PlainValues.Of(operations), path);

    /// <summary>Compiles a list of operations given as plain values.</summary>
    /// <inheritdoc cref="Compile(JsonElement, JsonPath?)"/>
    public static CompiledOperations Compile(object? operations, JsonPath? path = null)
    {
        path ??= JsonPath.Root;
        var errors = new DefinitionErrors();
        var list = PythonValues.Normalize(operations) as IReadOnlyList<object?>;
        if (list is null)
        {
            errors.Add(path, $"A list of operations is expected, not {PythonValues.Describe(operations)}.");
        }

        var chain = OperationCompiler.Compile(list ?? [], path, Root, errors, 0);
        errors.ThrowIfAny();
        return new(chain);
    }

    /// <summary>Runs the operations.</summary>
    /// <param name="value">What the first operation gets.</param>
    /// <param name="values">Further values by name.</param>
    /// <param name="environment">Time and chance.</param>
    /// <returns>What the last operation gives.</returns>
    /// <exception cref="QueryException">An operation fails.</exception>
    public object? Execute(object? value, IReadOnlyDictionary<string, object?>? values = null, QueryEnvironment? environment = null) =>
        QueryErrors.Guard(
            static (state, scope) => state.chain.Apply(PythonValues.Normalize(state.value), scope),
            (chain, value),
            new QueryScope(values, environment));
}

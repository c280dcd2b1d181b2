using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Chooses a value by conditions: the first case that holds decides.</summary>
internal sealed class ExpressionBlock : Block<ExpressionV1.Arguments, ExpressionV1.Results>
{
    private readonly QueryCache<VariableOperations> operations = new(definition => new(definition));
    private readonly QueryCache<CaseSwitch> cases = new(definition => new(definition));

    public override ExpressionV1.Results Run(in ExpressionV1.Arguments arguments, BlockContext context)
    {
        var environment = QueryEnvironments.Of(context);
        var variables = operations.Get(arguments.DataOperations).Apply(arguments.Data, environment);
        return new(cases.Get(arguments.Switch).Choose(variables, environment));
    }
}

/// <summary>Operations by the names of the variables that they change.</summary>
internal sealed class VariableOperations
{
    private readonly List<KeyValuePair<string, CompiledOperations>> chains = [];

    public VariableOperations(object? definition)
    {
        foreach (var (name, chain) in (IReadOnlyDictionary<string, IReadOnlyList<object?>>)definition!)
        {
            chains.Add(new(name, CompiledOperations.Compile(chain)));
        }
    }

    /// <summary>The variables, with the operations done on those that have any.</summary>
    /// <exception cref="PythonException">There are operations for a variable that is not there.</exception>
    public IReadOnlyDictionary<string, object?> Apply(IReadOnlyDictionary<string, object?> data, QueryEnvironment environment)
    {
        if (chains.Count == 0)
        {
            return data;
        }

        var variables = new Dictionary<string, object?>(data, StringComparer.Ordinal);
        foreach (var (name, chain) in chains)
        {
            variables[name] = variables.TryGetValue(name, out object? value)
                ? chain.Execute(value, null, environment)
                : throw PythonException.Key($"there are operations for the variable '{name}', which is not declared in the data; declared are {string.Join(", ", data.Keys)}");
        }

        return variables;
    }
}

/// <summary>Conditions with results, and a result for when none holds.</summary>
internal sealed class CaseSwitch
{
    private readonly List<(CompiledStatement Condition, CaseResult Result)> cases = [];
    private readonly CaseResult otherwise;

    public CaseSwitch(object? definition)
    {
        var members = (IReadOnlyDictionary<string, object?>)definition!;
        foreach (object? item in (IReadOnlyList<object?>)members["cases"]!)
        {
            var entry = (IReadOnlyDictionary<string, object?>)item!;
            cases.Add((CompiledStatement.Compile(entry["condition"]), new(entry["result"])));
        }

        otherwise = new(members["default"]);
    }

    /// <summary>The result of the first case that holds.</summary>
    public object? Choose(IReadOnlyDictionary<string, object?> variables, QueryEnvironment environment)
    {
        foreach (var (condition, result) in cases)
        {
            if (condition.Evaluate(variables, environment))
            {
                return result.Of(variables, environment);
            }
        }

        return otherwise.Of(variables, environment);
    }

    /// <summary>A value, or a variable with operations done on it.</summary>
    private sealed class CaseResult
    {
        private readonly object? value;
        private readonly string? variable;
        private readonly CompiledOperations? operations;

        public CaseResult(object? definition)
        {
            var members = (IReadOnlyDictionary<string, object?>)definition!;
            if (members["type"] is "StaticCaseResult")
            {
                value = members["value"];
                return;
            }

            variable = (string)members["parameter_name"]!;
            operations = members.GetValueOrDefault("operations") is IReadOnlyList<object?> { Count: > 0 } chain ? CompiledOperations.Compile(chain) : null;
        }

        public object? Of(IReadOnlyDictionary<string, object?> variables, QueryEnvironment environment)
        {
            if (variable is null)
            {
                return value;
            }

            if (!variables.TryGetValue(variable, out object? selected))
            {
                throw PythonException.Key($"the result is the variable '{variable}', which is not declared in the data; declared are {string.Join(", ", variables.Keys)}");
            }

            return operations is null ? selected : operations.Execute(selected, variables, environment);
        }
    }
}

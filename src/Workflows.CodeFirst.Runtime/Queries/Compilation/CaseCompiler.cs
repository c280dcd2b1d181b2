using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>A condition and what follows from it.</summary>
/// <param name="Condition">Holds or not.</param>
/// <param name="Result">The value when it holds.</param>
internal sealed record CompiledCase(Statement Condition, CaseResult Result);

/// <summary>A value of the definition, or one by name with operations on it.</summary>
internal sealed record CaseResult(object? Value, string? Name, OperationChain Operations)
{
    /// <exception cref="PythonException">There is no value of the name.</exception>
    public object? Evaluate(QueryScope scope)
    {
        if (Name is null)
        {
            return Value;
        }

        return scope.TryGet(Name, out object? value)
            ? Operations.Apply(value, scope)
            : throw PythonException.Key($"there is no value '{Name}'");
    }
}

/// <summary>Compiles what chooses between cases.</summary>
internal static class CaseCompiler
{
    private static readonly Dictionary<string, bool> CasesType = new(StringComparer.Ordinal) { ["CasesDefinition"] = true };
    private static readonly Dictionary<string, bool> CaseType = new(StringComparer.Ordinal) { ["CaseDefinition"] = true };
    private static readonly Dictionary<string, bool> ResultTypes = new(StringComparer.Ordinal) { ["StaticCaseResult"] = true, ["DynamicCaseResult"] = false };

    /// <summary>Compiles a definition of cases; what is wrong is noted.</summary>
    public static (CompiledCase[] Cases, CaseResult? Otherwise) Compile(object? value, JsonPath path, string location, DefinitionErrors errors)
    {
        if (Definition.Of(value, path, location, errors, 0) is not { } definition)
        {
            return ([], null);
        }

        _ = definition.Choice("type", CasesType);
        var members = definition.List("cases", isRequired: true);
        var cases = new List<CompiledCase>(members.Count);
        for (int i = 0; i < members.Count; i++)
        {
            if (Definition.Of(members[i], path.Member("cases").Element(i), location, errors, 1) is { } member && CompileCase(member) is { } compiled)
            {
                cases.Add(compiled);
            }
        }

        return ([.. cases], CompileResult(definition, "default"));
    }

    private static CompiledCase? CompileCase(Definition definition)
    {
        _ = definition.Choice("type", CaseType);
        var condition = definition.Part("condition") is { } group ? StatementCompiler.CompileGroup(group) : null;
        var result = CompileResult(definition, "result");
        return condition is null || result is null ? null : new(condition, result);
    }

    private static CaseResult? CompileResult(Definition owner, string member)
    {
        if (owner.Part(member) is not { } definition)
        {
            return null;
        }

        if (definition.Choice("type", ResultTypes))
        {
            return new(definition.Any("value"), null, OperationChain.Empty);
        }

        bool hasOperations = definition.Members.GetValueOrDefault("operations") is not null;
        var operations = hasOperations
            ? OperationCompiler.Compile(
                definition.List("operations", isRequired: true), definition.Path.Member("operations"), definition.Location, definition.Errors, definition.Depth)
            : OperationChain.Empty;
        return new(null, definition.Text("parameter_name"), operations);
    }
}

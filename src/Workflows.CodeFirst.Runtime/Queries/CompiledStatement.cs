using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>A group of statements of the query language, compiled once and evaluated any number of times, also at once.</summary>
internal sealed class CompiledStatement
{
    private readonly Statement statement;

    private CompiledStatement(Statement statement) => this.statement = statement;

    /// <summary>Compiles a group of statements.</summary>
    /// <param name="definition">The JSON object.</param>
    /// <param name="path">Where it is in the workflow, for errors.</param>
    /// <exception cref="QueryException">The definition is wrong; says everything that is.</exception>
    public static CompiledStatement Compile(JsonElement definition, JsonPath? path = null) => Compile(PlainValues.Of(definition), path);

    /// <summary>Compiles a group of statements given as plain values.</summary>
    /// <inheritdoc cref="Compile(JsonElement, JsonPath?)"/>
    public static CompiledStatement Compile(object? definition, JsonPath? path = null)
    {
        var errors = new DefinitionErrors();
        var statement = StatementCompiler.Compile(definition, path ?? JsonPath.Root, "<root>", errors, 0);
        errors.ThrowIfAny();
        return new(statement!);
    }

    /// <summary>Whether the statements hold.</summary>
    /// <param name="values">The values of the operands by name.</param>
    /// <param name="environment">Time and chance.</param>
    /// <exception cref="QueryException">A statement makes no sense for the values.</exception>
    public bool Evaluate(IReadOnlyDictionary<string, object?>? values = null, QueryEnvironment? environment = null) =>
        QueryErrors.Guard(static (statement, scope) => statement.Evaluate(scope), statement, new QueryScope(values, environment));
}

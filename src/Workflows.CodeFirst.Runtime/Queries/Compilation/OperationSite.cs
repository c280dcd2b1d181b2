using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Where an operation or statement stands in its definition; makes the errors that happen there.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Path">The JSON path.</param>
/// <param name="Location">The place in the words of the reference engine; null for operations that do not say theirs.</param>
internal sealed record OperationSite(string Type, JsonPath Path, string? Location)
{
    private const string Evaluation = "step_execution | roboflow_query_language_evaluation";

    /// <summary>What the reference engine calls the place of an error.</summary>
    public string Context => Location is null ? Evaluation : $"{Evaluation} | {Location}";

    /// <summary>The operation cannot work on what it gets.</summary>
    public QueryException Wrong(string expected, object? value) =>
        Error(QueryException.InvalidInputType, $"{Type} needs {expected}, but gets {PythonValues.Describe(value)}.");

    /// <summary>The operation cannot work on what it gets, as Python says.</summary>
    public QueryException Wrong(PythonException cause) => Error(QueryException.InvalidInputType, $"{Type} fails: {cause.Message}.", cause);

    /// <summary>The operation fails although what it gets is of the right sort.</summary>
    public QueryException Failed(string message, Exception? cause = null) => Error(QueryException.OperationFailed, $"{Type} fails: {message}", cause);

    /// <summary>A name stands for nothing.</summary>
    public QueryException Undeclared(string name, QueryScope scope) =>
        Error(QueryException.UndeclaredSymbol, $"{Type} uses '{name}', but nothing of that name is given.", suggestion: scope.Suggest(name));

    /// <summary>An error of a statement or operation here.</summary>
    public QueryException Error(string error, string message, Exception? cause = null, string? suggestion = null) => new(
        new WorkflowError
        {
            Code = "query_failed",
            Error = error,
            Message = suggestion is null ? message : $"{message} {suggestion}",
            Path = Path.ToString(),
            Suggestion = suggestion,
            Context = Context,
        },
        cause);

    /// <summary>Accounts for touching elements.</summary>
    /// <exception cref="QueryException">The execution has become too expensive.</exception>
    public void Spend(QueryScope scope, long elements)
    {
        if (!scope.TrySpend(elements))
        {
            throw Failed($"the query touches more than {QueryLimits.Elements} elements.");
        }
    }

    /// <summary>Checks how long a value is going to be.</summary>
    /// <exception cref="QueryException">It is too long.</exception>
    public void CheckLength(long length)
    {
        if (length > QueryLimits.Length)
        {
            throw Failed($"the result would be {length} long, and {QueryLimits.Length} is the most.");
        }
    }
}

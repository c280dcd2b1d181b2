using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>Turns what Python would raise out of a query into errors with a place.</summary>
internal static class QueryErrors
{
    /// <exception cref="QueryException">The query fails.</exception>
    public static T Guard<TState, T>(Func<TState, QueryScope, T> run, TState state, QueryScope scope)
    {
        try
        {
            return run(state, scope);
        }
        catch (PythonException e)
        {
            throw new QueryException(Error(e.Kind, e.Message, e.Path?.ToString()), e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new QueryException(Error("RecursionError", "a value is nested too deeply", null), e);
        }
    }

    private static WorkflowError Error(string kind, string message, string? path) => new()
    {
        Code = "query_failed",
        Error = kind,
        Message = $"The query fails: {message}.",
        Path = path,
    };
}

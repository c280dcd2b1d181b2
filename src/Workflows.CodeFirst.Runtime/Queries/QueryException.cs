using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>
/// A query is wrong, or fails on a value. <see cref="WorkflowError.Error"/> is the class of error of the reference engine: one of the
/// language (<see cref="IsOfLanguage"/>), <c>ValidationError</c> for a definition that means nothing, or what Python would raise.
/// </summary>
internal sealed class QueryException : WorkflowRunException
{
    public const string UndeclaredSymbol = "UndeclaredSymbolError";
    public const string InvalidInputType = "InvalidInputTypeError";
    public const string OperationFailed = "OperationError";
    public const string EvaluationFailed = "EvaluationEngineError";
    public const string InvalidDefinition = "ValidationError";

    public QueryException(WorkflowError error, Exception? inner = null)
        : base(error, inner) => Errors = [error];

    public QueryException(ImmutableArray<WorkflowError> errors)
        : base(errors.Length == 1 ? errors[0] : errors[0] with { Message = string.Join(' ', errors.Select(error => error.ToString())) }) => Errors = errors;

    /// <summary>All errors of a definition; a query that fails has one.</summary>
    public ImmutableArray<WorkflowError> Errors { get; }

    /// <summary>Whether the error belongs to the language, so that it is reported as it is and not as the failure of a step.</summary>
    public bool IsOfLanguage => Error.Error is UndeclaredSymbol or InvalidInputType or OperationFailed or EvaluationFailed;
}

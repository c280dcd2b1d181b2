using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A workflow is not valid. The message says everything that <see cref="Errors"/> says.</summary>
public sealed class WorkflowException : Exception
{
    /// <summary>Reports errors.</summary>
    /// <param name="errors">The errors, at least one.</param>
    public WorkflowException(ImmutableArray<WorkflowError> errors)
        : base(errors.Length == 1
            ? errors[0].ToString()
            : $"The workflow has {errors.Length} errors:{string.Concat(errors.Select(error => $"{Environment.NewLine}- {error}"))}") =>
        Errors = errors;

    /// <summary>Reports one error.</summary>
    /// <param name="error">The error.</param>
    public WorkflowException(WorkflowError error)
        : this([error])
    {
    }

    /// <summary>The errors, in the order in which they were found.</summary>
    public ImmutableArray<WorkflowError> Errors { get; }
}

namespace Workflows.CodeFirst;

/// <summary>Makes the errors that several places report.</summary>
internal static class WorkflowErrors
{
    /// <summary>Two things share a name.</summary>
    public static WorkflowError Duplicate(string what, string name, string suggestion, string? path = null) => new()
    {
        Code = WorkflowErrorCodes.DuplicateName,
        Error = "DuplicatedNameError",
        Message = $"Two different {what}s are named '{name}'.",
        Path = path,
        Step = what == "step" ? name : null,
        Suggestion = suggestion,
        Context = "workflow_compilation | specification_validation",
    };
}

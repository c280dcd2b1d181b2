using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>Makes the errors that several places report.</summary>
internal static class WorkflowErrors
{
    /// <summary>How many errors are looked for: nobody reads more at once, and a text made of errors must not take long.</summary>
    public const int Most = 100;

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

    /// <summary>The engine cannot do what a workflow's version asks for.</summary>
    public static WorkflowError Version(string error, string message) => new()
    {
        Code = WorkflowErrorCodes.UnsupportedVersion,
        Error = error,
        Message = message,
        Path = "$.version",
        Context = "workflow_compilation | engine_initialisation",
    };

    /// <summary>A step lacks a property that it has to have.</summary>
    public static WorkflowError MissingProperty(string step, PropertyManifest property, string path, string? suggestion) => new()
    {
        Code = WorkflowErrorCodes.MissingProperty,
        Error = "WorkflowSyntaxError",
        Message = $"Step '{step}' lacks the property '{property.Name}': {Expectations.Describe(property)}.",
        Path = path,
        Step = step,
        Property = property.Name,
        Suggestion = suggestion,
        Reasons = ["missing"],
        Context = "workflow_compilation | workflow_definition_parsing",
    };
}

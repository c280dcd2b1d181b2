using Workflows.CodeFirst.Runtime.Engine;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>A property of a step, for messages about its values.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Property">The property's name in workflow JSON.</param>
internal sealed record PropertyPlace(string Step, string Property)
{
    /// <summary>Converts a value to what the block wants.</summary>
    /// <exception cref="WorkflowRunException">The value is of another sort.</exception>
    public T Convert<T>(object? value, TryConverter<T> convert) => convert(value, out var converted)
        ? converted
        : throw new WorkflowRunException(new WorkflowError
        {
            Code = WorkflowErrorCodes.InvalidValue,
            Error = "StepExecutionError",
            Message = $"The property '{Property}' of step '{Step}' expects {ValueNames.Expected<T>()}, but got {ValueNames.Describe(value)}.",
            Step = Step,
            Property = Property,
            Context = "workflow_execution | step_execution",
        });
}

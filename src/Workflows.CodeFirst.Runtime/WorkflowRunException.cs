using Workflows.CodeFirst.Runtime.Engine;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime;

/// <summary>A run of a workflow failed. <see cref="Error"/> says where and why.</summary>
public class WorkflowRunException : Exception
{
    /// <summary>Reports a failure.</summary>
    /// <param name="error">What is wrong, and where.</param>
    /// <param name="inner">What caused it.</param>
    public WorkflowRunException(WorkflowError error, Exception? inner = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, inner) => Error = error;

    /// <summary>What is wrong, and where.</summary>
    public WorkflowError Error { get; }
}

/// <summary>A step failed while it ran. The cause is the <see cref="Exception.InnerException"/>.</summary>
public sealed class StepExecutionException : WorkflowRunException
{
    private const string Block = "StepExecutionError";
    private const string Code = "DynamicBlockCodeError";

    internal StepExecutionException(string stepName, string blockType, Exception cause, bool isCode = false)
        : base(
            cause switch
            {
                QueryException { IsOfLanguage: true } query => query.Error with { Step = stepName },
                EngineFailure failure => failure.Error with { Step = stepName },
                _ => new WorkflowError
                {
                    Code = "step_failed",
                    Error = isCode ? Code : Block,
                    Message = $"Step '{stepName}' ({blockType}) failed: {cause.Message}",
                    Step = stepName,
                    Property = (cause as WorkflowRunException)?.Error.Property,
                    Context = isCode ? "dynamic_block_code_execution" : "workflow_execution | step_execution",
                },
            },
            cause)
    {
        StepName = stepName;
        BlockType = blockType;
    }

    /// <summary>The step's name.</summary>
    public string StepName { get; }

    /// <summary>The type identifier of the step's block.</summary>
    public string BlockType { get; }
}

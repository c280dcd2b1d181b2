namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>A run cannot go on for a reason that lies in the engine, not in a block.</summary>
internal sealed class EngineFailure(string error, string stage, string message) : WorkflowRunException(new WorkflowError
{
    Code = "engine_failed",
    Error = error,
    Message = message,
    Context = $"workflow_execution | {stage}",
})
{
    public const string RuntimeError = "ExecutionEngineRuntimeError";
    public const string InvalidBehaviour = "InvalidBlockBehaviourError";
    public const string BrokenAssumption = "AssumptionError";
    public const string AssemblingInput = "step_input_assembling";
    public const string RegisteringOutput = "step_output_registration";
}

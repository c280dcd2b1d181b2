using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli;

/// <summary>Makes the runtime that the commands share.</summary>
internal static class WorkflowTool
{
    /// <exception cref="InputException">The folder does not exist.</exception>
    public static WorkflowRuntime CreateRuntime(DirectoryInfo? models)
    {
        if (models is null)
        {
            return new WorkflowRuntime();
        }

        return models.Exists
            ? new WorkflowRuntime(ModelRepository.FromDirectory(models.FullName))
            : throw new InputException($"The models folder '{models}' does not exist.");
    }
}

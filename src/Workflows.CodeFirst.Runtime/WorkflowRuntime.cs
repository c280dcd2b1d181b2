using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime.Blocks;
using Workflows.CodeFirst.Runtime.Blocks.Models;
using Workflows.CodeFirst.Runtime.Engine;

namespace Workflows.CodeFirst.Runtime;

/// <summary>Runs workflows: knows the models and the implementations of the blocks. Thread-safe.</summary>
public sealed class WorkflowRuntime : IDisposable
{
    private readonly WorkflowRuntimeOptions options;

    private readonly IModelSource models;

    /// <summary>A runtime without models.</summary>
    /// <param name="options">Clock and limits; null for the defaults.</param>
    public WorkflowRuntime(WorkflowRuntimeOptions? options = null)
        : this(new NoModelSource(), options)
    {
    }

    /// <summary>A runtime with the models of a folder.</summary>
    /// <param name="models">The models. They are the runtime's from now on, and disposed with it.</param>
    /// <param name="options">Clock and limits; null for the defaults.</param>
    public WorkflowRuntime(ModelRepository models, WorkflowRuntimeOptions? options = null)
        : this(new RepositoryModelSource(models ?? throw new ArgumentNullException(nameof(models))), options)
    {
    }

    internal WorkflowRuntime(IModelSource models, WorkflowRuntimeOptions? options = null)
    {
        this.models = models;
        this.options = options ?? WorkflowRuntimeOptions.Default;
        BuiltInBlocks.AddTo(Blocks, models);
    }

    /// <summary>The implementations of the blocks; add your own here.</summary>
    public BlockRegistry Blocks { get; } = new();

    /// <summary>Checks a workflow and makes it ready to run.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <returns>The compiled workflow; dispose it when done.</returns>
    /// <exception cref="WorkflowException">The workflow is not valid, or has blocks that cannot run here.</exception>
    public CompiledWorkflow Compile(Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return new(workflow, WorkflowCompiler.Compile(workflow.Plan(), Blocks, options), options);
    }

    /// <summary>Disposes the models. Workflows that use them cannot run any more.</summary>
    public void Dispose() => models.Dispose();
}

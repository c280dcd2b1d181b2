using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>
/// What a block's implementation has to do with the engine, whatever its arguments. Derive from one of
/// <see cref="Block{TArguments, TResults}"/> (once an element), <see cref="BatchBlock{TArguments, TResults}"/> (once for all elements),
/// <see cref="ExpandingBlock{TArguments, TResults}"/> (several results an element) and <see cref="FlowBlock{TArguments}"/> (decides what runs next).
/// </summary>
/// <remarks>
/// One instance serves one step of one compiled workflow, and may keep state from run to run. Runs on several threads call it
/// at the same time unless <see cref="KeepsState"/> says otherwise. An <see cref="IDisposable"/> block is disposed with the workflow.
/// </remarks>
public abstract class Block
{
    private protected Block()
    {
    }

    /// <summary>Whether the block remembers something from call to call; the engine then never calls it from two runs at once.</summary>
    public virtual bool KeepsState => false;

    /// <summary>
    /// Whether a call takes long enough, from some fifty microseconds, that it pays to run it on a thread of its own while other steps
    /// that do not need it run. Null leaves that to the engine, which takes blocks with models and blocks that give back images for expensive.
    /// A block that keeps state is never run at the same time as other steps of its run.
    /// </summary>
    public virtual bool? IsExpensive => null;

    internal abstract IStepRunner Bind(ArgumentBinder arguments, ResultBinder results);
}

/// <summary>A block type knows the manifest that it implements.</summary>
public interface IBlock
{
    /// <summary>The facts of the block version.</summary>
    static abstract BlockManifest Manifest { get; }
}

/// <summary>A block that is run once an element.</summary>
/// <typeparam name="TArguments">The generated arguments of the block version.</typeparam>
/// <typeparam name="TResults">The generated results of the block version.</typeparam>
public abstract class Block<TArguments, TResults> : Block, IBlock
    where TArguments : struct, IElementArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    static BlockManifest IBlock.Manifest => TArguments.Manifest;

    /// <summary>Does the work for one element.</summary>
    /// <param name="arguments">The values of the properties.</param>
    /// <param name="context">The step, cancellation, the clock.</param>
    public abstract TResults Run(in TArguments arguments, BlockContext context);

    internal override IStepRunner Bind(ArgumentBinder arguments, ResultBinder results) =>
        new Runner(this, TArguments.Bind(arguments), TResults.Bind(results));

    private sealed class Runner(Block<TArguments, TResults> block, ArgumentReader<TArguments> reader, ResultWriter<TResults> writer) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            for (int i = 0; i < frame.Count; i++)
            {
                frame.Context.Cancellation.ThrowIfCancellationRequested();
                var scope = new StepScope(run, frame[i]);
                writer.Write(scope, block.Run(reader.Read(scope), frame.Context));
            }
        }
    }
}

using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>What a block's implementation has to do with the engine, whatever its arguments. Derive from <see cref="Block{TArguments, TResults}"/> or <see cref="BatchBlock{TArguments, TResults}"/>.</summary>
/// <remarks>One instance serves one step of one compiled workflow, and may keep state from run to run. An <see cref="IDisposable"/> block is disposed with the workflow.</remarks>
public abstract class Block
{
    private protected Block()
    {
    }

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
        public void Run(RunState run, int elements, BlockContext context)
        {
            for (int i = 0; i < elements; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var scope = new StepScope(run, i);
                writer.Write(scope, block.Run(reader.Read(scope), context));
            }
        }
    }
}

/// <summary>A block that is run once with whole batches.</summary>
/// <typeparam name="TArguments">The generated arguments of the block version.</typeparam>
/// <typeparam name="TResults">The generated results of the block version.</typeparam>
public abstract class BatchBlock<TArguments, TResults> : Block, IBlock
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    static BlockManifest IBlock.Manifest => TArguments.Manifest;

    /// <summary>Does the work for a batch.</summary>
    /// <param name="arguments">The values of the properties.</param>
    /// <param name="results">One place an element of the batch, to be filled in order.</param>
    /// <param name="context">The step, cancellation, the clock.</param>
    public abstract void Run(in TArguments arguments, Span<TResults> results, BlockContext context);

    internal override IStepRunner Bind(ArgumentBinder arguments, ResultBinder results) =>
        new Runner(this, TArguments.Bind(arguments), TResults.Bind(results));

    private sealed class Runner(BatchBlock<TArguments, TResults> block, ArgumentReader<TArguments> reader, ResultWriter<TResults> writer) : IStepRunner
    {
        public void Run(RunState run, int elements, BlockContext context)
        {
            if (elements == 0)
            {
                return;
            }

            context.Cancellation.ThrowIfCancellationRequested();
            var results = System.Buffers.ArrayPool<TResults>.Shared.Rent(elements);
            try
            {
                block.Run(reader.Read(new StepScope(run, 0)), results.AsSpan(0, elements), context);
                for (int i = 0; i < elements; i++)
                {
                    writer.Write(new StepScope(run, i), results[i]);
                }
            }
            finally
            {
                System.Buffers.ArrayPool<TResults>.Shared.Return(results, clearArray: true);
            }
        }
    }
}

/// <summary>Runs a bound step; what the engine calls.</summary>
internal interface IStepRunner
{
    /// <summary>Runs the step for <paramref name="elements"/> elements.</summary>
    void Run(RunState run, int elements, BlockContext context);
}

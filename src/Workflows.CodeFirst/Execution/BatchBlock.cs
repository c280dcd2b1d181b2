using System.Buffers;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>A block that is run once with whole batches.</summary>
/// <typeparam name="TArguments">The generated arguments of the block version.</typeparam>
/// <typeparam name="TResults">The generated results of the block version.</typeparam>
/// <remarks>The batches among the arguments may be used until <see cref="Run"/> returns; a block that keeps values copies them.</remarks>
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
        public void Run(RunState run, StepFrame frame)
        {
            if (frame.Count == 0)
            {
                return;
            }

            frame.Context.Cancellation.ThrowIfCancellationRequested();
            var results = ArrayPool<TResults>.Shared.Rent(frame.Count);
            try
            {
                block.Run(reader.Read(new StepScope(run, frame[0])), results.AsSpan(0, frame.Count), frame.Context);
                for (int i = 0; i < frame.Count; i++)
                {
                    writer.Write(new StepScope(run, frame[i]), results[i]);
                }
            }
            finally
            {
                ArrayPool<TResults>.Shared.Return(results, clearArray: true);
            }
        }
    }
}

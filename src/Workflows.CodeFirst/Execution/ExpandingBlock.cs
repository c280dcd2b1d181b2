using System.Runtime.InteropServices;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>A block that makes any number of results out of one element, such as the crops of an image: its outputs lie one dimension deeper than its inputs.</summary>
/// <typeparam name="TArguments">The generated arguments of the block version.</typeparam>
/// <typeparam name="TResults">The generated results of the block version.</typeparam>
public abstract class ExpandingBlock<TArguments, TResults> : Block, IBlock
    where TArguments : struct, IElementArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    static BlockManifest IBlock.Manifest => TArguments.Manifest;

    /// <summary>Does the work for one element.</summary>
    /// <param name="arguments">The values of the properties.</param>
    /// <param name="results">Takes the results of the element, in order.</param>
    /// <param name="context">The step, cancellation, the clock.</param>
    public abstract void Run(in TArguments arguments, ResultList<TResults> results, BlockContext context);

    internal override IStepRunner Bind(ArgumentBinder arguments, ResultBinder results) =>
        new Runner(this, TArguments.Bind(arguments), TResults.Bind(results));

    private sealed class Runner(ExpandingBlock<TArguments, TResults> block, ArgumentReader<TArguments> reader, ResultWriter<TResults> writer) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            var results = (ResultList<TResults>)(frame.Scratch ??= new ResultList<TResults>());
            int children = 0;
            for (int i = 0; i < frame.Count; i++)
            {
                frame.Context.Cancellation.ThrowIfCancellationRequested();
                int element = frame[i];
                results.Clear();
                block.Run(reader.Read(new StepScope(run, element)), results, frame.Context);
                foreach (ref readonly var result in results.Span)
                {
                    writer.Write(new StepScope(run, children++), result);
                }

                frame.EndChildren(element, children);
            }

            results.Clear();
        }
    }
}

/// <summary>Collects the results that an <see cref="ExpandingBlock{TArguments, TResults}"/> makes of one element.</summary>
/// <typeparam name="TResults">The type of the results.</typeparam>
public sealed class ResultList<TResults>
{
    private readonly List<TResults> results = [];

    /// <summary>Number of results so far.</summary>
    public int Count => results.Count;

    internal ReadOnlySpan<TResults> Span => CollectionsMarshal.AsSpan(results);

    /// <summary>Adds a result after those that are there.</summary>
    /// <param name="result">The result.</param>
    public void Add(TResults result) => results.Add(result);

    internal void Clear() => results.Clear();
}

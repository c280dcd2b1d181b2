using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Engine;

namespace Workflows.CodeFirst.Runtime.CustomCode;

/// <summary>Runs a function in the place of code that a workflow defines, as the manifest in the workflow says.</summary>
/// <param name="manifest">The facts of the block, from the workflow.</param>
/// <param name="call">The function, made to return a list.</param>
/// <param name="keepsState">Whether the function remembers something from call to call.</param>
internal sealed class CodeBlock(BlockManifest manifest, CodeListFunction call, bool keepsState) : Block
{
    public override bool KeepsState => keepsState;

    /// <summary>Whether a block has several results a call, so that its code returns a list.</summary>
    public static bool ReturnsList(BlockManifest manifest) => manifest.Batch.OutputOffset > 0 || TakesBatches(manifest);

    internal override IStepRunner Bind(ArgumentBinder arguments, ResultBinder results)
    {
        var sources = new CodeSource[manifest.Properties.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = IsBatch(manifest.Properties[i].Name, ((StepBinder)arguments).IsDeeper(i)) ? new BatchSource(arguments.Batch<object?>(i)) : new ValueSource(arguments.Value<object?>(i));
        }

        var sinks = new Sink<object?>[manifest.Outputs.Length];
        for (int i = 0; i < sinks.Length; i++)
        {
            sinks[i] = results.Output<object?>(i);
        }

        var binding = new Binding(manifest, sources, sinks);
        return manifest.Batch.OutputOffset > 0 ? new ExpandingRunner(binding, call)
            : TakesBatches(manifest) ? new BatchRunner(binding, call)
            : new ElementRunner(binding, call);
    }

    private static bool TakesBatches(BlockManifest manifest) => manifest.Batch.AcceptsBatches && manifest.Batch.OutputOffset == 0;

    /// <summary>Whether one call gets a batch: by the same rule as for typed blocks, but what collapses a dimension need not say of which properties.</summary>
    private bool IsBatch(string property, bool isDeeper)
    {
        var batch = manifest.Batch;
        if (batch.InputOffsets.GetValueOrDefault(property) > 0)
        {
            return true;
        }

        bool takesBatch = batch.Batches.Contains(property) || batch.BatchesAndScalars.Contains(property);
        return batch.OutputOffset switch
        {
            > 0 => false,
            < 0 => takesBatch || isDeeper || batch.AutoCast.Contains(property),
            _ => takesBatch,
        };
    }

    /// <summary>One input of the code.</summary>
    private abstract class CodeSource
    {
        public abstract object? Read(in StepScope scope);
    }

    private sealed class ValueSource(Source<object?> source) : CodeSource
    {
        public override object? Read(in StepScope scope) => source.Read(scope);
    }

    private sealed class BatchSource(Source<Batch<object?>> source) : CodeSource
    {
        public override object? Read(in StepScope scope) => source.Read(scope);
    }

    /// <summary>Where the arguments come from and the results go.</summary>
    private sealed class Binding(BlockManifest manifest, CodeSource[] sources, Sink<object?>[] sinks)
    {
        public CodeArguments Read(in StepScope scope)
        {
            var values = new object?[sources.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = sources[i].Read(scope);
            }

            return new(manifest, values);
        }

        public void Write(in StepScope scope, IReadOnlyDictionary<string, object?>? result)
        {
            for (int i = 0; i < sinks.Length; i++)
            {
                object? value = null;
                if (result?.TryGetValue(manifest.Outputs[i].Name, out value) != true)
                {
                    throw new InvalidOperationException($"The code of the block '{manifest.Type}' did not return the output '{manifest.Outputs[i].Name}'"
                        + (result is null or { Count: 0 } ? "." : $", but only {string.Join(", ", result.Keys)}."));
                }

                sinks[i].Write(scope, value);
            }
        }

        public InvalidOperationException WrongCount(int expected, int actual) =>
            new($"The code of the block '{manifest.Type}' returned {actual} results for {expected} elements.");
    }

    private sealed class ElementRunner(Binding binding, CodeListFunction call) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            for (int i = 0; i < frame.Count; i++)
            {
                frame.Context.Cancellation.ThrowIfCancellationRequested();
                var scope = new StepScope(run, frame[i]);
                binding.Write(scope, call(binding.Read(scope), frame.Context)[0]);
            }
        }
    }

    private sealed class BatchRunner(Binding binding, CodeListFunction call) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            frame.Context.Cancellation.ThrowIfCancellationRequested();
            var results = call(binding.Read(new StepScope(run, frame[0])), frame.Context);
            if (results?.Count != frame.Count)
            {
                throw binding.WrongCount(frame.Count, results?.Count ?? 0);
            }

            for (int i = 0; i < frame.Count; i++)
            {
                binding.Write(new StepScope(run, frame[i]), results[i]);
            }
        }
    }

    private sealed class ExpandingRunner(Binding binding, CodeListFunction call) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            int children = 0;
            for (int i = 0; i < frame.Count; i++)
            {
                frame.Context.Cancellation.ThrowIfCancellationRequested();
                int element = frame[i];
                foreach (var result in call(binding.Read(new StepScope(run, element)), frame.Context) ?? [])
                {
                    binding.Write(new StepScope(run, children++), result);
                }

                frame.EndChildren(element, children);
            }
        }
    }
}

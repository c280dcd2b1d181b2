using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>An instance of a block, connected to recorded arguments in the place of a workflow.</summary>
internal sealed class RecordedBlock
{
    private readonly BlockManifest manifest;
    private readonly RecordedArguments arguments;
    private readonly IStepRunner runner;
    private readonly TimeProvider clock;

    public RecordedBlock(Block block, BlockManifest manifest, TimeProvider clock)
    {
        this.manifest = manifest;
        this.clock = clock;
        arguments = new(manifest);
        runner = block.Bind(arguments, new RecordedResults(manifest));
    }

    /// <summary>Calls the block once. The result has the form that the reference engine's blocks return.</summary>
    public object? Run(IReadOnlyDictionary<string, object?> values, CompatibilityMode compatibility)
    {
        int count = arguments.CountElements(values);
        var call = new RecordedCall(values, count, arguments.TargetsAmong(values));
        var frame = new StepFrame(new BlockContext("step", clock, compatibility), call.Targets.Length);
        frame.ChooseAll(count);
        frame.BeginBranches(count);
        frame.BeginChildren(count);
        runner.Run(call, frame);
        if (manifest.ControlsFlow)
        {
            return Decision(call, frame);
        }

        if (manifest.Batch.OutputOffset > 0)
        {
            return Children(call, frame.EndAllChildren(count));
        }

        return arguments.TakesBatches ? call.Results.ToArray<object?>() : call.Results[0];
    }

    private object Children(RecordedCall call, ReadOnlySpan<int> starts)
    {
        var parents = new object?[starts.Length - 1];
        for (int i = 0; i < parents.Length; i++)
        {
            parents[i] = call.Results[starts[i]..starts[i + 1]].ToArray<object?>();
        }

        return manifest.Batch.AcceptsBatches ? parents : parents[0]!;
    }

    private static OrderedDictionary<string, object?> Decision(RecordedCall call, StepFrame frame)
    {
        var selected = new List<string>();
        for (int i = 0; i < call.Targets.Length; i++)
        {
            if (frame.Selected(i)[0])
            {
                selected.Add(call.Targets[i]);
            }
        }

        return GoldenFlow.Of(selected);
    }
}

/// <summary>One call of a block: the arguments that were recorded, and the outputs that come.</summary>
internal sealed class RecordedCall(IReadOnlyDictionary<string, object?> arguments, int count, string[] targets) : RunState
{
    /// <summary>Number of elements that the block is called for.</summary>
    public int Count { get; } = count;

    /// <summary>The steps to go to, by branch.</summary>
    public string[] Targets { get; } = targets;

    /// <summary>The outputs of each element, or of each child.</summary>
    public List<OrderedDictionary<string, object?>> Results { get; } = [];

    public static RecordedCall Of(in StepScope scope) => (RecordedCall)scope.Run;

    /// <summary>The recorded value of a property; false when there is none.</summary>
    public bool TryGetValue(string property, out object? value) => arguments.TryGetValue(property, out value);

    public void Write(int element, string output, object? value)
    {
        while (Results.Count <= element)
        {
            Results.Add(new(StringComparer.Ordinal));
        }

        Results[element][output] = value;
    }
}

/// <summary>Takes the outputs of a block.</summary>
internal sealed class RecordedResults(BlockManifest manifest) : ResultBinder
{
    public override Sink<T> Output<T>(int output) => new OutputSink<T>(manifest.Outputs[output].Name);

    public override Sink<IReadOnlyDictionary<string, object?>> NamedOutputs() => new NamedSink();

    private sealed class OutputSink<T>(string name) : Sink<T>
    {
        public override void Write(in StepScope scope, T value) => RecordedCall.Of(scope).Write(scope.Element, name, value);
    }

    private sealed class NamedSink : Sink<IReadOnlyDictionary<string, object?>>
    {
        public override void Write(in StepScope scope, IReadOnlyDictionary<string, object?> value)
        {
            foreach (var (name, item) in value)
            {
                RecordedCall.Of(scope).Write(scope.Element, name, item);
            }
        }
    }
}

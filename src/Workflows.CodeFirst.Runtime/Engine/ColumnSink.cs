using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Writes an output of a step into its column.</summary>
internal sealed class ColumnSink<T>(int column) : Sink<T>
{
    public override void Write(in StepScope scope, T value) => EngineRun.Of(scope).Column<T>(column).Write(scope.Element, value);
}

/// <summary>Writes the outputs that the configuration of a step names, each into a column of its own.</summary>
/// <param name="step">The step's name.</param>
/// <param name="columns">The columns of the outputs that something reads.</param>
internal sealed class NamedSink(string step, KeyValuePair<string, int>[] columns) : Sink<IReadOnlyDictionary<string, object?>>
{
    public override void Write(in StepScope scope, IReadOnlyDictionary<string, object?> value)
    {
        var run = EngineRun.Of(scope);
        foreach (var (name, column) in columns)
        {
            if (!value.TryGetValue(name, out object? written))
            {
                throw new InvalidOperationException($"The block of step '{step}' did not produce the output '{name}', but only {string.Join(", ", value.Keys)}.");
            }

            run.Column<object?>(column).Write(scope.Element, written);
        }
    }
}

/// <summary>For an output that nothing reads: the value is dropped at once, so that it does not outlive the call.</summary>
internal sealed class NoSink<T> : Sink<T>
{
    public override void Write(in StepScope scope, T value)
    {
    }
}

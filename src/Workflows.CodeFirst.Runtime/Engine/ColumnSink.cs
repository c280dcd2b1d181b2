using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Writes an output of a step into its column.</summary>
internal sealed class ColumnSink<T>(int column) : Sink<T>
{
    public override void Write(in StepScope scope, T value) => EngineRun.Of(scope).Column<T>(column).Write(scope.Element, value);
}

/// <summary>For an output that nothing reads: the value is dropped at once, so that it does not outlive the call.</summary>
internal sealed class NoSink<T> : Sink<T>
{
    public override void Write(in StepScope scope, T value)
    {
    }
}

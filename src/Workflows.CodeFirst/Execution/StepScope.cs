namespace Workflows.CodeFirst.Execution;

/// <summary>Which call of a step is meant: the state of a run and the element of the step's batch.</summary>
/// <param name="run">The state of the run.</param>
/// <param name="element">The position of the element, 0 for a scalar step.</param>
public readonly struct StepScope(RunState run, int element)
{
    /// <summary>The state of the run.</summary>
    public RunState Run { get; } = run;

    /// <summary>The position of the element, 0 for a scalar step.</summary>
    public int Element { get; } = element;
}

/// <summary>All values of one run of a compiled workflow. The engine derives its own.</summary>
public abstract class RunState
{
    private protected RunState()
    {
    }
}

using System.Runtime.ExceptionServices;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>
/// The steps of one layer that run at the same time, in one run. The caller's thread works too, so the group ends even if no other thread
/// has time for it; it ends when every step has ended, so nothing is left running.
/// </summary>
internal sealed class StepGroup(Program program, EngineRun run, int[] steps, SpareThreads threads)
{
    private readonly object gate = new();
    private int next = -1;
    private int open = steps.Length;
    private ExceptionDispatchInfo? failure;

    /// <summary>The position of the first step that failed, in the order of execution; <see cref="int.MaxValue"/> when none did.</summary>
    public int FailedAt { get; private set; } = int.MaxValue;

    /// <summary>Runs all steps, up to the first one that fails.</summary>
    public void Run()
    {
        for (int helpers = 1; helpers < steps.Length && threads.TryTake(); helpers++)
        {
            ThreadPool.QueueUserWorkItem(static group => group.Help(), this, preferLocal: false);
        }

        Work();
        lock (gate)
        {
            while (open > 0)
            {
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Throws what the first step that failed has thrown.</summary>
    public void ThrowIfFailed() => failure?.Throw();

    private void Help()
    {
        try
        {
            Work();
        }
        finally
        {
            threads.GiveBack();
        }
    }

    private void Work()
    {
        int i;
        while ((i = Interlocked.Increment(ref next)) < steps.Length)
        {
            // Steps are begun in their order: whoever comes after a failure would not have run, whoever comes before it is under way.
            if (Volatile.Read(ref failure) is null)
            {
                Run(steps[i]);
            }

            lock (gate)
            {
                if (--open == 0)
                {
                    Monitor.Pulse(gate);
                }
            }
        }
    }

    private void Run(int step)
    {
        try
        {
            program.ExecuteStep(run, step);
        }
        catch (Exception e)
        {
            lock (gate)
            {
                if (step < FailedAt)
                {
                    FailedAt = step;
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            }
        }
    }
}

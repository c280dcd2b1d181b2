namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Keeps the states of finished runs for the next ones. Lock-free; holds as many as run at the same time on a usual machine.</summary>
internal sealed class RunPool(Func<EngineRun> create)
{
    private readonly EngineRun?[] resting = new EngineRun?[2 * Environment.ProcessorCount];
    private EngineRun? first;

    public EngineRun Take()
    {
        if (Interlocked.Exchange(ref first, null) is { } run)
        {
            return run;
        }

        for (int i = 0; i < resting.Length; i++)
        {
            if (resting[i] is not null && Interlocked.Exchange(ref resting[i], null) is { } other)
            {
                return other;
            }
        }

        return create();
    }

    public void Return(EngineRun run)
    {
        run.Clear();
        if (Interlocked.CompareExchange(ref first, run, null) is null)
        {
            return;
        }

        for (int i = 0; i < resting.Length; i++)
        {
            if (resting[i] is null && Interlocked.CompareExchange(ref resting[i], run, null) is null)
            {
                return;
            }
        }
    }
}

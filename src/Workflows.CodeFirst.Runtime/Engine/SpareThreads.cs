namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>How many threads of the pool a compiled workflow may use besides those of its callers.</summary>
/// <param name="count">The number; 0 for none.</param>
internal sealed class SpareThreads(int count)
{
    private int free = count;

    /// <summary>Takes one; never waits.</summary>
    /// <returns>Whether one was left.</returns>
    public bool TryTake()
    {
        int known = Volatile.Read(ref free);
        while (known > 0)
        {
            int seen = Interlocked.CompareExchange(ref free, known - 1, known);
            if (seen == known)
            {
                return true;
            }

            known = seen;
        }

        return false;
    }

    /// <summary>Gives one back.</summary>
    public void GiveBack() => Interlocked.Increment(ref free);
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>Keeps run contexts for the next call. As many calls as like can run at once; only so many contexts are kept afterwards.</summary>
internal sealed class RunPool(Func<int, RunContext> create) : IDisposable
{
    private readonly int capacity = Math.Max(4, Environment.ProcessorCount);
    private readonly Lock access = new();
    private readonly List<RunContext> idle = [];
    private bool isDisposed;

    /// <summary>A context for that many images, for one call.</summary>
    public RunContext Rent(int batch)
    {
        lock (access)
        {
            // The one used last is the one whose memory is still in the cache.
            for (int i = idle.Count - 1; i >= 0; i--)
            {
                if (idle[i].Batch == batch)
                {
                    RunContext context = idle[i];
                    idle.RemoveAt(i);
                    return context;
                }
            }
        }

        return create(batch);
    }

    /// <summary>Takes a context back.</summary>
    public void Return(RunContext context)
    {
        RunContext? surplus = null;
        lock (access)
        {
            if (isDisposed)
            {
                surplus = context;
            }
            else
            {
                if (idle.Count == capacity)
                {
                    surplus = idle[0];
                    idle.RemoveAt(0);
                }

                idle.Add(context);
            }
        }

        surplus?.Dispose();
    }

    public void Dispose()
    {
        lock (access)
        {
            isDisposed = true;
            foreach (RunContext context in idle)
            {
                context.Dispose();
            }

            idle.Clear();
        }
    }
}

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Lets the frames of a video pass the steps that keep state in their order, while everything else of them runs at the same time.</summary>
/// <param name="steps">Number of steps of the workflow.</param>
internal sealed class FrameOrder(int steps)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, SemaphoreSlim> waiting = [];
    private readonly long[] turns = new long[steps];
    private long brokenAt = long.MaxValue;

    /// <summary>Waits until all frames before frame <paramref name="number"/> have passed a step.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled, or a frame before this one failed.</exception>
    public void Enter(int step, long number, CancellationToken cancellation)
    {
        while (true)
        {
            SemaphoreSlim signal;
            lock (gate)
            {
                if (number > brokenAt)
                {
                    throw new OperationCanceledException("A frame before this one failed.");
                }

                if (turns[step] == number)
                {
                    return;
                }

                if (!waiting.TryGetValue(number, out signal!))
                {
                    waiting.Add(number, signal = new(0));
                }
            }

            signal.Wait(cancellation);
        }
    }

    /// <summary>The frame has passed a step: the next one may enter.</summary>
    public void Leave(int step, long number)
    {
        lock (gate)
        {
            turns[step] = number + 1;
            if (waiting.TryGetValue(number + 1, out var signal))
            {
                signal.Release();
            }
        }
    }

    /// <summary>All steps of a frame have ended.</summary>
    public void Finish(long number)
    {
        lock (gate)
        {
            waiting.Remove(number);
        }
    }

    /// <summary>A frame failed: those after it end where they would have to wait for it.</summary>
    public void Break(long number)
    {
        lock (gate)
        {
            brokenAt = Math.Min(brokenAt, number);
            foreach (var signal in waiting.Values)
            {
                signal.Release();
            }
        }
    }
}

/// <summary>The place of one run among the frames of a video.</summary>
/// <param name="Order">The order of the frames.</param>
/// <param name="Number">The frame's number, from 0.</param>
internal sealed record FrameTicket(FrameOrder Order, long Number);

using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Runtime.Engine;

namespace Workflows.CodeFirst.Runtime;

public sealed partial class CompiledWorkflow
{
    /// <summary>Runs the workflow on the frames of one video or several.</summary>
    /// <param name="image">The input that takes the frames.</param>
    /// <param name="frames">The frames; the workflow does not dispose them. A frame must stay as it is until its result was given.</param>
    /// <param name="cancellation">Ends the enumeration and the runs in progress.</param>
    /// <returns>One result a frame, in the order of the frames.</returns>
    /// <inheritdoc cref="RunAsync(IInputSelector{IKind{Image}}, IAsyncEnumerable{Image}, IReadOnlyList{InputBinding}, CancellationToken)" path="/remarks"/>
    public IAsyncEnumerable<WorkflowResult> RunAsync(IInputSelector<IKind<Image>> image, IAsyncEnumerable<Image> frames, CancellationToken cancellation = default) =>
        RunAsync(image, frames, [], cancellation);

    /// <summary>Runs the workflow on the frames of one video or several.</summary>
    /// <param name="image">The input that takes the frames.</param>
    /// <param name="frames">The frames; the workflow does not dispose them. A frame must stay as it is until its result was given.</param>
    /// <param name="others">The values of the other inputs.</param>
    /// <param name="cancellation">Ends the enumeration and the runs in progress.</param>
    /// <returns>One result a frame, in the order of the frames.</returns>
    /// <remarks>
    /// As many frames as <see cref="WorkflowRuntimeOptions.DegreeOfParallelism"/> are worked on at the same time, and no more are asked for
    /// while their results wait to be taken. Frames pass the steps that keep state in their order, so results are what one frame at a time
    /// gives. An error comes in place of the result of its frame, and ends the enumeration; frames after it may have passed some of the
    /// steps. When the enumeration ends, however it ends, nothing of it is left running.
    /// </remarks>
    public async IAsyncEnumerable<WorkflowResult> RunAsync(
        IInputSelector<IKind<Image>> image,
        IAsyncEnumerable<Image> frames,
        IReadOnlyList<InputBinding> others,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(others);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var order = new FrameOrder(program.Steps.Length);
        var running = new Queue<Task<WorkflowResult>>();
        var source = frames.GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        long number = 0;
        bool isOver = false;
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                while (!isOver && running.Count < parallelism)
                {
                    next ??= source.MoveNextAsync().AsTask();
                    if (running.TryPeek(out var first) && await Task.WhenAny(next, first).ConfigureAwait(false) == first)
                    {
                        // A result is not held up by a source that is slow, or by one that fails later.
                        break;
                    }

                    if (next.IsFaulted && running.Count > 0)
                    {
                        break;
                    }

                    isOver = !await next.ConfigureAwait(false);
                    next = null;
                    if (!isOver)
                    {
                        running.Enqueue(Start(Arrange([image.Bind(source.Current), .. others]), new FrameTicket(order, number++), stop.Token));
                    }
                }

                if (running.Count == 0)
                {
                    break;
                }

                // Whatever the frame gives, what follows is asked for again only after that was taken.
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var left in running)
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<WorkflowResult> Start(InputBinding?[] given, FrameTicket ticket, CancellationToken cancellation) => Task.Factory.StartNew(
        () => RunFrame(given, ticket, cancellation),
        CancellationToken.None,
        TaskCreationOptions.DenyChildAttach | TaskCreationOptions.PreferFairness, // A frame waits for those before it, so they have to start first.
        TaskScheduler.Default);

    private WorkflowResult RunFrame(InputBinding?[] given, FrameTicket ticket, CancellationToken cancellation)
    {
        try
        {
            Enter();
            try
            {
                return Single(Execute(given, ticket, cancellation));
            }
            finally
            {
                Leave();
            }
        }
        catch
        {
            ticket.Order.Break(ticket.Number);
            throw;
        }
        finally
        {
            ticket.Order.Finish(ticket.Number);
        }
    }
}

using Workflows.CodeFirst.Runtime.Engine;
using Workflows.CodeFirst.Runtime.Serialization;

namespace Workflows.CodeFirst.Runtime;

/// <summary>A workflow that is ready to run, any number of times and from several threads at once. Blocks keep their state from run to run.</summary>
public sealed partial class CompiledWorkflow : IDisposable
{
    private readonly Program program;
    private readonly RunPool runs;
    private readonly InputReader inputs;
    private readonly TimeProvider clock;
    private readonly ResultShape shape;
    private readonly int parallelism;

    // Runs in progress, plus one until the workflow is disposed; at zero the blocks are disposed.
    private int users = 1;
    private int disposed;

    internal CompiledWorkflow(Workflow workflow, Program program, WorkflowRuntimeOptions options)
    {
        Workflow = workflow;
        this.program = program;
        clock = options.Clock;
        parallelism = options.DegreeOfParallelism;
        runs = new(() => program.CreateRun(options));
        inputs = new(program.Inputs, program.BatchLineage, program.Rules, new KindReaders(options), options.Compatibility);
        shape = new(program.Outputs, options.Compatibility);
    }

    /// <summary>The workflow.</summary>
    public Workflow Workflow { get; }

    /// <summary>Runs the workflow on one image, or on no image if it takes none.</summary>
    /// <param name="inputs">The values of the inputs; parameters that are missing have their defaults.</param>
    /// <exception cref="WorkflowRunException">An input is missing or wrong, or a step failed (then a <see cref="StepExecutionException"/>).</exception>
    /// <exception cref="ObjectDisposedException">The workflow was disposed.</exception>
    public WorkflowResult Run(params ReadOnlySpan<InputBinding> inputs) => Run(RunOptions.Default, inputs);

    /// <summary>Runs the workflow on one image, or on no image if it takes none.</summary>
    /// <param name="options">Cancellation and deadline.</param>
    /// <param name="inputs">The values of the inputs; parameters that are missing have their defaults.</param>
    /// <exception cref="WorkflowRunException">An input is missing or wrong, or a step failed (then a <see cref="StepExecutionException"/>).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    /// <exception cref="ObjectDisposedException">The workflow was disposed.</exception>
    public WorkflowResult Run(RunOptions options, params ReadOnlySpan<InputBinding> inputs) => Single(RunBatch(options, inputs));

    /// <summary>Runs the workflow on a batch of images.</summary>
    /// <param name="image">The input that takes the images.</param>
    /// <param name="images">The images, at least one.</param>
    /// <param name="others">The values of the other inputs.</param>
    /// <returns>One result an image, in the order of the images.</returns>
    /// <exception cref="WorkflowRunException">An input is missing or wrong, or a step failed (then a <see cref="StepExecutionException"/>).</exception>
    public IReadOnlyList<WorkflowResult> RunBatch(IInputSelector<IKind<Image>> image, IEnumerable<Image> images, params ReadOnlySpan<InputBinding> others)
    {
        ArgumentNullException.ThrowIfNull(image);
        return RunBatch(RunOptions.Default, [image.BindBatch(images), .. others]);
    }

    /// <summary>Runs the workflow.</summary>
    /// <param name="options">Cancellation and deadline.</param>
    /// <param name="inputs">The values of the inputs; parameters that are missing have their defaults.</param>
    /// <returns>One result an element of the batch that was given, one result if there was none.</returns>
    /// <exception cref="WorkflowRunException">An input is missing or wrong, or a step failed (then a <see cref="StepExecutionException"/>).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public IReadOnlyList<WorkflowResult> RunBatch(RunOptions options, params ReadOnlySpan<InputBinding> inputs)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Execute(Arrange(inputs), options);
    }

    /// <summary>
    /// Runs the workflow on inputs that are known by name only. Values may be what a typed run takes, or what JSON and command lines have:
    /// an image as path, base64 text, bytes or the object that results contain; a list is a batch where the input takes one.
    /// </summary>
    /// <param name="inputs">The values; names that the workflow does not know are ignored.</param>
    /// <param name="options">Cancellation and deadline; null for neither.</param>
    /// <returns>One result an element of the batch that was given, one result if there was none.</returns>
    /// <exception cref="WorkflowRunException">An input is missing or wrong, or a step failed (then a <see cref="StepExecutionException"/>).</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public IReadOnlyList<WorkflowResult> RunBatch(IReadOnlyDictionary<string, object?> inputs, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var given = new InputBinding?[program.Inputs.Length];
        for (int i = 0; i < given.Length; i++)
        {
            if (inputs.TryGetValue(program.Inputs[i].Input.Name, out object? value))
            {
                given[i] = UntypedInputs.Bind(program.Inputs[i].Input, value);
            }
        }

        return Execute(given, options ?? RunOptions.Default);
    }

    /// <summary>Disposes the blocks, after the runs in progress. Further runs fail.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            Leave();
        }
    }

    /// <summary>The bindings in the order of the inputs.</summary>
    private InputBinding?[] Arrange(ReadOnlySpan<InputBinding> inputs)
    {
        var given = new InputBinding?[program.Inputs.Length];
        foreach (var binding in inputs)
        {
            int index = Array.FindIndex(program.Inputs, input => input.Input.Name == binding.Name);
            if (index < 0)
            {
                throw new ArgumentException(
                    $"The workflow has no input named '{binding.Name}'. {Suggestions.DidYouMean(binding.Name, program.Inputs.Select(input => input.Input.Name))
                        ?? $"Its inputs: {string.Join(", ", program.Inputs.Select(input => $"'{input.Input.Name}'"))}."}",
                    nameof(inputs));
            }

            given[index] = binding;
        }

        return given;
    }

    private static WorkflowResult Single(IReadOnlyList<WorkflowResult> results) => results.Count == 1
        ? results[0]
        : throw new InvalidOperationException($"The run gave {results.Count} results, one for each element of the batch: use {nameof(RunBatch)}.");

    private WorkflowResult[] Execute(InputBinding?[] given, RunOptions options)
    {
        Enter();
        try
        {
            if (options.Timeout is not { } timeout)
            {
                return Execute(given, null, options.Cancellation);
            }

            using var deadline = new CancellationTokenSource(timeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(options.Cancellation, deadline.Token);
            try
            {
                return Execute(given, null, both.Token);
            }
            catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !options.Cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"The workflow did not finish within {timeout}.", e);
            }
        }
        finally
        {
            Leave();
        }
    }

    private WorkflowResult[] Execute(InputBinding?[] given, FrameTicket? ticket, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Telemetry.IsWatched ? ExecuteWatched(given, ticket, cancellation) : ExecuteNow(given, ticket, cancellation);
    }

    private WorkflowResult[] ExecuteWatched(InputBinding?[] given, FrameTicket? ticket, CancellationToken cancellation) =>
        Telemetry.ExecuteRun(Workflow.Name, ticket, () => ExecuteNow(given, ticket, cancellation));

    private WorkflowResult[] ExecuteNow(InputBinding?[] given, FrameTicket? ticket, CancellationToken cancellation)
    {
        var run = runs.Take();
        try
        {
            run.Begin(cancellation, ticket);
            inputs.Read(run, given);
            program.Execute(run);
            return shape.Read(run, program.CountResults(run));
        }
        finally
        {
            runs.Return(run);
        }
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        int known;
        do
        {
            known = Volatile.Read(ref users);
            ObjectDisposedException.ThrowIf(known == 0, this);
        }
        while (Interlocked.CompareExchange(ref users, known + 1, known) != known);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            foreach (var step in program.Steps)
            {
                (step.Block as IDisposable)?.Dispose();
            }
        }
    }
}

using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>A block that decides, element by element, which of the steps it names go on.</summary>
/// <typeparam name="TArguments">The generated arguments of the block version.</typeparam>
public abstract class FlowBlock<TArguments> : Block, IBlock
    where TArguments : struct, IElementArguments<TArguments>
{
    static BlockManifest IBlock.Manifest => TArguments.Manifest;

    /// <summary>Decides for one element.</summary>
    /// <param name="arguments">The values of the properties; the steps to go to are among them.</param>
    /// <param name="context">The step, cancellation, the clock.</param>
    public abstract FlowDecision Run(in TArguments arguments, BlockContext context);

    internal override IStepRunner Bind(ArgumentBinder arguments, ResultBinder results) => new Runner(this, TArguments.Bind(arguments));

    private sealed class Runner(FlowBlock<TArguments> block, ArgumentReader<TArguments> reader) : IStepRunner
    {
        public void Run(RunState run, StepFrame frame)
        {
            for (int i = 0; i < frame.Count; i++)
            {
                frame.Context.Cancellation.ThrowIfCancellationRequested();
                int element = frame[i];
                var decision = block.Run(reader.Read(new StepScope(run, element)), frame.Context);
                foreach (var target in decision.Targets)
                {
                    frame.Select(target.Branch, element);
                }
            }
        }
    }
}

/// <summary>A step that a <see cref="FlowBlock{TArguments}"/> may let run; the engine makes it of a property's <c>$steps.x</c>.</summary>
public sealed class StepTarget
{
    internal StepTarget(string stepName, int branch)
    {
        StepName = stepName;
        Branch = branch;
    }

    /// <summary>The step's name.</summary>
    public string StepName { get; }

    /// <summary>Numbers what is selected together: the targets of one list property share a branch.</summary>
    internal int Branch { get; }
}

/// <summary>What a <see cref="FlowBlock{TArguments}"/> decided for one element.</summary>
public readonly struct FlowDecision
{
    private readonly StepTarget? single;
    private readonly IReadOnlyList<StepTarget>? several;

    private FlowDecision(StepTarget? single, IReadOnlyList<StepTarget>? several)
    {
        this.single = single;
        this.several = several;
    }

    /// <summary>None of the targets runs.</summary>
    public static FlowDecision Stop => default;

    internal TargetEnumerator Targets => new(this);

    /// <summary>One target runs.</summary>
    /// <param name="target">The target.</param>
    public static FlowDecision GoTo(StepTarget target) => new(target, null);

    /// <summary>Several targets run.</summary>
    /// <param name="targets">The targets.</param>
    public static FlowDecision GoTo(IReadOnlyList<StepTarget> targets) => new(null, targets);

    internal struct TargetEnumerator(FlowDecision decision)
    {
        private int next;

        public StepTarget Current { get; private set; } = null!;

        public readonly TargetEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (decision.several is { } several)
            {
                if (next < several.Count)
                {
                    Current = several[next++];
                    return true;
                }
            }
            else if (decision.single is { } single && next++ == 0)
            {
                Current = single;
                return true;
            }

            return false;
        }
    }
}

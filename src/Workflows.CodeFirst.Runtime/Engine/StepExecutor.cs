using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Runs one step of a compiled workflow: chooses the elements, prepares the outputs, calls the block.</summary>
internal sealed class StepExecutor
{
    private readonly CompiledStep step;
    private readonly IStepRunner runner;
    private readonly int position;
    private readonly int runsOver;
    private readonly int children;
    private readonly int[] outputs;
    private readonly Requirements requirements;
    private readonly Guard[] guards;
    private readonly Guard[] childGuards;
    private readonly LineageNode? guardedChildren;
    private readonly bool decides;

    public StepExecutor(CompiledStep step, Block block, IStepRunner runner, Requirements requirements, Guard[] guards)
    {
        this.step = step;
        this.runner = runner;
        this.requirements = requirements;
        Block = block;
        KeepsState = block.KeepsState;
        position = step.Position;
        runsOver = step.RunsOver.Number;
        children = step.Expands ? step.Outputs.Number : -1;
        outputs = [.. step.Columns];
        decides = !step.Plan.Branches.IsEmpty;

        // What was decided on deeper than the step runs hides children of its elements, not the elements.
        this.guards = Array.FindAll(guards, guard => guard.Lineage.Depth <= step.RunsOver.Depth);
        childGuards = Array.FindAll(guards, guard => guard.Lineage.Depth > step.RunsOver.Depth);
        guardedChildren = childGuards.Length > 0 ? childGuards[0].Lineage : null;
    }

    /// <summary>The implementation.</summary>
    public Block Block { get; }

    /// <summary>Whether the block remembers something from run to run.</summary>
    public bool KeepsState { get; }

    /// <summary>The step.</summary>
    public Step Step => step.Plan.Step;

    /// <summary>A frame for the step in one run.</summary>
    public StepFrame CreateFrame(WorkflowRuntimeOptions options) =>
        new(new BlockContext(Step.Name, options.Clock, options.Compatibility), step.Plan.Branches.Length);

    /// <summary>Runs the step.</summary>
    public void Execute(EngineRun run)
    {
        if (KeepsState && run.Ticket is { } ticket)
        {
            ticket.Order.Enter(position, ticket.Number, run.Cancellation);
            ExecuteNow(run);
            ticket.Order.Leave(position, ticket.Number);
            return;
        }

        ExecuteNow(run);
    }

    private void ExecuteNow(EngineRun run)
    {
        var frame = run.Frames[position];
        int count = run.Lineages[runsOver].Count;
        Choose(run, frame, count);

        bool expands = children >= 0;
        foreach (int column in outputs)
        {
            run.Columns[column].Begin(expands ? 0 : count, sparse: !expands && !frame.IsComplete);
        }

        if (expands)
        {
            frame.BeginChildren(count);
        }

        if (decides)
        {
            frame.BeginBranches(count);
        }

        if (frame.Count > 0)
        {
            Run(run, frame);
        }

        if (expands)
        {
            run.Lineages[children].Set(frame.EndAllChildren(count));
        }
    }

    private void Run(EngineRun run, StepFrame frame)
    {
        if (!KeepsState)
        {
            runner.Run(run, frame);
            return;
        }

        lock (Block)
        {
            runner.Run(run, frame);
        }
    }

    /// <summary>Chooses the elements that no branch excludes and for which everything that the block needs is there.</summary>
    private void Choose(EngineRun run, StepFrame frame, int count)
    {
        if (guards.Length == 0 && childGuards.Length == 0 && requirements.AreMet(run))
        {
            frame.ChooseAll(count);
            return;
        }

        bool[]? gate = guards.Length > 0 ? Gate(run, guards, step.RunsOver, run.GateMemory(position, count), count) : null;
        run.ChildGates[position] = null;
        if (guardedChildren is not null)
        {
            int childCount = run.Lineages[guardedChildren.Number].Count;
            run.ChildGates[position] = Gate(run, childGuards, guardedChildren, run.ChildGateMemory(position, childCount), childCount);
        }

        // A block on batches that wants to see missing elements is called for all, and sees nothing where the branch was not taken.
        bool seesAll = step.Plan.Step.Manifest.Batch.AcceptsEmptyValues && step.Plan.IsBatchOriented;
        run.Gates[position] = seesAll ? gate : null;
        frame.ChooseNone(count);
        if (!requirements.ScalarsAreMet(run))
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            if ((seesAll || gate is null || gate[i]) && requirements.AreMet(run, i))
            {
                frame.Choose(i);
            }
        }

        if (frame.Count == count)
        {
            frame.ChooseAll(count);
        }
    }

    private static bool[] Gate(EngineRun run, Guard[] guards, LineageNode target, bool[] gate, int count)
    {
        var open = gate.AsSpan(0, count);
        open.Fill(true);
        foreach (var guard in guards)
        {
            guard.Apply(run, target, open);
        }

        return gate;
    }
}

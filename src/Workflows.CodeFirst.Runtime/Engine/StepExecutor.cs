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
    private readonly StepGate? gate;
    private readonly LineageNode? givenChildren;
    private readonly ReferenceRules? rules;
    private readonly bool seesAll;
    private readonly bool decides;

    public StepExecutor(CompiledStep step, Block block, IStepRunner runner, Requirements requirements, StepGate? gate, ReferenceRules? rules)
    {
        this.step = step;
        this.runner = runner;
        this.requirements = requirements;
        this.gate = gate;
        this.rules = rules;
        Block = block;
        KeepsState = block.KeepsState;
        position = step.Position;
        runsOver = step.RunsOver.Number;
        children = step.Expands ? step.Outputs.Number : -1;
        outputs = [.. step.Columns];
        decides = !step.Plan.Branches.IsEmpty;
        givenChildren = step.Children;

        // A block on batches that wants to see missing elements is called for all, and sees nothing where the branch was not taken.
        seesAll = step.Plan.Step.Manifest.Batch.AcceptsEmptyValues && step.Plan.IsBatchOriented;
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
        rules?.BeforeRun(run);
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

        rules?.AfterRun(frame);
        if (expands)
        {
            bool wasSkipped = frame.Count == 0 && !step.Plan.IsBatchOriented;
            run.Lineages[children].Set(frame.EndAllChildren(count), isRegistered: !wasSkipped);
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
        run.Gates[position] = null;
        run.ChildGates[position] = null;
        bool isSpecial = rules is { NeverRuns: true } or { RunsForFirstOnly: true };
        if (gate is null && !isSpecial && requirements.AreMet(run))
        {
            frame.ChooseAll(count);
            return;
        }

        int childCount = givenChildren is null ? 0 : run.Lineages[givenChildren.Number].Count;
        bool[] elements = run.GateMemory(position, count);
        bool[] ofElements = run.ChildGateMemory(position, childCount);
        elements.AsSpan(0, count).Fill(true);
        ofElements.AsSpan(0, childCount).Fill(true);
        gate?.Close(run, elements.AsSpan(0, count), ofElements.AsSpan(0, childCount));
        requirements.CloseChildren(run, ofElements.AsSpan(0, childCount));
        run.Gates[position] = seesAll ? elements : null;
        run.ChildGates[position] = givenChildren is null ? null : ofElements;
        frame.ChooseNone(count);
        if (rules is { NeverRuns: true } || !requirements.ScalarsAreMet(run) || (requirements.NeedsChild && !ofElements.AsSpan(0, childCount).Contains(true)))
        {
            return;
        }

        int end = rules is { RunsForFirstOnly: true } ? Math.Min(count, 1) : count;
        for (int i = 0; i < end; i++)
        {
            if ((seesAll || elements[i]) && requirements.AreMet(run, i))
            {
                frame.Choose(i);
            }
        }

        if (frame.Count == count)
        {
            frame.ChooseAll(count);
        }
    }
}

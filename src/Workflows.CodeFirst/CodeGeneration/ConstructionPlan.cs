using System.Collections.Immutable;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>In which order steps can be constructed in code, and which of them a workflow has to be told of.</summary>
internal sealed class ConstructionPlan
{
    private readonly WorkflowPlan plan;

    private ConstructionPlan(WorkflowPlan plan, bool[] live)
    {
        this.plan = plan;
        Order = FindOrder(live);
        Roots = FindRoots(live);
        UsedInputs = FindInputs(live);
    }

    /// <summary>Positions of the live steps: each after the steps whose outputs it takes, and after those that it sends the flow to.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>Positions of the live steps that cannot be discovered from the outputs.</summary>
    public ImmutableArray<int> Roots { get; }

    /// <summary>Positions of the inputs that live steps and outputs refer to.</summary>
    public HashSet<int> UsedInputs { get; }

    /// <exception cref="NotSupportedException">Steps need one another to be constructed.</exception>
    public static ConstructionPlan Of(WorkflowPlan plan, bool[] live) => new(plan, live);

    /// <summary>The steps that an instance of a step holds: sources of its data, targets of its flow.</summary>
    private IEnumerable<int> Held(int step)
    {
        foreach (var property in plan.Steps[step].Properties)
        {
            foreach (var reference in property.References)
            {
                if (reference.SourceStep >= 0)
                {
                    yield return reference.SourceStep;
                }
            }
        }

        foreach (var branch in plan.Steps[step].Branches)
        {
            foreach (int target in branch.Targets)
            {
                yield return target;
            }
        }
    }

    private ImmutableArray<int> FindOrder(bool[] live)
    {
        var order = ImmutableArray.CreateBuilder<int>();
        var state = new byte[live.Length];
        var pending = new Stack<(int Step, bool Leaving)>();
        for (int root = 0; root < live.Length; root++)
        {
            pending.Push((root, false));
            while (pending.TryPop(out var next))
            {
                if (next.Leaving)
                {
                    state[next.Step] = 2;
                    order.Add(next.Step);
                }
                else if (live[next.Step] && state[next.Step] == 0)
                {
                    state[next.Step] = 1;
                    pending.Push((next.Step, true));
                    foreach (int held in Held(next.Step).Reverse())
                    {
                        if (state[held] == 1)
                        {
                            throw new NotSupportedException($"Step '{plan.Steps[held].Step.Name}' sends the flow to a step that takes its output: code cannot construct either first.");
                        }

                        pending.Push((held, false));
                    }
                }
            }
        }

        return order.ToImmutable();
    }

    private ImmutableArray<int> FindRoots(bool[] live)
    {
        bool[] found = new bool[live.Length];
        foreach (var output in plan.Outputs)
        {
            if (output.SourceStep >= 0)
            {
                Discover(output.SourceStep, found);
            }
        }

        // Last first: what a later step holds need not be told of.
        var roots = ImmutableArray.CreateBuilder<int>();
        foreach (int step in Order.Reverse())
        {
            if (!found[step])
            {
                roots.Add(step);
                Discover(step, found);
            }
        }

        roots.Reverse();
        return roots.ToImmutable();
    }

    private void Discover(int step, bool[] found)
    {
        var pending = new Stack<int>([step]);
        while (pending.TryPop(out int next))
        {
            if (!found[next])
            {
                found[next] = true;
                foreach (int held in Held(next))
                {
                    pending.Push(held);
                }
            }
        }
    }

    private HashSet<int> FindInputs(bool[] live)
    {
        var used = new HashSet<int>();
        foreach (var output in plan.Outputs)
        {
            used.Add(output.SourceInput);
        }

        for (int i = 0; i < live.Length; i++)
        {
            if (live[i])
            {
                foreach (var property in plan.Steps[i].Properties)
                {
                    used.UnionWith(property.References.Select(static reference => reference.SourceInput));
                }
            }
        }

        used.Remove(-1);
        return used;
    }
}

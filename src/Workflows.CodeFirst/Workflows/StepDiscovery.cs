using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>Finds the inputs and steps that a value depends on, each after what it needs. Not recursive, so a chain may be as long as it likes.</summary>
internal sealed class StepDiscovery
{
    private readonly ImmutableArray<WorkflowInput>.Builder inputs;
    private readonly ImmutableArray<Step>.Builder steps;
    private readonly Dictionary<string, WorkflowInput> inputsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Step> stepsByName = new(StringComparer.Ordinal);

    public StepDiscovery(ImmutableArray<WorkflowInput> knownInputs, ImmutableArray<Step> knownSteps)
    {
        inputs = knownInputs.ToBuilder();
        steps = knownSteps.ToBuilder();
        foreach (var input in knownInputs)
        {
            inputsByName.TryAdd(input.Name, input);
        }

        foreach (var step in knownSteps)
        {
            stepsByName.TryAdd(step.Name, step);
        }
    }

    public ImmutableArray<WorkflowInput> Inputs => inputs.ToImmutable();

    public ImmutableArray<Step> Steps => steps.ToImmutable();

    public void Add(ISelector selector)
    {
        switch (selector.Target)
        {
            case Step step:
                Add(step);
                break;
            case WorkflowInput input:
                AddInput(input);
                break;
        }
    }

    /// <summary>Adds a step after everything that it depends on. Targets of flow control follow the step that decides on them.</summary>
    public void Add(Step root)
    {
        var pending = new Stack<(Step Step, bool DependenciesAdded)>();
        pending.Push((root, false));
        while (pending.TryPop(out var next))
        {
            if (next.DependenciesAdded)
            {
                steps.Add(next.Step);
                foreach (var value in next.Step.Values)
                {
                    PushTargets(value, pending);
                }

                continue;
            }

            if (stepsByName.TryGetValue(next.Step.Name, out var known))
            {
                if (!ReferenceEquals(known, next.Step))
                {
                    throw new WorkflowException(WorkflowErrors.Duplicate(
                        "step",
                        next.Step.Name,
                        "The With… methods return copies: refer to one copy everywhere, or give the steps different names."));
                }

                continue;
            }

            // Registered before its dependencies are: steps are immutable, so only flow control can lead back here.
            stepsByName.Add(next.Step.Name, next.Step);
            pending.Push((next.Step, true));
            foreach (var value in next.Step.Values)
            {
                AddInputs(value);
            }

            for (int i = next.Step.Values.Length - 1; i >= 0; i--)
            {
                PushDependencies(next.Step.Values[i], pending);
            }
        }
    }

    private void AddInputs(PropertyValue? value)
    {
        switch (value)
        {
            case PropertyValue.Reference { Selector.Target: WorkflowInput input }:
                AddInput(input);
                break;
            case PropertyValue.List list:
                foreach (var item in list.Items)
                {
                    AddInputs(item);
                }

                break;
            case PropertyValue.Dictionary dictionary:
                foreach (var entry in dictionary.Entries)
                {
                    AddInputs(entry.Value);
                }

                break;
        }
    }

    /// <summary>Last first, so that the first comes off the stack first.</summary>
    private static void PushDependencies(PropertyValue? value, Stack<(Step Step, bool DependenciesAdded)> pending)
    {
        switch (value)
        {
            case PropertyValue.Reference { Selector.Target: Step step }:
                pending.Push((step, false));
                break;
            case PropertyValue.List list:
                for (int i = list.Items.Length - 1; i >= 0; i--)
                {
                    PushDependencies(list.Items[i], pending);
                }

                break;
            case PropertyValue.Dictionary dictionary:
                for (int i = dictionary.Entries.Length - 1; i >= 0; i--)
                {
                    PushDependencies(dictionary.Entries[i].Value, pending);
                }

                break;
        }
    }

    private static void PushTargets(PropertyValue? value, Stack<(Step Step, bool DependenciesAdded)> pending)
    {
        switch (value)
        {
            case PropertyValue.Target { Step: { } step }:
                pending.Push((step, false));
                break;
            case PropertyValue.List list:
                foreach (var item in list.Items)
                {
                    PushTargets(item, pending);
                }

                break;
            case PropertyValue.Dictionary dictionary:
                foreach (var entry in dictionary.Entries)
                {
                    PushTargets(entry.Value, pending);
                }

                break;
        }
    }

    private void AddInput(WorkflowInput input)
    {
        if (!inputsByName.TryGetValue(input.Name, out var known))
        {
            inputsByName.Add(input.Name, input);
            inputs.Add(input);
        }
        else if (!ReferenceEquals(known, input) && !SameDeclaration(known, input))
        {
            throw new WorkflowException(WorkflowErrors.Duplicate("input", input.Name, "Declare an input once and use it everywhere."));
        }
    }

    private static bool SameDeclaration(WorkflowInput left, WorkflowInput right) =>
        left.Type == right.Type
        && left.Dimensionality == right.Dimensionality
        && left.Kinds.AsSpan().SequenceEqual(right.Kinds.AsSpan())
        && left.DefaultValue.GetRawText() == right.DefaultValue.GetRawText();
}

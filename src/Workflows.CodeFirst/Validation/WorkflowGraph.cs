using System.Collections.Immutable;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>The resolved references of a workflow: which property reads which input or output, and which step may send the flow where.</summary>
internal sealed class WorkflowGraph
{
    // The position of a value that stands in no list and no dictionary.
    private const int NoPosition = -1;

    private const string Context = "workflow_compilation | execution_graph_construction";

    private readonly Workflow workflow;
    private readonly Dictionary<string, int> inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> steps = new(StringComparer.Ordinal);
    private readonly ImmutableArray<WorkflowError>.Builder errors = ImmutableArray.CreateBuilder<WorkflowError>();
    private readonly List<Reference>[][] references;
    private readonly List<(int Property, string BranchName, int Target)>[] targets;

    private WorkflowGraph(Workflow workflow)
    {
        this.workflow = workflow;
        references = new List<Reference>[workflow.Steps.Length][];
        targets = new List<(int, string, int)>[workflow.Steps.Length];
        for (int i = 0; i < workflow.Inputs.Length; i++)
        {
            inputs[workflow.Inputs[i].Name] = i;
        }

        for (int i = 0; i < workflow.Steps.Length; i++)
        {
            steps[workflow.Steps[i].Name] = i;
        }
    }

    public Workflow Workflow => workflow;

    /// <summary>The outputs, resolved; their lineages are not known yet.</summary>
    public ImmutableArray<OutputPlan> Outputs { get; private set; } = [];

    /// <exception cref="WorkflowException">A reference is wrong.</exception>
    public static WorkflowGraph Build(Workflow workflow)
    {
        var graph = new WorkflowGraph(workflow);
        for (int i = 0; i < workflow.Steps.Length && graph.errors.Count < WorkflowErrors.Most; i++)
        {
            graph.ResolveStep(i);
        }

        graph.ThrowIfWrong();
        graph.Outputs = graph.ResolveOutputs();
        graph.ThrowIfWrong();
        graph.CheckStepNames();
        graph.ThrowIfWrong();
        return graph;
    }

    /// <summary>The references of a property, in the order in which they were written.</summary>
    public IReadOnlyList<Reference> ReferencesOf(int step, int property) => references[step][property];

    /// <summary>The branches that a step decides on.</summary>
    public ImmutableArray<Branch> BranchesOf(int step) =>
        [.. targets[step].GroupBy(target => target.BranchName).Select(group => new Branch(step, group.Key, [.. group.Select(target => target.Target)]))];

    /// <summary>The steps that have to run before a step, for its data or because they decide on it.</summary>
    public IEnumerable<int> Predecessors(int step) => predecessors![step];

    private List<int>[]? predecessors;

    /// <summary>Orders the steps into layers, by their longest way from the inputs.</summary>
    /// <exception cref="WorkflowException">Steps depend on one another in a circle.</exception>
    public ImmutableArray<ImmutableArray<int>> Layers()
    {
        int count = workflow.Steps.Length;
        predecessors = new List<int>[count];
        var successors = new List<int>[count];
        for (int i = 0; i < count; i++)
        {
            predecessors[i] = [];
            successors[i] = [];
        }

        for (int i = 0; i < count; i++)
        {
            foreach (var property in references[i])
            {
                foreach (var reference in property)
                {
                    if (reference.SourceStep >= 0)
                    {
                        predecessors[i].Add(reference.SourceStep);
                        successors[reference.SourceStep].Add(i);
                    }
                }
            }

            foreach (var (_, _, target) in targets[i])
            {
                predecessors[target].Add(i);
                successors[i].Add(target);
            }
        }

        var layers = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        int[] missing = [.. predecessors.Select(list => list.Count)];
        var ready = Enumerable.Range(0, count).Where(step => missing[step] == 0).ToList();
        int placed = 0;
        while (ready.Count > 0)
        {
            ready.Sort();
            layers.Add([.. ready]);
            placed += ready.Count;
            var next = new List<int>();
            foreach (int step in ready)
            {
                foreach (int successor in successors[step])
                {
                    if (--missing[successor] == 0)
                    {
                        next.Add(successor);
                    }
                }
            }

            ready = next;
        }

        return placed == count ? layers.ToImmutable() : throw Cycle(missing);
    }

    private WorkflowException Cycle(int[] missing)
    {
        // Every step that is left has a predecessor that is left: going back long enough runs into the circle.
        int step = Array.FindIndex(missing, left => left > 0);
        var way = new List<int>();
        var passed = new HashSet<int>();
        while (passed.Add(step))
        {
            way.Add(step);
            step = predecessors![step].First(before => missing[before] > 0);
        }

        way.RemoveRange(0, way.IndexOf(step));
        way.Reverse();
        string circle = string.Join(" -> ", way.Append(way[0]).Select(i => workflow.Steps[i].Name));
        return new WorkflowException(new WorkflowError
        {
            Code = WorkflowErrorCodes.Cycle,
            Error = "ExecutionGraphStructureError",
            Message = $"Steps depend on one another in a cycle: {circle}.",
            Path = JsonPath.Root.Member("steps").Element(way[0]).ToString(),
            Step = workflow.Steps[way[0]].Name,
            Context = Context,
        });
    }

    private void ResolveStep(int index)
    {
        var step = workflow.Steps[index];
        references[index] = new List<Reference>[step.Values.Length];
        targets[index] = [];
        for (int property = 0; property < step.Values.Length; property++)
        {
            references[index][property] = [];
            Resolve(index, property, step.Values[property], null, NoPosition);
        }
    }

    private void Resolve(int step, int property, PropertyValue? value, string? key, int position)
    {
        switch (value)
        {
            case PropertyValue.Reference reference:
                ResolveReference(step, property, reference.Selector.Text, key, position);
                break;
            case PropertyValue.Target target:
                ResolveTarget(step, property, target, key, position);
                break;
            case PropertyValue.List list:
                for (int i = 0; i < list.Items.Length; i++)
                {
                    Resolve(step, property, list.Items[i], null, i);
                }

                break;
            case PropertyValue.Dictionary dictionary:
                for (int i = 0; i < dictionary.Entries.Length; i++)
                {
                    Resolve(step, property, dictionary.Entries[i].Value, dictionary.Entries[i].Key, i);
                }

                break;
        }
    }

    private void ResolveReference(int step, int property, string selector, string? key, int position)
    {
        var manifest = workflow.Steps[step].Manifest.Properties[property];
        var parts = SelectorText.Parse(selector);
        switch (parts.Form)
        {
            case SelectorForm.Input when inputs.TryGetValue(parts.Name, out int input):
                CheckKinds(new(step, manifest, key, position), selector, workflow.Inputs[input].Kinds);
                references[step][property].Add(new(selector, key, Math.Max(position, 0), -1, input, null, Lineage.Scalar));
                break;
            case SelectorForm.StepOutput when steps.TryGetValue(parts.Name, out int source):
                if (StepOutputs.KindsOf(workflow.Steps[source], parts.Output!) is { } kinds)
                {
                    CheckKinds(new(step, manifest, key, position), selector, kinds);
                    references[step][property].Add(new(selector, key, Math.Max(position, 0), source, -1, parts.Output, Lineage.Scalar));
                }
                else
                {
                    Report(
                        new(step, manifest, key, position),
                        WorkflowErrorCodes.UnknownReference,
                        "ExecutionGraphStructureError",
                        $"'{selector}' names an output that step '{parts.Name}' ({workflow.Steps[source].Manifest.Type}) does not have.",
                        StepOutputs.Suggest(workflow.Steps[source], parts.Output!));
                }

                break;
            default:
                ReportUnknown(new(step, manifest, key, position), selector, parts);
                break;
        }
    }

    private void ResolveTarget(int step, int property, PropertyValue.Target target, string? key, int position)
    {
        var manifest = workflow.Steps[step].Manifest.Properties[property];
        if (!steps.TryGetValue(target.StepName, out int found))
        {
            ReportUnknown(new(step, manifest, key, position), target.Text, new(SelectorForm.Step, target.StepName, null));
        }
        else if (!AcceptsTargets(manifest))
        {
            Report(
                new(step, manifest, key, position),
                WorkflowErrorCodes.InvalidFlowControl,
                "ExecutionGraphStructureError",
                $"'{target.Text}' names a step, but '{manifest.Name}' takes a value, not a step to go to.",
                $"Name one of its outputs, as in {target.Text}.{workflow.Steps[found].Manifest.Outputs.FirstOrDefault()?.Name ?? "<output>"}.");
        }
        else if (targets[step].Exists(known => known.Target == found))
        {
            Report(
                new(step, manifest, key, position),
                WorkflowErrorCodes.InvalidFlowControl,
                "ExecutionGraphStructureError",
                $"Step '{workflow.Steps[step].Name}' sends the flow to '{target.Text}' more than once.",
                null);
        }
        else
        {
            targets[step].Add((property, key is null ? manifest.Name : $"{manifest.Name}[{key}]", found));
        }
    }

    private static bool AcceptsTargets(PropertyManifest property)
    {
        foreach (var alternative in property.Accepts)
        {
            if (alternative is StepTargetAlternative || (alternative is LiteralAlternative literal && literal.Items.Any(item => item is StepTargetAlternative)))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckKinds(Place place, string selector, ImmutableArray<string> actual)
    {
        var accepted = place.Property.Kinds;
        if (accepted.Contains("*") || actual.Contains("*") || accepted.Any(kind => actual.Contains(kind)))
        {
            return;
        }

        Report(
            place,
            WorkflowErrorCodes.KindMismatch,
            "ReferenceTypeError",
            $"'{selector}' is of kind {Join(actual)}, but '{place.Property.Name}' of step '{workflow.Steps[place.Step].Name}' accepts {Join(accepted)}.",
            null);
    }

    private ImmutableArray<OutputPlan> ResolveOutputs()
    {
        var outputs = ImmutableArray.CreateBuilder<OutputPlan>(workflow.Outputs.Length);
        for (int i = 0; i < workflow.Outputs.Length && errors.Count < WorkflowErrors.Most; i++)
        {
            var output = workflow.Outputs[i];
            var parts = SelectorText.ParseOutput(output.Selector.Text);
            if (parts.Form == SelectorForm.Input && inputs.TryGetValue(parts.Name, out int input))
            {
                outputs.Add(new(output, -1, input, null, workflow.Inputs[input].Kinds, Lineage.Scalar));
            }
            else if (parts.Form == SelectorForm.StepOutput && steps.TryGetValue(parts.Name, out int step))
            {
                if (parts.Output == "*")
                {
                    outputs.Add(new(output, step, -1, "*", ["dictionary"], Lineage.Scalar));
                }
                else if (StepOutputs.KindsOf(workflow.Steps[step], parts.Output!) is { } kinds)
                {
                    outputs.Add(new(output, step, -1, parts.Output, kinds, Lineage.Scalar));
                }
                else
                {
                    ReportOutput(
                        i,
                        $"'{output.Selector.Text}' names an output that step '{parts.Name}' ({workflow.Steps[step].Manifest.Type}) does not have.",
                        StepOutputs.Suggest(workflow.Steps[step], parts.Output!));
                }
            }
            else
            {
                bool bareStep = parts.Form == SelectorForm.Step && steps.ContainsKey(parts.Name);
                ReportOutput(
                    i,
                    bareStep
                        ? $"'{output.Selector.Text}' names a step, not a value."
                        : $"'{output.Selector.Text}' points to nothing: there is no such {(parts.Form == SelectorForm.Input ? "input" : "step")}.",
                    bareStep ? $"Name one of its outputs, or all of them as {output.Selector.Text}.*" : SuggestName(parts),
                    bareStep ? "AssumptionError" : "InvalidReferenceTargetError",
                    bareStep ? $"{Context} | retrieving_compiled_node" : Context);
            }
        }

        return outputs.ToImmutable();
    }

    /// <summary>Selectors are taken apart at their dots, so a step whose name has one cannot be found by any.</summary>
    private void CheckStepNames()
    {
        for (int i = 0; i < workflow.Steps.Length && errors.Count < WorkflowErrors.Most; i++)
        {
            string name = workflow.Steps[i].Name;
            if (name.Contains('.', StringComparison.Ordinal))
            {
                errors.Add(new WorkflowError
                {
                    Code = WorkflowErrorCodes.InvalidValue,
                    Error = "AssumptionError",
                    Message = $"The step name '{name}' contains a dot, which separates the parts of selectors.",
                    Path = JsonPath.Root.Member("steps").Element(i).Member("name").ToString(),
                    Step = name,
                    Suggestion = $"Name it '{name.Replace('.', '_')}'.",
                    Context = $"{Context} | retrieving_predecessors_for_output",
                });
            }
        }
    }

    private void ReportUnknown(Place place, string selector, SelectorParts parts)
    {
        if (errors.Count >= WorkflowErrors.Most)
        {
            return;
        }

        string what = parts.Form switch
        {
            SelectorForm.Input => $"there is no input named '{parts.Name}'",
            SelectorForm.Other => "a selector is $inputs.<name> or $steps.<step>.<output>",
            _ => $"there is no step named '{parts.Name}'",
        };
        Report(
            place,
            WorkflowErrorCodes.UnknownReference,
            "InvalidReferenceTargetError",
            $"'{selector}' in '{place.Property.Name}' of step '{workflow.Steps[place.Step].Name}' points to nothing: {what}.",
            SuggestName(parts));
    }

    private string? SuggestName(SelectorParts parts) => parts.Form switch
    {
        SelectorForm.Input => Suggestions.DidYouMean(parts.Name, inputs.Keys),
        SelectorForm.Other => null,
        _ => Suggestions.DidYouMean(parts.Name, steps.Keys),
    };

    private void Report(Place place, string code, string error, string message, string? suggestion) =>
        errors.Add(new WorkflowError
        {
            Code = code,
            Error = error,
            Message = message,
            Path = place.Path.ToString(),
            Step = workflow.Steps[place.Step].Name,
            Property = place.Property.Name,
            Suggestion = suggestion,
            Context = Context,
        });

    private void ReportOutput(
        int output,
        string message,
        string? suggestion,
        string error = "InvalidReferenceTargetError",
        string context = Context) =>
        errors.Add(new WorkflowError
        {
            Code = WorkflowErrorCodes.UnknownReference,
            Error = error,
            Message = $"Output '{workflow.Outputs[output].Name}': {message}",
            Path = JsonPath.Root.Member("outputs").Element(output).Member("selector").ToString(),
            Suggestion = suggestion,
            Context = context,
        });

    private void ThrowIfWrong()
    {
        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    private static string Join(ImmutableArray<string> kinds) => kinds.IsEmpty ? "no value" : string.Join(" or ", kinds.Select(kind => $"'{kind}'"));

    /// <summary>Where a reference stands: in a property, perhaps under a key of a dictionary or at a position of a list.</summary>
    private readonly record struct Place(int Step, PropertyManifest Property, string? Key, int Position)
    {
        public JsonPath Path
        {
            get
            {
                var path = JsonPath.Root.Member("steps").Element(Step).Member(Property.Name);
                return Key is not null ? path.Member(Key) : Position == NoPosition ? path : path.Element(Position);
            }
        }
    }
}

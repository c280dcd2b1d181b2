using System.Collections.Immutable;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Diagrams;

/// <summary>What a node of a diagram stands for.</summary>
internal enum DiagramRole
{
    Input,
    Step,
    Output,
}

/// <summary>A box of a diagram.</summary>
/// <param name="Id">An identifier that every format takes: <c>i0</c>, <c>s3</c>, <c>o1</c>.</param>
/// <param name="Role">What it stands for.</param>
/// <param name="Title">Its name in the workflow.</param>
/// <param name="Subtitle">The kinds of an input or output, the block of a step.</param>
/// <param name="Category">The category of a step's block.</param>
/// <param name="Depth">How deep what it gives is nested.</param>
/// <param name="Layer">Its place in the order: inputs 0, outputs last.</param>
internal sealed record DiagramNode(string Id, DiagramRole Role, string Title, string Subtitle, string Category, int Depth, int Layer);

/// <summary>What an edge says.</summary>
/// <param name="Property">The property that takes the value, or the branch.</param>
/// <param name="Kind">The kinds of the value; empty for flow control.</param>
internal sealed record EdgeLabel(string Property, string Kind);

/// <summary>An arrow of a diagram: everything that goes from one box to another, data and flow control apart.</summary>
/// <param name="From">The position of the node it leaves.</param>
/// <param name="To">The position of the node it reaches.</param>
/// <param name="IsFlow">Whether it says that the target may run, rather than what it gets.</param>
/// <param name="Labels">What is written on it.</param>
internal sealed record DiagramEdge(int From, int To, bool IsFlow, ImmutableArray<EdgeLabel> Labels);

/// <summary>A workflow as boxes and arrows.</summary>
/// <param name="Title">The workflow's name.</param>
/// <param name="Nodes">The boxes: inputs, steps, outputs.</param>
/// <param name="Edges">The arrows.</param>
internal sealed record DiagramGraph(string? Title, ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges)
{
    public static DiagramGraph Of(WorkflowPlan plan)
    {
        var nodes = ImmutableArray.CreateBuilder<DiagramNode>();
        var edges = new EdgeList();
        var workflow = plan.Workflow;
        int steps = workflow.Inputs.Length, outputs = steps + plan.Steps.Length;
        for (int i = 0; i < steps; i++)
        {
            var input = workflow.Inputs[i];
            nodes.Add(new($"i{i}", DiagramRole.Input, input.Name, Kinds(input.Kinds), "input", input.Dimensionality, 0));
        }

        int[] layers = new int[plan.Steps.Length];
        for (int layer = 0; layer < plan.Layers.Length; layer++)
        {
            foreach (int step in plan.Layers[layer])
            {
                layers[step] = layer + 1;
            }
        }

        for (int i = 0; i < plan.Steps.Length; i++)
        {
            var step = plan.Steps[i];
            var block = step.Step.Manifest;
            nodes.Add(new($"s{i}", DiagramRole.Step, step.Step.Name, $"{block.Family} v{block.Version}", block.Category, step.Lineage.Depth, layers[i]));
            AddEdges(edges, plan, i, steps);
        }

        for (int i = 0; i < plan.Outputs.Length; i++)
        {
            var output = plan.Outputs[i];
            nodes.Add(new($"o{i}", DiagramRole.Output, output.Output.Name, Kinds(output.Kinds), "output", output.Dimensionality, plan.Layers.Length + 1));
            int from = output.SourceStep >= 0 ? steps + output.SourceStep : output.SourceInput;
            edges.Add(from, outputs + i, isFlow: false, new(output.OutputName ?? "", ""));
        }

        return new(workflow.Name, nodes.ToImmutable(), edges.ToImmutable());
    }

    private static void AddEdges(EdgeList edges, WorkflowPlan plan, int step, int steps)
    {
        var planned = plan.Steps[step];
        for (int i = 0; i < planned.Properties.Length; i++)
        {
            foreach (var reference in planned.Properties[i].References)
            {
                string property = planned.Step.Manifest.Properties[i].Name;
                var kinds = reference.SourceStep >= 0
                    ? StepOutputs.KindsOf(plan.Steps[reference.SourceStep].Step, reference.OutputName!) ?? []
                    : plan.Workflow.Inputs[reference.SourceInput].Kinds;
                int from = reference.SourceStep >= 0 ? steps + reference.SourceStep : reference.SourceInput;
                edges.Add(from, steps + step, isFlow: false, new(reference.Key is null ? property : $"{property}[{reference.Key}]", Kinds(kinds)));
            }
        }

        foreach (var branch in planned.Branches)
        {
            foreach (int target in branch.Targets)
            {
                edges.Add(steps + step, steps + target, isFlow: true, new(branch.Name, ""));
            }
        }
    }

    private static string Kinds(ImmutableArray<string> kinds) => kinds switch
    {
        [] => "nothing",
        _ when kinds.Contains("*") => "any",
        { Length: > 2 } => $"{kinds[0]} or {kinds.Length - 1} others",
        _ => string.Join(" or ", kinds),
    };

    /// <summary>Edges in the order in which their nodes were first connected.</summary>
    private sealed class EdgeList
    {
        private readonly List<(int From, int To, bool IsFlow)> order = [];
        private readonly Dictionary<(int From, int To, bool IsFlow), ImmutableArray<EdgeLabel>.Builder> labels = [];

        public void Add(int from, int to, bool isFlow, EdgeLabel label)
        {
            var key = (from, to, isFlow);
            if (!labels.TryGetValue(key, out var list))
            {
                order.Add(key);
                labels.Add(key, list = ImmutableArray.CreateBuilder<EdgeLabel>());
            }

            if (label.Property.Length > 0 && !list.Contains(label))
            {
                list.Add(label);
            }
        }

        public ImmutableArray<DiagramEdge> ToImmutable() => [.. order.Select(key => new DiagramEdge(key.From, key.To, key.IsFlow, labels[key].ToImmutable()))];
    }
}

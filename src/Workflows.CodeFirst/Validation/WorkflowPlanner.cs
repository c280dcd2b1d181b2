using System.Collections.Immutable;
using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Validation;

/// <summary>Checks a workflow stage by stage and makes its plan. A stage reports all of its errors; later stages need earlier ones to be clean.</summary>
internal static class WorkflowPlanner
{
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    public static WorkflowPlan Plan(Workflow workflow)
    {
        StepRules.Check(workflow);
        CheckNames(workflow);
        var graph = WorkflowGraph.Build(workflow);
        var layers = graph.Layers();
        var inputs = InputLineages(workflow);
        var steps = new DimensionalityAnalysis(graph, inputs).Analyse(layers);
        return new WorkflowPlan
        {
            Workflow = workflow,
            InputLineages = inputs,
            Steps = steps,
            Layers = layers,
            Outputs = graph.Outputs.Select(output => output with
            {
                Lineage = output.SourceStep >= 0 ? steps[output.SourceStep].Lineage : inputs[output.SourceInput],
            }).ToImmutableArray(),
        };
    }

    private static void CheckNames(Workflow workflow)
    {
        CheckNames("input", "inputs", workflow.Inputs.Select(input => input.Name));
        CheckNames("step", "steps", workflow.Steps.Select(step => step.Name));
        CheckNames("output", "outputs", workflow.Outputs.Select(output => output.Name));
    }

    private static void CheckNames(string what, string member, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        int index = 0;
        foreach (string name in names)
        {
            if (errors.Count >= WorkflowErrors.Most)
            {
                break;
            }

            if (!seen.Add(name))
            {
                var path = JsonPath.Root.Member(member).Element(index).Member("name");
                errors.Add(WorkflowErrors.Duplicate(what, name, $"Give every {what} a name of its own.", path.ToString()));
            }

            index++;
        }

        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    /// <summary>All batches given as inputs share their first level; deeper levels are each input's own.</summary>
    private static ImmutableArray<Lineage> InputLineages(Workflow workflow)
    {
        var lineages = ImmutableArray.CreateBuilder<Lineage>(workflow.Inputs.Length);
        foreach (var input in workflow.Inputs)
        {
            if (input.Type == WorkflowInputType.Batch && input.Dimensionality < 1)
            {
                int index = workflow.Inputs.IndexOf(input);
                throw new WorkflowException(new WorkflowError
                {
                    Code = WorkflowErrorCodes.OutOfRange,
                    Error = "ExecutionGraphStructureError",
                    Message = $"The batch input '{input.Name}' has the dimensionality {input.Dimensionality}; a batch has at least 1.",
                    Path = JsonPath.Root.Member("inputs").Element(index).Member("dimensionality").ToString(),
                    Suggestion = "Use a WorkflowParameter for a single value.",
                    Context = "workflow_compilation | execution_graph_construction",
                });
            }

            var lineage = input.Dimensionality == 0 ? Lineage.Scalar : Lineage.Of(Lineage.WorkflowInput);
            for (int depth = 1; depth < input.Dimensionality; depth++)
            {
                lineage = lineage.Append($"$inputs.{input.Name}[{depth}]");
            }

            lineages.Add(lineage);
        }

        return lineages.MoveToImmutable();
    }
}

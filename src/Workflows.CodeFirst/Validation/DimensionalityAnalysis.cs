using System.Collections.Immutable;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Validation;

/// <summary>
/// Follows batches through the steps: how deep the data of each property is nested, where its levels come from, what is cast to a batch,
/// at which depth a block is called and what its outputs look like. The rules are those of the reference engine.
/// </summary>
internal sealed class DimensionalityAnalysis(WorkflowGraph graph, ImmutableArray<Lineage> inputs)
{
    // The parts of the analysis, as errors name them.
    private const string CollectingData = "collecting_step_input_data";
    private const string DenotingDimensionality = "denoting_step_inputs_dimensionality";
    private const string VerifyingOutputOffset = "verification_of_output_offset";
    private const string CollectingLineage = "collecting_step_inputs_lineage";

    private readonly StepPlan[] plans = new StepPlan[graph.Workflow.Steps.Length];

    /// <exception cref="WorkflowException">Data of unfit depth or origin meets.</exception>
    public ImmutableArray<StepPlan> Analyse(ImmutableArray<ImmutableArray<int>> layers)
    {
        var branches = Enumerable.Range(0, plans.Length).Select(graph.BranchesOf).ToArray();
        var guards = new List<Branch>[plans.Length];
        foreach (var branch in branches.SelectMany(owned => owned))
        {
            foreach (int target in branch.Targets)
            {
                (guards[target] ??= []).Add(branch);
            }
        }

        foreach (var layer in layers)
        {
            foreach (int step in layer)
            {
                plans[step] = Analyse(step, branches[step], guards[step] ?? []);
            }
        }

        return ImmutableArray.Create(plans);
    }

    private StepPlan Analyse(int index, ImmutableArray<Branch> branches, List<Branch> guards)
    {
        var step = graph.Workflow.Steps[index];
        var batch = step.Manifest.Batch;
        var data = new PropertyData[step.Manifest.Properties.Length];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = Examine(index, i, batch);
        }

        CheckOffsets(index, batch);
        int baseDimensionality = BaseDimensionality(index, data, batch);
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i].IsCast)
            {
                data[i].Dimensionality = baseDimensionality + batch.InputOffsets.GetValueOrDefault(step.Manifest.Properties[i].Name);
            }
        }

        CheckSpread(index, data);
        CheckOutputOffset(index, batch, data);
        CheckDimensionalities(index, batch, data);

        var lineages = DataLineages(index, data);
        var controlFlow = ControlFlowLineages(index, guards, lineages);
        var (lineage, support) = StepLineage(index, batch, data, lineages, controlFlow);
        bool anyBatch = Array.Exists(data, property => property.Dimensionality > 0);
        return new StepPlan
        {
            Step = step,
            Properties = [.. data.Select(property => property.ToPlan(lineages))],
            Lineage = lineage,
            ExecutionDimensionality = ExecutionDimensionality(batch, data, support),
            IsBatchOriented = anyBatch || support is not null,
            ControlFlowLineage = support,
            GuardedBy = [.. guards],
            Branches = branches,
        };
    }

    /// <summary>What a property refers to, and whether its scalars become batches.</summary>
    private PropertyData Examine(int step, int index, BatchManifest batch)
    {
        var property = graph.Workflow.Steps[step].Manifest.Properties[index];
        var references = graph.ReferencesOf(step, index).Select(reference => reference with { Lineage = LineageOf(reference) }).ToImmutableArray();
        var data = new PropertyData(property, references);
        var (acceptsBatch, acceptsScalar) = Acceptance(property, batch, references.IsEmpty);
        bool hasBatch = references.Any(reference => reference.Lineage.Depth > 0);
        bool hasScalar = references.IsEmpty ? HasLiteral(step, index) : references.Any(reference => reference.Lineage.Depth == 0);
        if (hasBatch && batch.AcceptsBatches && !acceptsBatch)
        {
            throw Fail(
                step,
                WorkflowErrorCodes.DimensionalityMismatch,
                "ExecutionGraphStructureError",
                $"'{property.Name}' takes one value for the whole batch, but {Describe(references)} is a batch.",
                property.Name);
        }

        data.IsCast = acceptsBatch && !acceptsScalar && hasScalar;
        data.Dimensionality = Deepest(step, property, references);
        return data;
    }

    private Lineage LineageOf(Reference reference) => reference.SourceStep >= 0 ? plans[reference.SourceStep].Lineage : inputs[reference.SourceInput];

    private bool HasLiteral(int step, int index)
    {
        // A null is never cast.
        var value = graph.Workflow.Steps[step].Values[index];
        return value is PropertyValue.Literal { Json.ValueKind: not System.Text.Json.JsonValueKind.Null }
            || (value is null && graph.Workflow.Steps[step].Manifest.Properties[index].DefaultJson is { } json && json != "null");
    }

    /// <summary>Whether a property takes batches and whether it takes scalars as they are.</summary>
    private static (bool Batch, bool Scalar) Acceptance(PropertyManifest property, BatchManifest batch, bool literal)
    {
        bool mixed = batch.BatchesAndScalars.Contains(property.Name);
        bool cast = batch.AutoCast.Contains(property.Name);
        bool whole = batch.Batches.Contains(property.Name) || cast;
        if (literal)
        {
            return (mixed || whole, !whole || (mixed && !cast));
        }

        bool takesBatch = false, takesScalar = false;
        foreach (var selector in Selectors(property.Accepts))
        {
            takesBatch |= selector.PointsToBatch ?? (mixed || whole);
            takesScalar |= selector.PointsToBatch is { } declared ? !declared : (mixed && !cast) || !(mixed || whole);
        }

        return (takesBatch, takesScalar);
    }

    private static IEnumerable<SelectorAlternative> Selectors(ImmutableArray<Alternative> alternatives)
    {
        foreach (var alternative in alternatives)
        {
            if (alternative is SelectorAlternative selector)
            {
                yield return selector;
            }
            else if (alternative is LiteralAlternative { Type: LiteralType.List or LiteralType.Dictionary } literal)
            {
                foreach (var nested in literal.Items.OfType<SelectorAlternative>())
                {
                    yield return nested;
                }
            }
        }
    }

    private int Deepest(int step, PropertyManifest property, ImmutableArray<Reference> references)
    {
        int deepest = 0;
        foreach (var reference in references)
        {
            int depth = reference.Lineage.Depth;
            if (depth != 0 && deepest != 0 && depth != deepest)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.DimensionalityMismatch,
                    "StepInputDimensionalityError",
                    $"The values of '{property.Name}' are nested to different depths: {Describe(references)}.",
                    property.Name, part: CollectingData);
            }

            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private void CheckOffsets(int step, BatchManifest batch)
    {
        if (batch.InputOffsets.Count == 0)
        {
            return;
        }

        int smallest = batch.InputOffsets.Values.Min(), largest = batch.InputOffsets.Values.Max();
        if (smallest < 0 || largest - smallest > 1)
        {
            throw Fail(step, WorkflowErrorCodes.InvalidBlock, "BlockInterfaceError", $"The block's input offsets are {smallest} to {largest}; they have to be 0 or 1.");
        }
    }

    private int BaseDimensionality(int step, PropertyData[] data, BatchManifest batch)
    {
        int found = 0;
        foreach (var property in data)
        {
            if (property.Dimensionality == 0 || batch.InputOffsets.GetValueOrDefault(property.Manifest.Name) != 0)
            {
                continue;
            }

            if (found != 0 && found != property.Dimensionality)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.DimensionalityMismatch,
                    "StepInputDimensionalityError",
                    $"Its inputs are nested to different depths: {Describe(data)}.",
                    property.Manifest.Name, part: CollectingData);
            }

            found = property.Dimensionality;
        }

        return found == 0 ? 1 : found;
    }

    private void CheckSpread(int step, PropertyData[] data)
    {
        var depths = data.Select(property => property.Dimensionality).Where(depth => depth > 0).ToList();
        if (depths.Count > 0 && depths.Max() - depths.Min() > 1)
        {
            throw Fail(
                step,
                WorkflowErrorCodes.DimensionalityMismatch,
                "StepInputDimensionalityError",
                $"Its inputs are nested to depths that are more than one level apart: {Describe(data)}.", part: CollectingData);
        }
    }

    private void CheckOutputOffset(int step, BatchManifest batch, PropertyData[] data)
    {
        int batchProperties = data.Count(property => property.Dimensionality > 0);
        if (batchProperties == 0 && batch.OutputOffset < 0)
        {
            throw Fail(
                step,
                WorkflowErrorCodes.DimensionalityMismatch,
                "StepInputDimensionalityError",
                "The block collapses a batch, but none of its inputs is one.", part: VerifyingOutputOffset);
        }

        if (batch.ReferenceProperty is { } reference && !data.Any(property => property.Manifest.Name == reference && property.Dimensionality > 0))
        {
            throw Fail(step, WorkflowErrorCodes.InvalidBlock, "BlockInterfaceError", $"The block's outputs follow '{reference}', which is no batch.", reference);
        }

        var offsets = batch.InputOffsets.Values.ToHashSet();
        if (batchProperties != batch.InputOffsets.Count)
        {
            offsets.Add(0);
        }

        bool mixed = offsets.Count > 1;
        if (batch.OutputOffset is < -1 or > 1
            || (batchProperties > 0 && !offsets.Contains(0))
            || (mixed && batch.ReferenceProperty is null)
            || (mixed && batch.OutputOffset != 0))
        {
            throw Fail(step, WorkflowErrorCodes.InvalidBlock, "BlockInterfaceError", "The block's batch facts contradict each other: see its input offsets, reference property and output offset.");
        }
    }

    private void CheckDimensionalities(int step, BatchManifest batch, PropertyData[] data)
    {
        var batches = data.Where(property => property.Dimensionality > 0).ToList();
        if (batch.ReferenceProperty is not { } name)
        {
            if (batches.Select(property => property.Dimensionality).Distinct().Count() > 1)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.DimensionalityMismatch,
                    "StepInputDimensionalityError",
                    $"Its inputs are nested to different depths: {Describe(data)}.", part: DenotingDimensionality);
            }

            return;
        }

        int depth = batches.First(property => property.Manifest.Name == name).Dimensionality - batch.InputOffsets.GetValueOrDefault(name);
        foreach (var property in batches)
        {
            int expected = depth + batch.InputOffsets.GetValueOrDefault(property.Manifest.Name);
            if (expected <= 0 || property.Dimensionality != expected)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.DimensionalityMismatch,
                    "StepInputDimensionalityError",
                    $"'{property.Manifest.Name}' has to be nested {expected} deep for this block, but it is {property.Dimensionality} deep.",
                    property.Manifest.Name, part: DenotingDimensionality);
            }
        }
    }

    /// <summary>The distinct origins of the batches, shortest first.</summary>
    private List<Lineage> DataLineages(int step, PropertyData[] data)
    {
        foreach (var property in data)
        {
            if (property.Lineages.Count > 1)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.LineageMismatch,
                    "StepInputLineageError",
                    $"The batches in '{property.Manifest.Name}' come from different sources: {Describe(property.References)}.",
                    property.Manifest.Name, part: CollectingLineage);
            }
        }

        var lineages = data.SelectMany(property => property.Lineages).Distinct().OrderBy(lineage => lineage.Depth).ToList();
        bool fits = lineages.Count switch
        {
            0 or 1 => true,
            2 => lineages[1].Depth == lineages[0].Depth + 1 && lineages[1].StartsWith(lineages[0]),
            _ => false,
        };
        return fits ? lineages : throw Fail(
            step,
            WorkflowErrorCodes.LineageMismatch,
            "StepInputLineageError",
            $"Its batches come from different sources and cannot be matched element by element: {Describe(data)}.", part: CollectingLineage);
    }

    private List<Lineage> ControlFlowLineages(int step, List<Branch> guards, List<Lineage> dataLineages)
    {
        var lineages = guards.Select(guard => plans[guard.SourceStep].Lineage).Where(lineage => lineage.Depth > 0).Distinct().ToList();
        if (dataLineages.Count > 0)
        {
            foreach (var lineage in lineages)
            {
                if (!dataLineages.Exists(data => data.StartsWith(lineage)))
                {
                    throw Fail(
                        step,
                        WorkflowErrorCodes.LineageMismatch,
                        "ControlFlowDefinitionError",
                        "The step that decides whether it runs works on batches that are deeper than, or come from elsewhere than, its own data: it would never run.");
                }
            }
        }

        return lineages;
    }

    private (Lineage Lineage, Lineage? Support) StepLineage(
        int step,
        BatchManifest batch,
        PropertyData[] data,
        List<Lineage> lineages,
        List<Lineage> controlFlow)
    {
        string self = $"$steps.{graph.Workflow.Steps[step].Name}";
        Lineage reference;
        Lineage? support = null;
        if (lineages.Count == 0 && controlFlow.Count == 0)
        {
            return (batch.OutputOffset > 0 ? Lineage.Of(self) : Lineage.Scalar, null);
        }

        if (lineages.Count == 1)
        {
            reference = lineages[0];
        }
        else if (lineages.Count > 1)
        {
            reference = data.First(property => property.Manifest.Name == batch.ReferenceProperty).Lineages.FirstOrDefault() ?? lineages[0];
        }
        else
        {
            int deepest = controlFlow.Max(lineage => lineage.Depth);
            var candidates = controlFlow.Where(lineage => lineage.Depth == deepest).ToList();
            if (candidates.Count > 1)
            {
                throw Fail(
                    step,
                    WorkflowErrorCodes.LineageMismatch,
                    "AssumptionError",
                    "Several steps on batches of different sources decide whether it runs, and it has no data of its own that would tell which to follow.", part: CollectingLineage);
            }

            reference = support = candidates[0];
        }

        return batch.OutputOffset switch
        {
            < 0 => (reference.Take(reference.Depth - 1), null),
            > 0 => (reference.Append(self), null),
            _ => (reference, support),
        };
    }

    private static int ExecutionDimensionality(BatchManifest batch, PropertyData[] data, Lineage? support)
    {
        int smallest = int.MaxValue;
        foreach (var property in data)
        {
            if (property.Dimensionality > 0)
            {
                smallest = Math.Min(smallest, property.Dimensionality);
            }
        }

        if (smallest == int.MaxValue)
        {
            return support?.Depth ?? 0;
        }

        return batch.OutputOffset < 0 ? smallest - 1 : smallest;
    }

    private WorkflowException Fail(int step, string code, string error, string message, string? property = null, string? part = null)
    {
        var path = JsonPath.Root.Member("steps").Element(step);
        string name = graph.Workflow.Steps[step].Name;
        return new WorkflowException(new WorkflowError
        {
            Code = code,
            Error = error,
            Message = $"Step '{name}': {message}",
            Path = (property is null ? path : path.Member(property)).ToString(),
            Step = name,
            Property = property,
            Context = "workflow_compilation | execution_graph_construction" + (part is null ? "" : $" | {part}"),
        });
    }

    private static string Describe(IEnumerable<PropertyData> data) => Describe(data.SelectMany(property => property.References));

    private static string Describe(IEnumerable<Reference> references) =>
        string.Join(", ", references.Select(reference => $"'{reference.Selector}' is {reference.Lineage.Depth} deep"));

    /// <summary>What is known of one property while a step is analysed.</summary>
    private sealed class PropertyData(PropertyManifest manifest, ImmutableArray<Reference> references)
    {
        public PropertyManifest Manifest { get; } = manifest;

        public ImmutableArray<Reference> References { get; } = references;

        public List<Lineage> Lineages { get; } = references.Select(reference => reference.Lineage).Where(lineage => lineage.Depth > 0).Distinct().ToList();

        public int Dimensionality { get; set; }

        public bool IsCast { get; set; }

        public PropertyPlan ToPlan(List<Lineage> dataLineages) => References.IsEmpty && !IsCast ? PropertyPlan.Static : new PropertyPlan
        {
            References = References,
            Dimensionality = Dimensionality,
            IsCast = IsCast,
            CastSupport = IsCast && dataLineages.Count > 0 ? dataLineages[^1].Take(Dimensionality) : null,
        };
    }
}

using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>What the compiler knows of a step while it connects steps.</summary>
internal sealed class CompiledStep(StepPlan plan, int position, LineageNode runsOver, LineageNode outputs)
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    public StepPlan Plan { get; } = plan;

    /// <summary>The position in the order of execution.</summary>
    public int Position { get; } = position;

    /// <summary>The lineage whose elements the step is called for.</summary>
    public LineageNode RunsOver { get; } = runsOver;

    /// <summary>The lineage of the outputs.</summary>
    public LineageNode Outputs { get; } = outputs;

    /// <summary>The lineages of the batches that the step is given, the shallowest first; without any, those of the branches that it follows.</summary>
    public LineageNode[] Levels { get; private set; } = [];

    /// <summary>The lineage of the children that the step is given as a batch with each element; null when it is given none.</summary>
    public LineageNode? Children => Array.Find(Levels, level => level.Parent == RunsOver);

    /// <summary>Whether all batches that the step is given are values that become one, with no batch near that they could follow.</summary>
    public bool OnlyCasts { get; private set; }

    /// <summary>Whether outputs of steps are among the values that become a batch.</summary>
    public bool CastsStepOutputs { get; private set; }

    /// <summary>Notes where the step's batches come from.</summary>
    /// <param name="data">The lineages of all references.</param>
    /// <param name="branches">The lineages of the branches that lead to the step.</param>
    public void SetLevels(IEnumerable<LineageNode> data, IEnumerable<LineageNode> branches)
    {
        Levels = Batches(data);
        bool casts = false;
        foreach (var property in Plan.Properties)
        {
            casts |= property.IsCast;
            CastsStepOutputs |= property.IsCast && property.References.Any(reference => reference.SourceStep >= 0);
        }

        OnlyCasts = casts && Levels.Length == 0;
        if (Levels.Length == 0 && Plan.ControlFlowLineage is not null)
        {
            Levels = Batches(branches);
        }

        static LineageNode[] Batches(IEnumerable<LineageNode> lineages) =>
            [.. lineages.Where(lineage => lineage.Depth > 0).DistinctBy(lineage => lineage.Depth).OrderBy(lineage => lineage.Depth)];
    }

    /// <summary>Whether each element may have any number of results.</summary>
    public bool Expands => Plan.Step.Manifest.Batch.OutputOffset > 0;

    /// <summary>The columns of the outputs that something reads.</summary>
    public IReadOnlyCollection<int> Columns => columns.Values;

    /// <summary>The names of the outputs that something reads, the name <c>*</c> for all.</summary>
    public HashSet<string> ReadOutputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The column of an output.</summary>
    public int ColumnOf(string output) => columns[output];

    public bool TryGetColumn(string output, out int column) => columns.TryGetValue(output, out column);

    public void SetColumn(string output, int column) => columns[output] = column;
}

/// <summary>Makes the columns of a step's outputs.</summary>
internal sealed class StepResultBinder(CompiledStep step, ColumnTable columns) : ResultBinder
{
    public override Sink<T> Output<T>(int output)
    {
        string name = step.Plan.Step.Manifest.Outputs[output].Name;
        return IsRead(name) ? new ColumnSink<T>(AddColumn<T>(name)) : new NoSink<T>();
    }

    public override Sink<IReadOnlyDictionary<string, object?>> NamedOutputs()
    {
        var named = new List<KeyValuePair<string, int>>();
        foreach (var output in StepOutputs.Of(step.Plan.Step))
        {
            if (step.Plan.Step.Manifest.FindOutput(output.Name) is null && IsRead(output.Name) && !step.TryGetColumn(output.Name, out _))
            {
                named.Add(new(output.Name, AddColumn<object?>(output.Name)));
            }
        }

        return new NamedSink(step.Plan.Step.Name, [.. named]);
    }

    private bool IsRead(string output) => step.ReadOutputs.Contains(output) || step.ReadOutputs.Contains("*");

    private int AddColumn<T>(string output)
    {
        int column = columns.Add<T>();
        step.SetColumn(output, column);
        return column;
    }
}

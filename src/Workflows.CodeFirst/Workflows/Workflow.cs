using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst;

/// <summary>
/// A computer-vision pipeline: inputs, steps and outputs. A workflow is an immutable value; its inputs and steps are discovered from what
/// its outputs and explicitly added steps refer to, so nothing has to be registered.
/// </summary>
public sealed class Workflow
{
    private WorkflowPlan? plan;

    internal Workflow(
        string? name,
        ImmutableArray<WorkflowInput> inputs,
        ImmutableArray<Step> steps,
        ImmutableArray<WorkflowOutput> outputs,
        ImmutableArray<KeyValuePair<string, JsonElement>> extraMembers,
        string version = DefaultVersion)
    {
        Name = name;
        Inputs = inputs;
        Steps = steps;
        Outputs = outputs;
        ExtraMembers = extraMembers;
        Version = version;
    }

    /// <summary>The version of the workflow language that <see cref="Create"/> asks the engine for.</summary>
    public const string DefaultVersion = "1.0";

    /// <summary>A name for people; the engine does not use it.</summary>
    public string? Name { get; }

    /// <summary>The version of the workflow language that is asked of the engine.</summary>
    public string Version { get; }

    /// <summary>The inputs.</summary>
    public ImmutableArray<WorkflowInput> Inputs { get; }

    /// <summary>The steps. In a workflow built in code every step comes after those that it depends on.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The outputs.</summary>
    public ImmutableArray<WorkflowOutput> Outputs { get; }

    /// <summary>Members of the JSON document that the language does not define, kept as they were.</summary>
    public ImmutableArray<KeyValuePair<string, JsonElement>> ExtraMembers { get; }

    /// <summary>Starts an empty workflow.</summary>
    /// <param name="name">A name for people.</param>
    public static Workflow Create(string? name = null) => new(name, [], [], [], []);

    /// <summary>Reads a workflow in standard JSON, whoever made it, and checks it.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="catalogue">The blocks to know; null for the core blocks.</param>
    /// <exception cref="WorkflowException">The text is no valid workflow; the exception lists every error with its place.</exception>
    public static Workflow Parse(string json, BlockCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return WorkflowReader.Read(json, catalogue ?? BlockCatalogue.Core).Checked();
    }

    /// <summary>Reads a workflow in standard JSON as UTF-8, whoever made it, and checks it.</summary>
    /// <param name="utf8Json">The JSON text; a byte order mark is skipped.</param>
    /// <param name="catalogue">The blocks to know; null for the core blocks.</param>
    /// <exception cref="WorkflowException">The text is no valid workflow; the exception lists every error with its place.</exception>
    public static Workflow Parse(ReadOnlyMemory<byte> utf8Json, BlockCatalogue? catalogue = null) =>
        WorkflowReader.Read(utf8Json, catalogue ?? BlockCatalogue.Core).Checked();

    /// <summary>A copy that also gives back what <paramref name="selector"/> points to.</summary>
    /// <param name="name">The output's name, unique among the outputs.</param>
    /// <param name="selector">The value: a workflow input or an output of a step.</param>
    /// <param name="coordinates">In which image's pixels coordinates are given.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="WorkflowException">The name is taken, or two different steps or inputs share a name.</exception>
    public Workflow WithOutput(string name, ISelector selector, CoordinatesSystem coordinates = CoordinatesSystem.Parent)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(selector);
        foreach (var output in Outputs)
        {
            if (output.Name == name)
            {
                throw new WorkflowException(WorkflowErrors.Duplicate("output", name, "Give every output a name of its own."));
            }
        }

        var found = new StepDiscovery(Inputs, Steps);
        found.Add(selector);
        return new(Name, found.Inputs, found.Steps, Outputs.Add(new(name, selector, coordinates)), ExtraMembers, Version);
    }

    /// <summary>A copy that also runs <paramref name="step"/>, whether or not an output needs it: a sink, a step that only acts.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="WorkflowException">Two different steps or inputs share a name.</exception>
    public Workflow WithStep(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var found = new StepDiscovery(Inputs, Steps);
        found.Add(step);
        return new(Name, found.Inputs, found.Steps, Outputs, ExtraMembers, Version);
    }

    /// <summary>A copy that also declares <paramref name="input"/>, whether or not a step uses it.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="WorkflowException">Two different inputs share a name.</exception>
    public Workflow WithInput(IInputSelector<IKind> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var found = new StepDiscovery(Inputs, Steps);
        found.Add(input);
        return new(Name, found.Inputs, found.Steps, Outputs, ExtraMembers, Version);
    }

    /// <summary>Checks what the compiler of C# cannot see: properties that depend on one another, cycles, dimensionality, lineage.</summary>
    /// <returns>What each output will carry.</returns>
    /// <exception cref="WorkflowException">The workflow is not valid; the exception lists the errors.</exception>
    public WorkflowInterface Validate() => WorkflowInterface.Of(Plan());

    /// <summary>The workflow in standard JSON, indented.</summary>
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    public string ToJson()
    {
        _ = Plan();
        return WorkflowWriter.Write(this);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "workflow"}: {Inputs.Length} inputs, {Steps.Length} steps, {Outputs.Length} outputs";

    /// <summary>The analysed graph; computed once.</summary>
    internal WorkflowPlan Plan() => plan ??= WorkflowPlanner.Plan(this);

    private Workflow Checked()
    {
        _ = Plan();
        return this;
    }
}

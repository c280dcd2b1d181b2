using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        return WithOutput(new WorkflowOutput(name, selector, coordinates));
    }

    /// <summary>A copy that also gives back all outputs of <paramref name="step"/> together, as a dictionary by name.</summary>
    /// <param name="name">The output's name, unique among the outputs.</param>
    /// <param name="step">The step.</param>
    /// <param name="coordinates">In which image's pixels coordinates are given.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="WorkflowException">The name is taken, or two different steps or inputs share a name.</exception>
    public Workflow WithOutput(string name, Step step, CoordinatesSystem coordinates = CoordinatesSystem.Parent) =>
        WithOutput(name, new StepOutput<IAnyKind>(step, "*"), coordinates);

    /// <summary>A copy that also gives back <paramref name="output"/>.</summary>
    /// <param name="output">The output; its name may be any text that no other output has.</param>
    /// <exception cref="WorkflowException">The name is taken, or two different steps or inputs share a name.</exception>
    public Workflow WithOutput(WorkflowOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(output.Selector, nameof(output));
        foreach (var known in Outputs)
        {
            if (known.Name == output.Name)
            {
                throw new WorkflowException(WorkflowErrors.Duplicate("output", output.Name, "Give every output a name of its own."));
            }
        }

        var found = new StepDiscovery(Inputs, Steps);
        found.Add(output.Selector);
        return new(Name, found.Inputs, found.Steps, Outputs.Add(output), ExtraMembers, Version);
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

    /// <summary>A copy that asks the engine for a version of the workflow language, such as <c>1.3.0</c>.</summary>
    /// <param name="version">The version.</param>
    /// <exception cref="WorkflowException">The version cannot be read, or is newer than this library implements.</exception>
    public Workflow WithVersion(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return EngineVersion.Explain(version) is { } problem
            ? throw new WorkflowException(WorkflowErrors.Version(problem.Error, problem.Message))
            : new(Name, Inputs, Steps, Outputs, ExtraMembers, version);
    }

    /// <summary>
    /// A copy with another member in its JSON document: one that the language does not define, or <c>dynamic_blocks_definitions</c>, the
    /// blocks that the workflow defines itself (see <see cref="BlockCatalogue.WithDefinitions"/>).
    /// </summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value; it is copied.</param>
    /// <exception cref="ArgumentException">The member is taken.</exception>
    public Workflow WithMember(string name, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "version" or "name" or "inputs" or "steps" or "outputs" || ExtraMembers.Any(member => member.Key == name))
        {
            throw new ArgumentException($"The member '{name}' is there already.", nameof(name));
        }

        var json = ((PropertyValue.Literal)PropertyValues.Of(value)).Json;
        return new(Name, Inputs, Steps, Outputs, ExtraMembers.Add(new(name, json)), Version);
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

using System.Collections.Immutable;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Serialization;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Turns the plan of a workflow into executors over columns. Everything that can be decided once is decided here.</summary>
internal sealed class WorkflowCompiler
{
    private readonly WorkflowPlan plan;
    private readonly BlockRegistry blocks;
    private readonly CompatibilityMode compatibility;
    private readonly int parallelism;
    private readonly ColumnTable columns = new();
    private readonly List<LineageNode> lineages = [];
    private readonly LineageNode root;
    private readonly CompiledInput[] inputs;
    private readonly CompiledStep[] steps;
    private readonly StepLinks links;

    private WorkflowCompiler(WorkflowPlan plan, BlockRegistry blocks, WorkflowRuntimeOptions options)
    {
        compatibility = options.Compatibility;
        parallelism = options.DegreeOfParallelism;
        this.plan = plan;
        this.blocks = blocks;
        root = LineageNode.CreateRoot(lineages);
        inputs = new CompiledInput[plan.Workflow.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = new(plan.Workflow.Inputs[i], NodeOf(plan.InputLineages[i]), columns);
            if (!inputs[i].IsParameter)
            {
                // A batch is checked even if nothing reads it.
                inputs[i].NeedColumn();
            }
        }

        steps = new CompiledStep[plan.Steps.Length];
        links = new(columns, inputs, steps);
    }

    /// <summary>Compiles a plan.</summary>
    /// <param name="plan">The checked workflow.</param>
    /// <param name="blocks">The implementations.</param>
    /// <param name="options">The compatibility, and how much may run at once.</param>
    /// <exception cref="WorkflowException">A block has no implementation, or a literal is none that its block takes.</exception>
    public static Program Compile(WorkflowPlan plan, BlockRegistry blocks, WorkflowRuntimeOptions options) =>
        new WorkflowCompiler(plan, blocks, options).Compile();

    private Program Compile()
    {
        CheckImplementations();
        int[] order = [.. plan.Layers.SelectMany(layer => layer)];
        for (int i = 0; i < order.Length; i++)
        {
            steps[order[i]] = Place(plan.Steps[order[i]], i);
        }

        NoteWhatIsRead();
        var executors = new StepExecutor[order.Length];
        try
        {
            for (int i = 0; i < order.Length; i++)
            {
                executors[i] = Connect(steps[order[i]]);
            }

            var outputs = plan.Outputs.Select(CompileOutput).ToArray();
            var rules = new List<SubstitutedRules>();
            for (int i = 0; i < plan.Steps.Length; i++)
            {
                if (SubstitutedRules.Of(plan.Steps[i], i, inputs) is { } rule)
                {
                    rules.Add(rule);
                }
            }

            int[] sizes = [.. plan.Layers.Select(layer => layer.Length)];
            var layers = parallelism > 1 ? Layer.Split(executors, sizes) : null;
            return new Program(inputs, executors, outputs, [.. rules], columns, [.. lineages], layers, new SpareThreads(parallelism - 1));
        }
        catch
        {
            foreach (var executor in executors)
            {
                (executor?.Block as IDisposable)?.Dispose();
            }

            throw;
        }
    }

    private void CheckImplementations()
    {
        var errors = ImmutableArray.CreateBuilder<WorkflowError>();
        foreach (var step in plan.Steps)
        {
            if (blocks.WhyMissing(step.Step.Manifest) is { } reason)
            {
                errors.Add(new WorkflowError
                {
                    Code = "block_cannot_run",
                    Error = "WorkflowCompilerError",
                    Message = $"Step '{step.Step.Name}' cannot run here: {reason}",
                    Step = step.Step.Name,
                    Context = "workflow_compilation | steps_initialisation",
                });
            }
        }

        if (errors.Count > 0)
        {
            throw new WorkflowException(errors.ToImmutable());
        }
    }

    private LineageNode NodeOf(Lineage lineage)
    {
        var node = root;
        foreach (string origin in lineage.Origins)
        {
            node = node.Child(origin, lineages);
        }

        return node;
    }

    /// <summary>Finds what a step runs over: what its outputs stem from, before the block adds or removes a level.</summary>
    private CompiledStep Place(StepPlan step, int position)
    {
        var outputs = NodeOf(step.Lineage);
        int offset = step.Step.Manifest.Batch.OutputOffset;
        var runsOver = offset switch
        {
            > 0 => outputs.Parent!,
            < 0 => outputs,
            _ when step.ControlFlowLineage is not null => outputs,
            _ => outputs.Prefix(step.ExecutionDimensionality),
        };
        return offset == 0 && runsOver != outputs
            ? throw new WorkflowException(new WorkflowError
            {
                Code = WorkflowErrorCodes.DimensionalityMismatch,
                Error = "StepInputDimensionalityError",
                Message = $"Step '{step.Step.Name}' would be called {step.ExecutionDimensionality} levels deep, but its outputs are {outputs.Depth} deep.",
                Step = step.Step.Name,
                Context = "workflow_compilation | steps_initialisation",
            })
            : new(step, position, runsOver, outputs);
    }

    private void NoteWhatIsRead()
    {
        foreach (var step in plan.Steps)
        {
            foreach (var property in step.Properties)
            {
                foreach (var reference in property.References)
                {
                    if (reference.SourceStep >= 0)
                    {
                        steps[reference.SourceStep].ReadOutputs.Add(reference.OutputName!);
                    }
                }
            }
        }

        foreach (var output in plan.Outputs)
        {
            if (output.SourceStep >= 0)
            {
                steps[output.SourceStep].ReadOutputs.Add(output.OutputName!);
            }
        }
    }

    private StepExecutor Connect(CompiledStep step)
    {
        step.SetLevels(
            step.Plan.Properties.SelectMany(property => property.References).Select(reference => NodeOf(reference.Lineage)),
            step.Plan.GuardedBy.Select(branch => steps[branch.SourceStep].RunsOver));
        var block = blocks.Create(step.Plan.Step.Manifest);
        try
        {
            var runner = block.Bind(new StepBinder(step, links, compatibility), new StepResultBinder(step, columns));
            var guards = GuardsOf(step);
            return new(step, block, runner, RequirementsOf(step), StepGate.Of(step, guards, compatibility), ReferenceRules.Of(step, guards, compatibility));
        }
        catch
        {
            (block as IDisposable)?.Dispose();
            throw;
        }
    }

    private Guard[] GuardsOf(CompiledStep step)
    {
        var guards = new Guard[step.Plan.GuardedBy.Length];
        for (int i = 0; i < guards.Length; i++)
        {
            var branch = step.Plan.GuardedBy[i];
            var source = steps[branch.SourceStep];
            int number = 0;
            while (source.Plan.Branches[number].Name != branch.Name)
            {
                number++;
            }

            guards[i] = new(source.Position, number, source.RunsOver);
        }

        return guards;
    }

    private Requirements RequirementsOf(CompiledStep step)
    {
        if (step.Plan.Step.Manifest.Batch.AcceptsEmptyValues)
        {
            return Requirements.None;
        }

        var scalars = new List<int>();
        var elements = new List<int>();
        var children = new List<int>();
        var childColumns = new List<int>();
        foreach (var property in step.Plan.Properties)
        {
            foreach (var reference in property.References)
            {
                var link = links.Find(reference.SourceStep, reference.SourceInput, reference.OutputName);
                if (link.Lineage.Depth == 0)
                {
                    // A parameter without a value is passed on, unless it is to become a batch.
                    if (link.Parameter is null || property.IsCast)
                    {
                        scalars.Add(link.Column);
                    }
                }
                else if (link.Lineage == step.RunsOver)
                {
                    elements.Add(link.Column);
                }
                else if (link.Lineage.Parent == step.RunsOver)
                {
                    children.Add(link.Lineage.Number);
                    childColumns.Add(link.Column);
                }
            }
        }

        // Where all elements become one batch there is no element left to call the block for when all of them are missing.
        bool needsChild = childColumns.Count > 0 && step.RunsOver.Depth == 0 && !step.Plan.Step.Manifest.Batch.AcceptsBatches;
        return new([.. scalars.Distinct()], [.. elements.Distinct()], [.. children.Distinct()], [.. childColumns.Distinct()], needsChild);
    }

    private CompiledOutput CompileOutput(OutputPlan output)
    {
        if (output.SourceStep < 0)
        {
            var input = inputs[output.SourceInput];
            bool isMisnested = compatibility == CompatibilityMode.Reference && input.Lineage.Depth > 1;
            return Of(input.Lineage, [Member(input.Input.Name, input.NeedColumn(), output.Kinds)], false, isMisnested);
        }

        var step = steps[output.SourceStep];
        if (output.OutputName != "*")
        {
            return Of(step.Outputs, [Member(output.OutputName!, step.ColumnOf(output.OutputName!), output.Kinds)], false);
        }

        var members = ImmutableArray.CreateBuilder<OutputMember>();
        foreach (var member in StepOutputs.Of(step.Plan.Step))
        {
            if (step.TryGetColumn(member.Name, out int column))
            {
                members.Add(Member(member.Name, column, member.Kinds));
            }
        }

        return Of(step.Outputs, members.ToImmutable(), true);

        CompiledOutput Of(LineageNode lineage, ImmutableArray<OutputMember> members, bool isWildcard, bool isMisnested = false) =>
            new(output.Output.Name, output.Output.Selector.Text, lineage, members, isWildcard, output.Output.Coordinates, isMisnested);
    }
    /// <summary>The reference engine leaves run lengths where they are when it moves detections.</summary>
    private OutputMember Member(string name, int column, ImmutableArray<string> kinds) =>
        new(name, column, kinds, compatibility == CompatibilityMode.Reference ? detections => !ValueWriter.IsRunLengthEncoded(detections, kinds) : _ => true);
}

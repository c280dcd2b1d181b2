using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Writes one workflow as a C# file.</summary>
[RequiresUnreferencedCode(WorkflowSource.Reflection)]
[RequiresDynamicCode(WorkflowSource.Reflection)]
internal sealed class WorkflowSourceWriter
{
    private const string Body = "        ";
    private const string Continued = "            ";
    private const string Definitions = "definitions";
    private const string Blocks = "blocks";

    private readonly WorkflowPlan plan;
    private readonly Workflow workflow;
    private readonly WorkflowSourceOptions options;
    private readonly bool[] live;
    private readonly ConstructionPlan construction;
    private readonly ArgumentWriter arguments;
    private readonly VariableNames names = new();
    private readonly Dictionary<string, Variable> inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Variable> steps = new(StringComparer.Ordinal);
    private readonly SortedSet<string> usings = new(StringComparer.Ordinal) { "Workflows.CodeFirst" };
    private readonly StringBuilder source = new();
    private bool hasDefinitions;

    public WorkflowSourceWriter(WorkflowPlan plan, WorkflowSourceOptions options)
    {
        this.plan = plan;
        this.options = options;
        workflow = plan.Workflow;
        live = options.PruneDeadBranches ? LiveSteps.Find(plan) : [.. workflow.Steps.Select(static _ => true)];
        construction = ConstructionPlan.Of(plan, live);
        arguments = new ArgumentWriter(Resolve, name => steps[name].Expression, Continued);
        names.Reserve(Definitions);
        names.Reserve(Blocks);
    }

    public string Write()
    {
        WriteDefinitions();
        WriteInputs();
        WriteSteps();
        WriteWorkflow();
        return File();
    }

    private void WriteDefinitions()
    {
        foreach (var (name, value) in workflow.ExtraMembers)
        {
            if (name == DynamicBlocks.Member && value.ValueKind == JsonValueKind.Array)
            {
                hasDefinitions = true;
                usings.Add("System.Text.Json.Nodes");
                usings.Add("Workflows.CodeFirst.Manifests");
                Line("// Blocks that the workflow defines itself.");
                Line($"var {Definitions} = JsonNode.Parse({CSharpText.RawJson(value, Continued)})!;");
                Line($"var {Blocks} = BlockCatalogue.Core.WithDefinitions({Definitions});");
                source.Append('\n');
            }
        }
    }

    private void WriteInputs()
    {
        var writer = new InputWriter(Continued);
        for (int i = 0; i < workflow.Inputs.Length; i++)
        {
            var input = workflow.Inputs[i];
            if (options.PruneDeadBranches && !construction.UsedInputs.Contains(i))
            {
                continue;
            }

            var declaration = writer.Write(input);
            string name = names.Next(input.Name, "input");
            inputs.Add(input.Name, new(name, declaration.Type));
            WriteUnknown(Body, input.ExtraMembers);
            Line($"var {name} = {declaration.Expression};");
            if (declaration.Expression.Contains("JsonElement.Parse(", StringComparison.Ordinal))
            {
                usings.Add("System.Text.Json");
            }
        }

        if (inputs.Count > 0)
        {
            source.Append('\n');
        }
    }

    private void WriteSteps()
    {
        var writer = new StepWriter(arguments, hasDefinitions ? Blocks : null);
        foreach (int index in construction.Order)
        {
            var step = workflow.Steps[index];
            var written = writer.Write(step, LiveValues(step));
            string name = names.Next(step.Name, "step");
            steps.Add(step.Name, new(name, written.Type));
            if (written.Type != typeof(UntypedStep))
            {
                usings.Add(written.Type.Namespace!);
                usings.Add(typeof(Blocks.AllBlocks).Namespace!);
            }

            if (written.Comment is not null)
            {
                Line($"// {CSharpText.Comment(written.Comment)}");
            }

            WriteUnknown(Body, step.ExtraMembers);
            Line($"var {name} = {string.Join($"\n{Continued}", written.Expression)};");
            source.Append('\n');
        }
    }

    private void WriteWorkflow()
    {
        source.Append(Body).Append("return Workflow.Create(").Append(workflow.Name is null ? "" : CSharpText.Literal(workflow.Name)).Append(')');
        for (int i = 0; i < workflow.Inputs.Length; i++)
        {
            if (!construction.UsedInputs.Contains(i) && inputs.TryGetValue(workflow.Inputs[i].Name, out var unused))
            {
                Continue($".WithInput({unused.Expression})");
            }
        }

        foreach (int root in construction.Roots)
        {
            Continue($".WithStep({steps[workflow.Steps[root].Name].Expression})");
        }

        foreach (var output in workflow.Outputs)
        {
            WriteOutput(output);
        }

        foreach (var (name, value) in workflow.ExtraMembers)
        {
            Continue($".WithMember({CSharpText.Literal(name)}, {(hasDefinitions && name == DynamicBlocks.Member ? Definitions : arguments.Node(value))})");
        }

        if (workflow.Version != Workflow.DefaultVersion)
        {
            Continue($".WithVersion({CSharpText.Literal(workflow.Version)})");
        }

        source.Append(";\n");
    }

    private void WriteOutput(WorkflowOutput output)
    {
        var parts = SelectorText.ParseOutput(output.Selector.Text);
        bool all = parts is { Form: SelectorForm.StepOutput, Output: "*" };
        string name = CSharpText.Literal(output.Name);
        string value = all ? steps[parts.Name].Expression : Resolve(output.Selector.Text)!.Value.Expression;
        string coordinates = output.Coordinates == CoordinatesSystem.Own ? ", CoordinatesSystem.Own" : "";
        WriteUnknownOf(output);
        if (output.Name.Length > 0)
        {
            Continue($".WithOutput({name}, {value}{coordinates})");
        }
        else
        {
            value = all ? $"new StepOutput<IAnyKind>({value}, \"*\")" : value;
            Continue($".WithOutput(new WorkflowOutput({name}, {value}{coordinates}))");
        }
    }

    /// <summary>The variable, or the member of one, that a selector names.</summary>
    private Variable? Resolve(string selector)
    {
        var parts = SelectorText.ParseOutput(selector);
        if (parts.Form == SelectorForm.Input)
        {
            return inputs.TryGetValue(parts.Name, out var input) ? input : null;
        }

        if (parts.Form != SelectorForm.StepOutput || !steps.TryGetValue(parts.Name, out var step))
        {
            return null;
        }

        string output = CSharpText.Literal(parts.Output!);
        if (step.Type == typeof(UntypedStep))
        {
            return new($"{step.Expression}.Output({output})", typeof(StepOutput<IAnyKind>));
        }

        var shape = BuilderShape.Of(workflow.Steps.First(known => known.Name == parts.Name).Manifest)!;
        if (shape.Output(parts.Output!) is { } member)
        {
            return new($"{step.Expression}.{member.Name}", member.PropertyType);
        }

        return new(shape.HasField ? $"{step.Expression}.Field({output})" : $"new StepOutput<IAnyKind>({step.Expression}, {output})", typeof(StepOutput<IAnyKind>));
    }

    /// <summary>The values of a step without targets that were left out.</summary>
    private ImmutableArray<PropertyValue?> LiveValues(Step step)
    {
        if (!options.PruneDeadBranches || !step.Manifest.ControlsFlow)
        {
            return step.Values;
        }

        var alive = new HashSet<string>(construction.Order.Select(index => workflow.Steps[index].Name), StringComparer.Ordinal);
        bool IsAlive(PropertyValue value) => value is not PropertyValue.Target target || alive.Contains(target.StepName);
        return [.. step.Values.Select(value => value switch
        {
            PropertyValue.List list => new PropertyValue.List([.. list.Items.Where(IsAlive)]),
            PropertyValue.Dictionary dictionary => new PropertyValue.Dictionary([.. dictionary.Entries.Where(entry => IsAlive(entry.Value))]),
            _ => value,
        })];
    }

    private void WriteUnknownOf(WorkflowOutput output)
    {
        if (!output.ExtraMembers.IsEmpty)
        {
            source.Append('\n');
            WriteUnknown(Continued, output.ExtraMembers);
            source.Length--;
        }
    }

    /// <summary>What the language does not define has no meaning to it; a reader may miss it, though.</summary>
    private void WriteUnknown(string indentation, ImmutableArray<KeyValuePair<string, JsonElement>> members)
    {
        foreach (var (name, value) in members)
        {
            source.Append(indentation).Append("// Not part of the language: ").Append(CSharpText.Comment($"\"{name}\": {CSharpText.Compacted(value)}")).Append('\n');
        }
    }

    private void Line(string text) => source.Append(Body).Append(text).Append('\n');

    private void Continue(string call) => source.Append('\n').Append(Continued).Append(call);

    private string File()
    {
        if (arguments.UsesNodes)
        {
            usings.Add("System.Text.Json.Nodes");
        }

        var file = new StringBuilder();
        foreach (string space in usings)
        {
            file.Append("using ").Append(space).Append(";\n");
        }

        file.Append('\n');
        if (construction.Order.Any(step => workflow.Steps[step].Manifest.Deprecation is not null))
        {
            file.Append("#pragma warning disable WF0003 // Some of the blocks are deprecated.\n\n");
        }

        if (options.Namespace is { } space2)
        {
            file.Append("namespace ").Append(space2).Append(";\n\n");
        }

        string title = workflow.Name is null ? "A workflow." : $"The workflow {CSharpText.Xml(workflow.Name)}.";
        file.Append("/// <summary>").Append(title).Append("</summary>\n");
        file.Append("public static class ").Append(options.ClassName ?? ClassName(workflow.Name)).Append("\n{\n");
        file.Append("    /// <summary>Builds the workflow.</summary>\n");
        file.Append("    public static Workflow Create()\n    {\n").Append(source).Append("    }\n}\n");
        return file.ToString();
    }

    private static string ClassName(string? name)
    {
        string made = CSharpNames.OfClass(name, "");
        made = made.EndsWith("Workflow", StringComparison.Ordinal) ? made : made + "Workflow";
        return made is "Workflow" || !CSharpNames.IsIdentifier(made) ? "Generated" + made : made;
    }
}

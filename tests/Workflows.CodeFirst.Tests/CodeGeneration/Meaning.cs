using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Tests.CodeGeneration;

/// <summary>What a workflow means, as text: typed values with their defaults, and the plan; the order of inputs and steps does not matter.</summary>
internal static class Meaning
{
    public static string Of(Workflow workflow)
    {
        var text = new StringBuilder();
        var plan = workflow.Plan();
        text.AppendLine(CultureInfo.InvariantCulture, $"{workflow.Name} {workflow.Version}");
        foreach (var (input, lineage) in workflow.Inputs.Zip(plan.InputLineages).OrderBy(pair => pair.First.Name, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"input {input.Name} {input.Type} [{string.Join(", ", input.Kinds)}] {input.Dimensionality} {Canonical(input.DefaultValue, false)} {lineage}");
        }

        foreach (var step in plan.Steps.OrderBy(step => step.Step.Name, StringComparer.Ordinal))
        {
            WriteStep(text, plan, step);
        }

        foreach (var output in plan.Outputs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"output {output.Output.Name} {output.Output.Selector.Text} {output.Output.Coordinates} [{string.Join(", ", output.Kinds)}] {output.Lineage}");
        }

        foreach (var (name, value) in workflow.ExtraMembers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name} {Canonical(value, false)}");
        }

        return text.ToString();
    }

    private static void WriteStep(StringBuilder text, WorkflowPlan plan, StepPlan planned)
    {
        var step = planned.Step;
        text.AppendLine(CultureInfo.InvariantCulture, $"step {step.Name} {step.Manifest.Type} {planned.Lineage} {planned.ExecutionDimensionality} {planned.IsBatchOriented} {planned.ControlFlowLineage}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  guarded by {string.Join(" ", planned.GuardedBy.Select(branch => $"{plan.Steps[branch.SourceStep].Step.Name}.{branch.Name}").Order(StringComparer.Ordinal))}");
        for (int i = 0; i < step.Values.Length; i++)
        {
            var property = step.Manifest.Properties[i];
            string value = StepValues.ToJson(step, i) is { } json ? Canonical(JsonElement.Parse(json), OnlyFloats(property.Accepts)) : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"  {property.Name} = {value} {planned.Properties[i].Dimensionality} {planned.Properties[i].IsCast} {planned.Properties[i].CastSupport}");
        }
    }

    /// <summary>Whether every number of a property is read as a float, so that 1 means 1.0.</summary>
    private static bool OnlyFloats(IEnumerable<Alternative> alternatives) => alternatives.All(alternative => alternative is not LiteralAlternative literal
        || (literal.Type is not (LiteralType.Integer or LiteralType.Any or LiteralType.Object) && OnlyFloats(literal.Items) && literal.TupleItems.All(place => OnlyFloats(place))));

    private static string Canonical(JsonElement json, bool floats) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", json.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}: {Canonical(member.Value, floats)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", json.EnumerateArray().Select(item => Canonical(item, floats)))}]",
        JsonValueKind.String => JsonSerializer.Serialize(json.GetString()),
        JsonValueKind.Number when !floats && JsonValues.IsInteger(json) => json.GetRawText(),
        JsonValueKind.Number => json.GetDouble().ToString("R", CultureInfo.InvariantCulture) + "f",
        _ => json.GetRawText(),
    };
}

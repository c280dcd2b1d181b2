using System.Buffers;
using System.Text.Json;
using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>A step that the reference accepts: as C# it has the same values, and validation finds no rule broken.</summary>
internal static class AcceptedProbe
{
    public static CaseResult Run(StepProbe probe, CompiledProbes compiled)
    {
        if (compiled.Source(probe) is not { } source)
        {
            return CaseResult.Fail(new Difference("valid", "True", "the parser refuses the step"));
        }

        var step = compiled.Make(source);
        var differences = new List<Difference>();
        if (probe.Expect.TryGetProperty("values", out var values))
        {
            StepComparison.Compare(values, step, differences);
        }

        if (BuilderTrial.BrokenRules(step).FirstOrDefault() is { } broken)
        {
            differences.Add(new Difference("valid", "True", broken.Message));
        }

        if (source.IsTyped)
        {
            return differences.Count > 0 ? CaseResult.Fail(differences) : CaseResult.PassAs("accepted: by the builder");
        }

        // The builder itself has to lack a way, not only the writer to miss it.
        var hindrances = BuilderTrial.Of(ProperForm(step), null, property => IsConnected(step.Values[property]));
        if (hindrances.Count == 0)
        {
            differences.Add(new Difference("", "written with the builder, which can express it", "written as an untyped step"));
        }

        return differences.Count > 0 ? CaseResult.Fail(differences) : CaseResult.PassAs($"accepted: by an untyped step; {hindrances[0].Class}");
    }

    /// <summary>Text with a dollar would state the same, but a workflow would not find the step that it names.</summary>
    private static bool IsConnected(PropertyValue? value) =>
        value is PropertyValue.Reference { Selector.Text: var text } && SelectorText.Parse(text).Form is SelectorForm.Input or SelectorForm.StepOutput;

    /// <summary>The step as JSON, its values as the parser understood them.</summary>
    private static JsonElement ProperForm(Step step)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", step.Manifest.Type);
            writer.WriteString("name", step.Name);
            for (int i = 0; i < step.Values.Length; i++)
            {
                if (step.Values[i] is not null)
                {
                    writer.WritePropertyName(step.Manifest.Properties[i].Name);
                    writer.WriteRawValue(StepValues.ToJson(step, i)!);
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}

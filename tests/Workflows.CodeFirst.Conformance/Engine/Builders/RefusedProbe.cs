using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>A step that the reference refuses: at the same properties C# cannot express it, the builder refuses it, or validation does.</summary>
internal static class RefusedProbe
{
    public static CaseResult Run(StepProbe probe, JsonElement? sample)
    {
        var hindrances = BuilderTrial.Of(probe.Step, sample);
        string expected = string.Join(", ", probe.RefusedProperties);
        string actual = string.Join(", ", hindrances.Select(hindrance => hindrance.Property).Order(StringComparer.Ordinal));
        return expected == actual && hindrances.Count > 0
            ? CaseResult.PassAs(hindrances[0].Class)
            : CaseResult.Fail(new Difference("properties", expected, hindrances.Count == 0 ? "the builder makes the step" : $"{actual} ({string.Join("; ", hindrances.Select(hindrance => hindrance.Class))})"));
    }

    /// <summary>A step on which the reference's validator breaks down: here it has to be judged, either way.</summary>
    public static CaseResult RunUnjudged(StepProbe probe, JsonElement? sample) =>
        CaseResult.PassAs($"not judged by the reference; {(BuilderTrial.Of(probe.Step, sample) is [var first, ..] ? first.Class : "the builder makes the step")}");
}

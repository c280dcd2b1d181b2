using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>A single step, and what the reference says of it.</summary>
/// <param name="Id">Unique in its suite.</param>
/// <param name="File">The file it comes from.</param>
/// <param name="Step">The step as JSON.</param>
/// <param name="Expect">The verdict: accepted with which values, or refused where and why.</param>
internal sealed record StepProbe(string Id, string File, JsonElement Step, JsonElement Expect)
{
    /// <summary>Whether the reference judges the step at all: on some values its validator breaks down instead.</summary>
    public bool IsJudged => !Expect.TryGetProperty("raw", out _);

    public bool IsAccepted => Expect.GetProperty("valid").GetBoolean();

    /// <summary>Where a refused step is wrong; empty text stands for the whole step, which breaks a rule across properties.</summary>
    public IEnumerable<string> RefusedProperties => Expect.GetProperty("errors").EnumerateArray()
        .Select(error => error.GetProperty("loc") is var place && place.GetArrayLength() > 0 ? place[0].ToString() : "")
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <exception cref="SuiteException">There are no such cases.</exception>
    public static IEnumerable<StepProbe> Read(SuiteInput input)
    {
        foreach (var (file, block) in EngineCases.Read(input, "manifest", "blocks"))
        {
            foreach (var element in block.GetProperty("cases").EnumerateArray())
            {
                yield return new(element.GetProperty("id").GetString()!, file, element.GetProperty("step"), element.GetProperty("expect"));
            }
        }
    }
}

using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>
/// Steps through the builders: what the reference accepts is written as C#, compiled and run; what it refuses C# must be unable to express, or
/// refuse as well.
/// </summary>
internal static class BuilderCases
{
    public static IEnumerable<ConformanceCase> Of(IEnumerable<StepProbe> probes)
    {
        foreach (var file in probes.GroupBy(probe => probe.File))
        {
            var all = file.ToList();
            var compiled = new Lazy<CompiledProbes>(() => CompiledProbes.Of(all.Where(probe => probe.IsJudged && probe.IsAccepted)));
            foreach (var block in all.GroupBy(TypeOf))
            {
                JsonElement? sample = block.FirstOrDefault(probe => probe.IsJudged && probe.IsAccepted)?.Step;
                foreach (var probe in block)
                {
                    yield return new(probe.Id, probe.File, () => Run(probe, sample, compiled));
                }
            }
        }
    }

    private static string TypeOf(StepProbe probe) => probe.Step.GetProperty("type").ToString();

    private static CaseResult Run(StepProbe probe, JsonElement? sample, Lazy<CompiledProbes> compiled) =>
        !probe.IsJudged ? RefusedProbe.RunUnjudged(probe, sample)
        : probe.IsAccepted ? AcceptedProbe.Run(probe, compiled.Value)
        : RefusedProbe.Run(probe, sample);
}

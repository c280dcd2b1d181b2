using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>The accepted steps of a file as C#, in one assembly.</summary>
internal sealed class CompiledProbes
{
    private readonly Dictionary<StepProbe, ProbeSource> sources = new(ReferenceEqualityComparer.Instance);
    private readonly Assembly assembly;

    private CompiledProbes(IEnumerable<StepProbe> probes)
    {
        foreach (var probe in probes)
        {
            if (Read(probe) is { } step)
            {
                sources.Add(probe, ProbeSource.Write("Probe" + sources.Count.ToString(CultureInfo.InvariantCulture), step));
            }
        }

        assembly = InMemoryCompiler.Compile(sources.Values.Select(source => source.Text));
    }

    public static CompiledProbes Of(IEnumerable<StepProbe> probes) => new(probes);

    /// <summary>What the step says in its proper form; null when the parser refuses it.</summary>
    public static Step? Read(StepProbe probe) =>
        StepReader.Read(probe.Step, JsonPath.Root, BlockCatalogue.Core, ImmutableArray.CreateBuilder<WorkflowError>());

    /// <summary>The source of a step; null when the parser refuses it.</summary>
    public ProbeSource? Source(StepProbe probe) => sources.GetValueOrDefault(probe);

    /// <summary>Runs the source.</summary>
    public Step Make(ProbeSource source) =>
        (Step)assembly.GetType($"{ProbeSource.Namespace}.{source.ClassName}", throwOnError: true)!.GetMethod(ProbeSource.Method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
}

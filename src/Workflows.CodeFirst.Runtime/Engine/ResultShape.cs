using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>What all results of a workflow have in common: the outputs, by name and by selector.</summary>
internal sealed class ResultShape
{
    private readonly FrozenDictionary<string, int> byName;
    private readonly FrozenDictionary<string, int> bySelector;

    public ResultShape(CompiledOutput[] outputs, CompatibilityMode compatibility)
    {
        Compatibility = compatibility;
        Outputs = outputs;
        Names = ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(outputs, output => output.Name));
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var selectors = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < outputs.Length; i++)
        {
            names[outputs[i].Name] = i;
            selectors.TryAdd(outputs[i].Selector, i);
        }

        byName = names.ToFrozenDictionary(StringComparer.Ordinal);
        bySelector = selectors.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public CompiledOutput[] Outputs { get; }

    public CompatibilityMode Compatibility { get; }

    public System.Collections.Immutable.ImmutableArray<string> Names { get; }

    /// <summary>The position of an output; -1 when there is none.</summary>
    public int FindName(string name) => byName.GetValueOrDefault(name, -1);

    /// <inheritdoc cref="FindName"/>
    public int FindSelector(string selector) => bySelector.GetValueOrDefault(selector, -1);

    /// <summary>The results of a run.</summary>
    public WorkflowResult[] Read(EngineRun run, int count)
    {
        var results = new WorkflowResult[count];
        for (int i = 0; i < count; i++)
        {
            var values = new object?[Outputs.Length];
            for (int j = 0; j < values.Length; j++)
            {
                values[j] = Outputs[j].Read(run, i);
            }

            results[i] = new(this, values);
        }

        return results;
    }
}

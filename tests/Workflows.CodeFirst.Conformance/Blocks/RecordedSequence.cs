using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;
using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;
using Workflows.CodeFirst.Runtime.Blocks;
using Workflows.CodeFirst.Runtime.Blocks.Models;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>Calls that belong together: each needs those before it, on the same instances.</summary>
internal sealed class RecordedSequence(string name)
{
    private static readonly Tolerance Doubles = new(1e-9, 1e-6);
    private static readonly Tolerance Singles = new(1e-6, 1e-4);

    private const string PositionObject = "\"supervision.geometry.core:Position\"";

    private readonly List<JsonElement> records = [];
    private readonly List<CaseResult> results = [];
    private readonly Dictionary<(string Type, int Instance), RecordedBlock> instances = [];
    private readonly BlockRegistry registry = CreateRegistry();
    private readonly RecordedClock clock = new();
    private readonly UuidTable uuids = new();

    public string Name { get; } = name;

    /// <summary>Adds the next call.</summary>
    /// <returns>Its position.</returns>
    public int Add(JsonElement record)
    {
        records.Add(record);
        return records.Count - 1;
    }

    /// <summary>What came of a call, after all calls before it.</summary>
    public CaseResult ResultOf(int call)
    {
        while (results.Count <= call)
        {
            results.Add(Run(records[results.Count]));
        }

        return results[call];
    }

    private CaseResult Run(JsonElement record)
    {
        string type = record.GetProperty("block").GetString()!;
        if (BlockCatalogue.Core.Find(type) is not { } manifest || !registry.CanRun(manifest))
        {
            return CaseResult.Fail(new Difference("", "a run", $"block {type} has no implementation"));
        }

        if (RunsElsewhere(record))
        {
            return CaseResult.Skip("The block was told that it runs on a server, which no block does here.");
        }

        clock.Set(record.GetProperty("now").GetDouble());
        var key = (type, record.TryGetProperty("instance", out var instance) ? instance.GetInt32() : 0);
        if (!instances.TryGetValue(key, out var block))
        {
            instances[key] = block = new(registry.Create(manifest), manifest, clock);
        }

        var arguments = (IReadOnlyDictionary<string, object?>)GoldenValues.Decode(record.GetProperty("kwargs"))!;
        object? result;
        try
        {
            result = block.Run(arguments, CompatibilityOf(record));
        }
#pragma warning disable CA1031 // Whatever a block throws is compared with what was recorded.
        catch (Exception e)
        {
            return RecordedFailure.Compare(record, e);
        }
#pragma warning restore CA1031

        if (record.TryGetProperty("exception", out var exception))
        {
            return CaseResult.Fail(new Difference("", exception.GetProperty("type").GetString()!, GoldenComparison.Show(result)));
        }

        var comparison = new GoldenComparison(record.GetRawText().Contains("\"float32\"", StringComparison.Ordinal) ? Singles : Doubles, uuids);
        comparison.Compare("$", record.GetProperty("result"), RecordedForms.Align(record.GetProperty("result"), result));
        return record.TryGetProperty("effects", out var effects) && effects.GetArrayLength() > 0
            ? CaseResult.Fail([.. comparison.Differences, new Difference("$effects", $"{effects.GetArrayLength()} effects", "effects are not compared")])
            : CaseResult.From(comparison.Differences);
    }

    private static bool RunsElsewhere(JsonElement record) =>
        record.TryGetProperty("init", out var init) && init.TryGetProperty("step_execution_mode", out var mode) && mode.GetRawText().Contains("\"remote\"", StringComparison.Ordinal);

    /// <summary>
    /// Some recordings give a position as the object that the reference engine's blocks should have made of its name, and did not. What a block
    /// does with one is what the names are documented to do.
    /// </summary>
    private static CompatibilityMode CompatibilityOf(JsonElement record) =>
        record.GetProperty("kwargs").GetRawText().Contains(PositionObject, StringComparison.Ordinal) ? CompatibilityMode.Corrected : CompatibilityMode.Reference;

    private static BlockRegistry CreateRegistry()
    {
        var registry = new BlockRegistry();
        BuiltInBlocks.AddTo(registry, new NoModels());
        return registry;
    }

    /// <summary>No recorded block runs a model.</summary>
    private sealed class NoModels : IModelSource
    {
        public ModelResponse<T> Predict<T>(ModelRequest request, CancellationToken cancellation) =>
            throw new NotSupportedException("Models are not part of recorded block runs.");

        public void Dispose()
        {
        }
    }
}

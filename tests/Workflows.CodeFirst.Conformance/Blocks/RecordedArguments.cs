using System.Text.Json;
using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Engine;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>
/// Connects the properties of a block to the arguments of recorded calls. Values are converted as the engine converts what one step gives
/// to the next, so that a block gets exactly what it would get in a workflow.
/// </summary>
internal sealed class RecordedArguments(BlockManifest manifest) : ArgumentBinder
{
    private readonly bool takesElements = manifest.Batch is { AcceptsBatches: true, OutputOffset: >= 0 } && !manifest.ControlsFlow;
    private readonly HashSet<string> targetProperties = new(StringComparer.Ordinal);

    /// <summary>Whether one call of the block gets all elements and gives one result for each.</summary>
    public bool TakesBatches => manifest.Batch is { AcceptsBatches: true, OutputOffset: 0 } && !manifest.ControlsFlow;

    /// <summary>Number of elements that a call is for.</summary>
    public int CountElements(IReadOnlyDictionary<string, object?> values)
    {
        if (!takesElements)
        {
            return 1;
        }

        foreach (var (name, value) in values)
        {
            if (CountOf(name, value) is { } count)
            {
                return count;
            }
        }

        return 1;
    }

    /// <summary>The steps that a call may go to.</summary>
    public string[] TargetsAmong(IReadOnlyDictionary<string, object?> values) =>
        [.. targetProperties.SelectMany(property => Texts(values.GetValueOrDefault(property))).Distinct(StringComparer.Ordinal)];

    public override Source<T> Value<T>(int property) => Value<T>(property, ValueConversion.TryConvert);

    public override Source<T> Enumeration<T>(int property, EnumerationParser<T> parse) =>
        Value(property, OfSet(property, ValueConversion.ToEnumeration(parse)));

    public override Source<T?> OptionalEnumeration<T>(int property, EnumerationParser<T> parse) =>
        Value(property, OfSet(property, ValueConversion.ToOptionalEnumeration(parse)));

    public override Source<IReadOnlyList<T>> List<T>(int property) => Value<IReadOnlyList<T>>(property, ValueConversion.TryConvertList);

    public override Source<IReadOnlyDictionary<string, T>> Dictionary<T>(int property) => Value<IReadOnlyDictionary<string, T>>(property, ValueConversion.TryConvertDictionary);

    public override Source<Batch<T>> Batch<T>(int property)
    {
        var (name, place) = (manifest.Properties[property].Name, Place(property));
        return new RecordedSource<Batch<T>>((call, _) => BatchOf<T>(name, Read(call, property), call.Count, place));
    }

    public override Source<IReadOnlyList<Batch<T>>> BatchList<T>(int property)
    {
        var (name, place) = (manifest.Properties[property].Name, Place(property));
        return new RecordedSource<IReadOnlyList<Batch<T>>>((call, _) =>
            [.. place.Convert<IReadOnlyList<object?>>(Read(call, property), ValueConversion.TryConvertList).Select(item => BatchOf<T>(name, item, call.Count, place))]);
    }

    public override Source<IReadOnlyDictionary<string, Batch<T>>> BatchDictionary<T>(int property)
    {
        var (name, place) = (manifest.Properties[property].Name, Place(property));
        return new RecordedSource<IReadOnlyDictionary<string, Batch<T>>>((call, _) =>
            place.Convert<IReadOnlyDictionary<string, object?>>(Read(call, property), ValueConversion.TryConvertDictionary)
                .ToDictionary(entry => entry.Key, entry => BatchOf<T>(name, entry.Value, call.Count, place), StringComparer.Ordinal));
    }

    public override Source<IReadOnlyList<StepTarget>> Targets(int property)
    {
        targetProperties.Add(manifest.Properties[property].Name);
        return new RecordedSource<IReadOnlyList<StepTarget>>((call, _) => [.. Texts(Read(call, property)).Select(text => TargetOf(call, text))]);
    }

    public override Source<IReadOnlyDictionary<string, StepTarget>> TargetDictionary(int property)
    {
        targetProperties.Add(manifest.Properties[property].Name);
        var place = Place(property);
        return new RecordedSource<IReadOnlyDictionary<string, StepTarget>>((call, _) =>
            place.Convert<IReadOnlyDictionary<string, string>>(Read(call, property), ValueConversion.TryConvertDictionary)
                .ToDictionary(entry => entry.Key, entry => TargetOf(call, entry.Value), StringComparer.Ordinal));
    }

    private static StepTarget TargetOf(RecordedCall call, string target) => new(target, Array.IndexOf(call.Targets, target));

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IReadOnlyDictionary<string, object?> dictionary => dictionary.Values.SelectMany(Texts),
        IReadOnlyList<object?> list => list.SelectMany(Texts),
        _ => [],
    };

    private Source<T> Value<T>(int property, TryConverter<T> convert)
    {
        var place = Place(property);
        return new RecordedSource<T>((call, element) => place.Convert(
            Read(call, property) is not GoldenBatch batch ? Read(call, property)
            : takesElements ? batch.Items[element]
            : batch.Items,
            convert));
    }

    /// <summary>Tests of the reference engine's blocks also pass texts that the language refuses before any block sees them.</summary>
    private TryConverter<T> OfSet<T>(int property, TryConverter<T> convert)
    {
        return TryConvert;

        bool TryConvert(object? value, out T converted) => convert(value, out converted) || (value is string text
            ? throw new RefusedArgumentException($"'{text}' is no value of '{manifest.Properties[property].Name}' in a workflow.")
            : false);
    }

    private PropertyPlace Place(int property) => new("step", manifest.Properties[property].Name);

    private object? Read(RecordedCall call, int property)
    {
        var facts = manifest.Properties[property];
        bool isGiven = call.TryGetValue(facts.Name, out object? value) && (value is not null || TakesNull(facts));
        return isGiven ? value
            : facts.DefaultJson is { } json ? PlainValues.Of(JsonElement.Parse(json))
            : null;
    }

    /// <summary>What a property takes no null for is left out where a test of the reference engine gave null.</summary>
    private static bool TakesNull(PropertyManifest property) =>
        property.DefaultJson is null or "null" || property.Accepts.Any(alternative => alternative is LiteralAlternative { Type: LiteralType.Null });

    private Batch<T> BatchOf<T>(string property, object? value, int count, PropertyPlace place)
    {
        IReadOnlyList<object?> items = value switch
        {
            GoldenBatch batch => batch.Items,
            IReadOnlyList<object?> list when IsList(property) => list,
            _ when TakesBatches => [.. Enumerable.Repeat(value, count)],
            _ => [value],
        };
        return new(items.Select(item => place.Convert<T>(item, ValueConversion.TryConvert)).ToArray());
    }

    private int? CountOf(string property, object? value) => value switch
    {
        GoldenBatch batch => batch.Items.Length,
        IReadOnlyDictionary<string, object?> dictionary => dictionary.Values.OfType<GoldenBatch>().FirstOrDefault()?.Items.Length,
        IReadOnlyList<object?> list => list.OfType<GoldenBatch>().FirstOrDefault()?.Items.Length ?? (TakesBatches && IsList(property) && value is not TupleValue ? list.Count : null),
        _ => null,
    };

    /// <summary>Whether a plain list stands for a batch: where a property takes nothing but batches.</summary>
    private bool IsList(string property) => !TakesBatches || (manifest.Batch.Batches.Contains(property) && !IsNested(property));

    private bool IsNested(string property) =>
        !manifest.Properties[manifest.IndexOfProperty(property)].Accepts.Any(alternative => alternative is SelectorAlternative);
}

/// <summary>A recorded argument is one that no workflow can pass.</summary>
internal sealed class RefusedArgumentException(string message) : Exception(message);

/// <summary>Reads one property of a recorded call.</summary>
internal sealed class RecordedSource<T>(Func<RecordedCall, int, T> read) : Source<T>
{
    public override T Read(in StepScope scope) => read(RecordedCall.Of(scope), scope.Element);
}

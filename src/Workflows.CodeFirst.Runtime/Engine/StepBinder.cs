using System.Text.Json;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Engine.Sources;
using Workflows.CodeFirst.Runtime.Values;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Connects the properties of one step to literals, inputs and the columns of earlier steps.</summary>
internal sealed class StepBinder(CompiledStep step, StepLinks links, CompatibilityMode compatibility) : ArgumentBinder
{
    private readonly BatchManifest batch = step.Plan.Step.Manifest.Batch;

    /// <summary>Whether a block that wants to see missing elements may be cut off from some of them by a branch.</summary>
    private readonly bool isGated = step.Plan.Step.Manifest.Batch.AcceptsEmptyValues && !step.Plan.GuardedBy.IsEmpty;

    /// <summary>Whether a property is connected to data that lies deeper than the elements that the step is called for.</summary>
    public bool IsDeeper(int property) => step.Plan.Properties[property].Dimensionality > step.RunsOver.Depth;

    public override Source<T> Value<T>(int property) => Value<T>(property, step.Plan.Step.Values[property], null, 0, ValueConversion.TryConvert);

    public override Source<T> Enumeration<T>(int property, EnumerationParser<T> parse) =>
        Value(property, step.Plan.Step.Values[property], null, 0, ValueConversion.ToEnumeration(parse));

    public override Source<T?> OptionalEnumeration<T>(int property, EnumerationParser<T> parse) =>
        Value(property, step.Plan.Step.Values[property], null, 0, ValueConversion.ToOptionalEnumeration(parse));

    public override Source<Batch<T>> Batch<T>(int property) => Batch<T>(property, step.Plan.Step.Values[property], null, 0);

    public override Source<IReadOnlyList<T>> List<T>(int property)
    {
        if (step.Plan.Step.Values[property] is not PropertyValue.List list)
        {
            return Value<IReadOnlyList<T>>(property, step.Plan.Step.Values[property], null, 0, ValueConversion.TryConvertList);
        }

        var items = new Source<T>[list.Items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Value<T>(property, list.Items[i], null, i, ValueConversion.TryConvert);
        }

        return new ListSource<T>(items);
    }

    public override Source<IReadOnlyDictionary<string, T>> Dictionary<T>(int property)
    {
        if (step.Plan.Step.Values[property] is not PropertyValue.Dictionary dictionary)
        {
            return Value<IReadOnlyDictionary<string, T>>(property, step.Plan.Step.Values[property], null, 0, ValueConversion.TryConvertDictionary);
        }

        var entries = new KeyValuePair<string, Source<T>>[dictionary.Entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            var (key, value) = dictionary.Entries[i];
            entries[i] = new(key, Value<T>(property, value, key, i, ValueConversion.TryConvert));
        }

        return new DictionarySource<T>(entries);
    }

    public override Source<IReadOnlyList<Batch<T>>> BatchList<T>(int property)
    {
        if (step.Plan.Step.Values[property] is not PropertyValue.List list)
        {
            return new ListSource<Batch<T>>([Batch<T>(property)]);
        }

        var items = new Source<Batch<T>>[list.Items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Batch<T>(property, list.Items[i], null, i);
        }

        return new ListSource<Batch<T>>(items);
    }

    public override Source<IReadOnlyDictionary<string, Batch<T>>> BatchDictionary<T>(int property)
    {
        var members = step.Plan.Step.Values[property] switch
        {
            PropertyValue.Dictionary dictionary => dictionary.Entries,
            var other when LiteralOf(property, other) is { ValueKind: JsonValueKind.Object } json =>
                [.. json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (PropertyValue)new PropertyValue.Literal(member.Value)))],
            _ => [],
        };
        var entries = new KeyValuePair<string, Source<Batch<T>>>[members.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            var (key, value) = members[i];
            entries[i] = new(key, Batch<T>(property, value, key, i));
        }

        return new DictionarySource<Batch<T>>(entries);
    }

    public override Source<IReadOnlyList<StepTarget>> Targets(int property)
    {
        string name = Manifest(property).Name;
        IReadOnlyList<StepTarget> targets = step.Plan.Step.Values[property] switch
        {
            PropertyValue.List list => [.. list.Items.Select(item => TargetOf(property, item, name)).OfType<StepTarget>()],
            { } single when TargetOf(property, single, name) is { } target => [target],
            _ => [],
        };
        return new ConstantSource<IReadOnlyList<StepTarget>>(targets);
    }

    public override Source<IReadOnlyDictionary<string, StepTarget>> TargetDictionary(int property)
    {
        var targets = new Dictionary<string, StepTarget>(StringComparer.Ordinal);
        if (step.Plan.Step.Values[property] is PropertyValue.Dictionary dictionary)
        {
            foreach (var (key, value) in dictionary.Entries)
            {
                if (TargetOf(property, value, $"{Manifest(property).Name}[{key}]") is { } target)
                {
                    targets[key] = target;
                }
            }
        }

        return new ConstantSource<IReadOnlyDictionary<string, StepTarget>>(targets);
    }

    private PropertyManifest Manifest(int property) => step.Plan.Step.Manifest.Properties[property];

    private PropertyPlace Place(int property) => new(step.Plan.Step.Name, Manifest(property).Name);

    private StepTarget? TargetOf(int property, PropertyValue value, string branchName)
    {
        if (value is PropertyValue.Reference reference)
        {
            // The language lets an output of a step pass for a step, and nothing comes of it.
            return compatibility == CompatibilityMode.Reference
                ? new StepTarget(reference.Selector.Text, StepFrame.Elsewhere)
                : throw StepLinks.NotAStep(step, Manifest(property), reference.Selector.Text);
        }

        if (value is not PropertyValue.Target target)
        {
            return null;
        }

        for (int i = 0; i < step.Plan.Branches.Length; i++)
        {
            if (step.Plan.Branches[i].Name == branchName)
            {
                return new(target.StepName, i);
            }
        }

        throw new InvalidOperationException($"Step '{step.Plan.Step.Name}' has no branch '{branchName}'.");
    }

    private Source<T> Value<T>(int property, PropertyValue? value, string? key, int index, TryConverter<T> convert)
    {
        if (value is PropertyValue.Reference)
        {
            var source = Referenced(property, links.Find(step, property, key, index), convert);
            return isGated && IsBatch(property, key, index) ? new GatedSource<T>(source, step.Position) : source;
        }

        if (value is PropertyValue.List or PropertyValue.Dictionary)
        {
            return Nested(property, value, convert);
        }

        var literal = LiteralOf(property, value);
        return convert(literal is { } written ? PlainValues.Of(written) : null, out var converted)
            ? new ConstantSource<T>(converted)
            : throw StepLinks.Refuse<T>(step, Manifest(property), literal);
    }

    /// <summary>Whether a branch can take a reference's values away one by one: a value that is the same for all elements stays.</summary>
    private bool IsBatch(int property, string? key, int index) =>
        step.Plan.Properties[property].IsCast || links.Find(step, property, key, index).Lineage.Depth > 0;

    /// <summary>A list or dictionary with references in it, where the block wants the property as one value.</summary>
    private Source<T> Nested<T>(int property, PropertyValue value, TryConverter<T> convert)
    {
        if (value is PropertyValue.List list)
        {
            var items = new Source<object?>[list.Items.Length];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = Value<object?>(property, list.Items[i], null, i, ValueConversion.TryConvert);
            }

            return new ConvertedSource<IReadOnlyList<object?>, T>(new ListSource<object?>(items), convert, Place(property));
        }

        var entries = ((PropertyValue.Dictionary)value).Entries;
        var members = new KeyValuePair<string, Source<object?>>[entries.Length];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = new(entries[i].Key, Value<object?>(property, entries[i].Value, entries[i].Key, i, ValueConversion.TryConvert));
        }

        return new ConvertedSource<IReadOnlyDictionary<string, object?>, T>(new DictionarySource<object?>(members), convert, Place(property));
    }

    private Source<T> Referenced<T>(int property, Link link, TryConverter<T> convert)
    {
        if (link.Parameter is { } parameter && step.Plan.Step.Values[property] is PropertyValue.Reference)
        {
            int column = links.Columns.Add<T>();
            parameter.Substitutions.Add(new Substitution<T>(parameter.Input.Name, step.Plan.Step.Name, Manifest(property), column, convert, compatibility));
            return new ScalarSource<T>(column);
        }

        bool isScalar = link.Lineage.Depth == 0;
        if (!isScalar && link.Lineage != step.RunsOver)
        {
            throw StepLinks.Unsupported(step, Manifest(property), "takes one value a call, but is connected to a batch of them");
        }

        if (links.Columns.TypeOf(link.Column) == typeof(T))
        {
            return isScalar ? new ScalarSource<T>(link.Column) : new ElementSource<T>(link.Column);
        }

        return new ConvertingSource<T>(link.Column, isScalar, convert, Place(property));
    }

    private Source<Batch<T>> Batch<T>(int property, PropertyValue? value, string? key, int index)
    {
        bool collapses = batch.OutputOffset < 0;
        if (value is not PropertyValue.Reference)
        {
            return Repeated(Value<T>(property, value, key, index, ValueConversion.TryConvert), collapses);
        }

        var link = links.Find(step, property, key, index);
        if (link.Lineage.Depth == 0 || (link.Lineage == step.RunsOver && !batch.AcceptsBatches))
        {
            return Repeated(Referenced<T>(property, link, ValueConversion.TryConvert), collapses);
        }

        int scratch = links.Columns.Add<T>();
        bool isSameType = links.Columns.TypeOf(link.Column) == typeof(T);
        if (link.Lineage == step.RunsOver)
        {
            return isSameType
                ? new BatchSource<T>(link.Column, scratch, step.Position)
                : new ConvertingBatchSource<T>(link.Column, scratch, step.Position, Place(property));
        }

        if (link.Lineage.Parent == step.RunsOver && (collapses || !batch.AcceptsBatches))
        {
            return new ChildrenSource<T>(
                link.Column, link.Lineage.Number, scratch, step.Position, batch.AcceptsEmptyValues, isSameType ? null : Place(property));
        }

        throw StepLinks.Unsupported(step, Manifest(property), "is connected to batches nested deeper than the block can take");
    }

    private Source<Batch<T>> Repeated<T>(Source<T> source, bool once)
    {
        int scratch = links.Columns.Add<T>();
        return once || !batch.AcceptsBatches ? new SingleBatchSource<T>(source, scratch) : new RepeatingBatchSource<T>(source, scratch, step.Position);
    }

    private JsonElement? LiteralOf(int property, PropertyValue? value)
    {
        if (value is PropertyValue.Literal literal)
        {
            return literal.Json;
        }

        if (value is null && Manifest(property).DefaultJson is { } text)
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }

        return null;
    }
}

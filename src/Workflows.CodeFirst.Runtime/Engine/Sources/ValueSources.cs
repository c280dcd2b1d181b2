using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine.Sources;

/// <summary>A value that was known when the workflow was compiled.</summary>
internal sealed class ConstantSource<T>(T value) : Source<T>
{
    public override T Read(in StepScope scope) => value;
}

/// <summary>A value of dimension 0: a parameter, an output of a step that runs once.</summary>
internal sealed class ScalarSource<T>(int column) : Source<T>
{
    public override T Read(in StepScope scope) => EngineRun.Of(scope).Column<T>(column).Values[0];
}

/// <summary>The value of the element that the step is run for.</summary>
internal sealed class ElementSource<T>(int column) : Source<T>
{
    public override T Read(in StepScope scope) => EngineRun.Of(scope).Column<T>(column).Values[scope.Element];
}

/// <summary>A value whose producer has another type than its consumer.</summary>
/// <param name="column">The producer's column.</param>
/// <param name="isScalar">Whether the column has one value for all elements.</param>
/// <param name="convert">Converts the value.</param>
/// <param name="place">The consuming property, for messages.</param>
internal sealed class ConvertingSource<T>(int column, bool isScalar, TryConverter<T> convert, PropertyPlace place) : Source<T>
{
    public override T Read(in StepScope scope) =>
        place.Convert(EngineRun.Of(scope).Columns[column].GetValue(isScalar ? 0 : scope.Element), convert);
}

/// <summary>For a block that wants to see missing elements: nothing where a branch was not taken, otherwise the value.</summary>
internal sealed class GatedSource<T>(Source<T> source, int step) : Source<T>
{
    public override T Read(in StepScope scope) =>
        EngineRun.Of(scope).Gates[step] is { } gate && !gate[scope.Element] ? default! : source.Read(scope);
}

/// <summary>A list with at least one reference in it.</summary>
internal sealed class ListSource<T>(Source<T>[] items) : Source<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(in StepScope scope)
    {
        var values = new T[items.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Read(scope);
        }

        return values;
    }
}

/// <summary>A dictionary with at least one reference in it.</summary>
internal sealed class DictionarySource<T>(KeyValuePair<string, Source<T>>[] entries) : Source<IReadOnlyDictionary<string, T>>
{
    public override IReadOnlyDictionary<string, T> Read(in StepScope scope)
    {
        var values = new Dictionary<string, T>(entries.Length, StringComparer.Ordinal);
        foreach (var (key, source) in entries)
        {
            values[key] = source.Read(scope);
        }

        return values;
    }
}

/// <summary>A list or dictionary with references in it, for a property of another type.</summary>
internal sealed class ConvertedSource<TFrom, TTo>(Source<TFrom> source, TryConverter<TTo> convert, PropertyPlace place) : Source<TTo>
{
    public override TTo Read(in StepScope scope) => place.Convert(source.Read(scope), convert);
}

using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations that make one value out of many.</summary>
internal static class AggregateOperations
{
    private static readonly Dictionary<string, Func<IEnumerable<object?>, object?>> Functions = new(StringComparer.Ordinal)
    {
        ["min"] = items => Extreme(items, Ordering.Less),
        ["max"] = items => Extreme(items, Ordering.Greater),
        ["sum"] = Sum,
    };

    private static readonly Dictionary<string, Func<object?, object?>> Modes = new(StringComparer.Ordinal)
    {
        ["first"] = value => PythonSequences.Item(value, 0L),
        ["last"] = value => PythonSequences.Item(value, -1L),
        ["most_common"] = value => ByFrequency(value)[0],
        ["least_common"] = value => ByFrequency(value)[^1],
    };

    public static Operation NumericAggregate(Definition definition, OperationSite site)
    {
        var function = definition.Choice("function", Functions);
        object? neutral = definition.Members.TryGetValue("neutral_value", out object? given) ? PythonValues.Normalize(given) : null;
        return (value, scope) =>
        {
            try
            {
                int length = PythonSequences.Length(value);
                site.Spend(scope, length);
                return length == 0 ? neutral : function(PythonSequences.Elements(value));
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation Aggregate(Definition definition, OperationSite site)
    {
        var aggregate = definition.Choice("mode", Modes);
        return (value, scope) =>
        {
            try
            {
                int length = PythonSequences.Length(value);
                site.Spend(scope, length);
                return length > 0 ? aggregate(value) : throw site.Wrong("at least one element", value);
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    /// <summary>The first of the least or greatest elements.</summary>
    private static object? Extreme(IEnumerable<object?> items, Ordering ordering)
    {
        object? best = null;
        bool isFirst = true;
        foreach (object? item in items)
        {
            if (isFirst || PythonOrder.Holds(ordering, item, best))
            {
                best = item;
                isFirst = false;
            }
        }

        return best;
    }

    /// <summary>Adds from the left, starting with zero.</summary>
    private static object? Sum(IEnumerable<object?> items)
    {
        object? sum = 0L;
        foreach (object? item in items)
        {
            sum = sum is ArrayValue || item is ArrayValue ? ArrayMath.Add(sum, item)
                : PythonNumber.TryGet(sum, out var left) && PythonNumber.TryGet(item, out var right) ? PythonNumber.Add(left, right)
                : throw PythonException.Type($"{PythonValues.Describe(item)} cannot be added up");
        }

        return sum;
    }

    /// <summary>The distinct elements, the most frequent first, equally frequent ones in their order. A dictionary says itself how often its keys occur.</summary>
    private static object?[] ByFrequency(object? value)
    {
        var counts = new OrderedDictionary<PythonKey, object?>();
        if (PythonDictionaries.Entries(value) is { } entries)
        {
            foreach (var (key, count) in entries)
            {
                counts[new(key)] = count;
            }
        }
        else
        {
            foreach (object? item in PythonSequences.Elements(value))
            {
                var key = new PythonKey(item);
                counts[key] = counts.TryGetValue(key, out object? count) ? (long)count! + 1 : 1L;
            }
        }

        return Array.ConvertAll(PythonOrder.Sort(counts, entry => entry.Value, isDescending: true), entry => entry.Key.Value);
    }
}

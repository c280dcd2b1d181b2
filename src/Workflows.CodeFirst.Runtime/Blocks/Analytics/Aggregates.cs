using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Makes one value of many that come one after the other.</summary>
internal abstract class Aggregate
{
    /// <summary>A new aggregate of a mode of the language.</summary>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public static Aggregate Create(string mode) => mode switch
    {
        "sum" => new Sum(),
        "avg" => new Average(),
        "max" => new Extreme(Ordering.Greater),
        "min" => new Extreme(Ordering.Less),
        "count" => new Count(),
        "distinct" => new Distinct(static set => set.ToArray()),
        "count_distinct" => new Distinct(static set => (long)set.Count),
        "values_counts" => new ValuesCounts(),
        "values_difference" => new Difference(),
        _ => throw new ArgumentException(
            $"The aggregation '{mode}' is none of sum, avg, max, min, count, distinct, count_distinct, values_counts and values_difference."),
    };

    /// <summary>Takes the next value.</summary>
    /// <exception cref="PythonException">The value does not go with the mode.</exception>
    public abstract void Add(object? value);

    /// <summary>What the values come to.</summary>
    public abstract object? Result();

    private static PythonNumber Number(object? value, string mode) => PythonNumber.TryGet(value, out var number)
        ? number
        : throw PythonException.Type($"the aggregation '{mode}' takes numbers, but got {PythonValues.Describe(value)}");

    private static object? Value(PythonNumber number) => number.IsReal ? number.ToDouble() : PythonValues.Integer(number.Whole);

    private sealed class Sum : Aggregate
    {
        private object total = 0L;

        public override void Add(object? value) => total = PythonNumber.Add(Number(total, "sum"), Number(value, "sum"));

        public override object? Result() => total;
    }

    private sealed class Average : Aggregate
    {
        private object total = 0L;
        private long count;

        public override void Add(object? value)
        {
            total = PythonNumber.Add(Number(total, "avg"), Number(value, "avg"));
            count++;
        }

        public override object? Result() => count == 0 ? null : PythonNumber.Divide(Number(total, "avg"), count);
    }

    private sealed class Extreme(Ordering better) : Aggregate
    {
        private object? best;

        public override void Add(object? value) => best = best is null || PythonOrder.Holds(better, value, best) ? value : best;

        public override object? Result() => best;
    }

    private sealed class Count : Aggregate
    {
        private long count;

        public override void Add(object? value) => count += PythonSequences.TryGetLength(value, out int length) ? length : 1;

        public override object? Result() => count;
    }

    private sealed class Distinct(Func<IReadOnlyCollection<object?>, object?> result) : Aggregate
    {
        private readonly HashSet<PythonKey> known = [];
        private readonly List<object?> values = [];

        public override void Add(object? value)
        {
            foreach (object? item in value is IReadOnlyList<object?> or SetValue ? PythonSequences.Elements(value) : [value])
            {
                if (known.Add(new(item)))
                {
                    values.Add(item);
                }
            }
        }

        public override object? Result() => result(values);
    }

    private sealed class ValuesCounts : Aggregate
    {
        private readonly OrderedDictionary<PythonKey, long> counts = [];

        public override void Add(object? value)
        {
            foreach (object? item in value is IReadOnlyList<object?> and not TupleValue ? PythonSequences.Elements(value) : [value])
            {
                var key = new PythonKey(item);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        public override object? Result()
        {
            if (counts.Keys.All(key => key.Value is string))
            {
                return counts.ToDictionary(entry => (string)entry.Key.Value!, entry => (object?)entry.Value, StringComparer.Ordinal);
            }

            return new MixedDictionary(counts.Select(entry => KeyValuePair.Create(entry.Key.Value, (object?)entry.Value)));
        }
    }

    private sealed class Difference : Aggregate
    {
        private readonly Extreme least = new(Ordering.Less), most = new(Ordering.Greater);

        public override void Add(object? value)
        {
            least.Add(Value(Number(value, "values_difference")));
            most.Add(Value(Number(value, "values_difference")));
        }

        public override object? Result() => least.Result() is { } low
            ? PythonNumber.Add(Number(most.Result(), "values_difference"), Number(PythonNumber.Multiply(Number(low, "values_difference"), -1L), "values_difference"))
            : null;
    }
}

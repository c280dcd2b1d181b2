using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>One of the four ordering comparisons.</summary>
internal enum Ordering
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Order: numbers among numbers, texts by code point, lists element by element; anything else cannot be ordered.</summary>
internal static class PythonOrder
{
    private static readonly Comparer<object?> Comparer = Comparer<object?>.Create((left, right) =>
        Holds(Ordering.Less, left, right) ? -1 : Holds(Ordering.Less, right, left) ? 1 : 0);

    /// <summary>Sorts by a key; what has equal keys stays in its order.</summary>
    /// <exception cref="PythonException">The keys have no order.</exception>
    public static T[] Sort<T>(IEnumerable<T> items, Func<T, object?> key, bool isDescending = false)
    {
        try
        {
            return isDescending ? [.. items.OrderByDescending(key, Comparer)] : [.. items.OrderBy(key, Comparer)];
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    /// <summary>Whether <paramref name="left"/> stands in a relation to <paramref name="right"/>.</summary>
    /// <exception cref="PythonException">The values have no order.</exception>
    public static bool Holds(Ordering ordering, object? left, object? right)
    {
        if (left is ArrayValue { Rank: > 0 } || right is ArrayValue { Rank: > 0 })
        {
            return ArrayMath.Compare(left, right, (a, b) => Holds(ordering, a, b));
        }

        if (PythonNumber.TryGet(left, out var number) && PythonNumber.TryGet(right, out var other))
        {
            // No relation holds for "not a number".
            return PythonNumber.Compare(number, other) is { } sign && Holds(ordering, sign);
        }

        return (left, right) switch
        {
            (string a, string b) => Holds(ordering, PythonStrings.Compare(a, b)),
            (byte[] a, byte[] b) => Holds(ordering, a.AsSpan().SequenceCompareTo(b)),
            (DateTime a, DateTime b) => Holds(ordering, a.CompareTo(b)),
            (DateTimeOffset a, DateTimeOffset b) => Holds(ordering, a.CompareTo(b)),
            (SetValue a, SetValue b) => HoldsOfSets(ordering, a, b),
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) when (a is TupleValue) == (b is TupleValue) => HoldsOfLists(ordering, a, b),
            _ => throw PythonException.Type($"{PythonValues.Describe(left)} and {PythonValues.Describe(right)} have no order"),
        };
    }

    private static bool Holds(Ordering ordering, int sign) => ordering switch
    {
        Ordering.Less => sign < 0,
        Ordering.LessOrEqual => sign <= 0,
        Ordering.Greater => sign > 0,
        _ => sign >= 0,
    };

    private static bool HoldsOfLists(Ordering ordering, IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        int common = Math.Min(left.Count, right.Count);
        for (int i = 0; i < common; i++)
        {
            object? a = PythonValues.Normalize(left[i]), b = PythonValues.Normalize(right[i]);
            if (!PythonEquality.AreSame(a, b))
            {
                return Holds(ordering, a, b);
            }
        }

        return Holds(ordering, left.Count.CompareTo(right.Count));
    }

    private static bool HoldsOfSets(Ordering ordering, SetValue left, SetValue right) => ordering switch
    {
        Ordering.Less => left.Count < right.Count && left.IsSubsetOf(right),
        Ordering.LessOrEqual => left.IsSubsetOf(right),
        Ordering.Greater => right.Count < left.Count && right.IsSubsetOf(left),
        _ => right.IsSubsetOf(left),
    };
}

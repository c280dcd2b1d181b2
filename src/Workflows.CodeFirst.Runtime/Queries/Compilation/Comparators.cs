using System.Collections.Frozen;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>What statements say about one value or two.</summary>
internal static class Comparators
{
    /// <summary>The comparators of two values.</summary>
    public static FrozenDictionary<string, Func<object?, object?, bool>> Binary { get; } = new Dictionary<string, Func<object?, object?, bool>>(StringComparer.Ordinal)
    {
        ["=="] = PythonEquality.AreEqual,
        ["(Number) =="] = PythonEquality.AreEqual,
        ["!="] = AreDifferent,
        ["(Number) !="] = AreDifferent,
        ["(Number) >"] = (left, right) => PythonOrder.Holds(Ordering.Greater, left, right),
        ["(Number) >="] = (left, right) => PythonOrder.Holds(Ordering.GreaterOrEqual, left, right),
        ["(Number) <"] = (left, right) => PythonOrder.Holds(Ordering.Less, left, right),
        ["(Number) <="] = (left, right) => PythonOrder.Holds(Ordering.LessOrEqual, left, right),
        ["(Number) in range"] = IsInRange,
        ["(String) startsWith"] = (left, right) => AnyPart(left, right, isAtStart: true),
        ["(String) endsWith"] = (left, right) => AnyPart(left, right, isAtStart: false),
        ["(String) contains"] = PythonSequences.Contains,
        ["in (Sequence)"] = (left, right) => PythonSequences.Contains(right, left),
        ["any in (Sequence)"] = IsAnyIn,
        ["all in (Sequence)"] = AreAllIn,
        ["(Detection) in zone"] = Zones.Contains,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operators on one value.</summary>
    public static FrozenDictionary<string, Func<object?, bool>> Unary { get; } = new Dictionary<string, Func<object?, bool>>(StringComparer.Ordinal)
    {
        ["Exists"] = value => value is not null,
        ["DoesNotExist"] = value => value is null,
        ["(Boolean) is True"] = value => value is true,
        ["(Boolean) is False"] = value => value is false,
        ["(Sequence) is empty"] = value => PythonSequences.Length(value) == 0,
        ["(Sequence) is not empty"] = value => PythonSequences.Length(value) > 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static bool AreDifferent(object? left, object? right) => !PythonEquality.AreEqual(left, right);

    /// <summary>The upper end is looked at only when the lower one holds.</summary>
    private static bool IsInRange(object? value, object? range) =>
        PythonOrder.Holds(Ordering.LessOrEqual, PythonSequences.Item(range, 0L), value)
        && PythonOrder.Holds(Ordering.LessOrEqual, value, PythonSequences.Item(range, 1L));

    private static bool IsAnyIn(object? items, object? container)
    {
        foreach (object? item in PythonSequences.Elements(items))
        {
            if (PythonSequences.Contains(container, item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreAllIn(object? items, object? container)
    {
        foreach (object? item in PythonSequences.Elements(items))
        {
            if (!PythonSequences.Contains(container, item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text, or bytes, start or end with another one, or with one of a tuple.</summary>
    private static bool AnyPart(object? whole, object? part, bool isAtStart)
    {
        if (whole is not (string or byte[]))
        {
            throw PythonException.Attribute($"a text is needed, but this is {PythonValues.Describe(whole)}");
        }

        foreach (object? item in part is TupleValue tuple ? tuple : (IEnumerable<object?>)[part])
        {
            bool holds = (whole, PythonValues.Normalize(item)) switch
            {
                (string text, string other) => isAtStart ? text.StartsWith(other, StringComparison.Ordinal) : text.EndsWith(other, StringComparison.Ordinal),
                (byte[] bytes, byte[] other) => isAtStart ? bytes.AsSpan().StartsWith(other) : bytes.AsSpan().EndsWith(other),
                _ => throw PythonException.Type($"a text is needed, but this is {PythonValues.Describe(item)}"),
            };
            if (holds)
            {
                return true;
            }
        }

        return false;
    }
}

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
        ["(String) startsWith"] = (left, right) => Text(left) is var text && AnyText(right, part => text.StartsWith(part, StringComparison.Ordinal)),
        ["(String) endsWith"] = (left, right) => Text(left) is var text && AnyText(right, part => text.EndsWith(part, StringComparison.Ordinal)),
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

    private static string Text(object? value) =>
        value as string ?? throw PythonException.Attribute($"a text is needed, but this is {PythonValues.Describe(value)}");

    private static bool AnyText(object? value, Func<string, bool> holds)
    {
        switch (value)
        {
            case string text:
                return holds(text);
            case TupleValue tuple:
                foreach (object? item in tuple)
                {
                    if (AnyText(item as string ?? throw PythonException.Type("a tuple of texts is needed"), holds))
                    {
                        return true;
                    }
                }

                return false;
            default:
                throw PythonException.Type($"a text is needed, but this is {PythonValues.Describe(value)}");
        }
    }
}

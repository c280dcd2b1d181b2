using System.Text.Json;
using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>
/// Brings the outputs of a block to the form of the recorded ones where the form means nothing: a batch of one for a call without batches, whole
/// numbers in outputs of type float, the order of the elements of what was a set.
/// </summary>
internal static class RecordedForms
{
    // The outputs of aggregates over sets end so.
    private const string SetOutput = "_distinct";

    public static object? Align(JsonElement expected, object? actual)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual is object?[] { Length: 1 } batch)
        {
            actual = batch[0];
        }

        if (expected.ValueKind != JsonValueKind.Object || actual is not OrderedDictionary<string, object?> outputs)
        {
            return actual;
        }

        var aligned = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in outputs)
        {
            aligned[name] = expected.TryGetProperty(name, out var recorded) ? AlignOutput(name, recorded, value) : value;
        }

        return aligned;
    }

    private static object? AlignOutput(string name, JsonElement expected, object? actual) => actual switch
    {
        double number when expected.ValueKind == JsonValueKind.Number && expected.TryGetInt64(out long whole) && whole == number => whole,
        object?[] items when expected.ValueKind == JsonValueKind.Array && name.EndsWith(SetOutput, StringComparison.Ordinal) => Sort(items, expected),
        _ => actual,
    };

    private static object?[] Sort(object?[] items, JsonElement expected)
    {
        var order = (IReadOnlyList<object?>)GoldenValues.Decode(expected)!;
        return [.. items.OrderBy(item => Enumerable.Range(0, order.Count).FirstOrDefault(i => PythonEquality.AreEqual(order[i], item), order.Count))];
    }
}

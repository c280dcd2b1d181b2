using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// The values that the language computes with: null, bool, long (<see cref="BigInteger"/> beyond its range), double, string, byte[],
/// DateTimeOffset (DateTime without a time zone), lists (<see cref="IReadOnlyList{T}"/> of objects), <see cref="TupleValue"/>,
/// <see cref="SetValue"/>, dictionaries (<see cref="IReadOnlyDictionary{TKey,TValue}"/> of text to object, <see cref="MixedDictionary"/>),
/// <see cref="ArrayValue"/>, <see cref="Detections"/> and <see cref="DetectionRow"/>; anything else is opaque.
/// </summary>
internal static class PythonValues
{
    /// <summary>The value in the form in which the language knows it. Elements of lists and dictionaries are normalized when they are read.</summary>
    public static object? Normalize(object? value) => value switch
    {
        null or bool or long or double or string or Detections or TupleValue => value,
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => Integer(number),
        BigInteger number => Integer(number),
        float number => (double)number,
        decimal number => (double)number,
        JsonElement json => PlainValues.Of(json),
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        DateTime { Kind: not DateTimeKind.Unspecified } time => new DateTimeOffset(time),
        byte[] or SetValue or MixedDictionary or IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => value,
        IDictionary dictionary => Copy(dictionary),
        IEnumerable items => Copy(items),
        _ => value,
    };

    /// <summary>A whole number in the smaller type that holds it.</summary>
    public static object Integer(BigInteger number) =>
        number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;

    /// <summary>The entries of a dictionary; null for anything else.</summary>
    public static IReadOnlyDictionary<string, object?>? AsDictionary(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> dictionary => dictionary,
        ClassificationPrediction prediction => ClassificationValues.ToDictionary(prediction),
        _ => null,
    };

    /// <summary>Whether a value counts as true.</summary>
    /// <exception cref="PythonException">It is an array of several elements.</exception>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        BigInteger => true,
        ArrayValue array => array.Size switch
        {
            0 => false,
            1 => IsTrue(array.Items[0]),
            _ => throw Ambiguous(),
        },
        _ => !PythonSequences.TryGetLength(value, out int length) || length > 0,
    };

    public static PythonException Ambiguous() => PythonException.Value("an array of several elements is neither true nor false");

    /// <summary>What a value is, for messages.</summary>
    public static string Describe(object? value) => value switch
    {
        BigInteger => "a very large whole number",
        TupleValue tuple => $"a tuple of {tuple.Count} values",
        SetValue set => $"a set of {set.Count} values",
        MixedDictionary dictionary => $"a dictionary of {dictionary.Count} entries",
        ArrayValue { Rank: 0 } number => Describe(number.Items[0]),
        ArrayValue array => $"an array of {string.Join('x', array.Shape)} elements",
        DetectionRow => "a single detection",
        ClassificationPrediction => "a classification",
        DateTime or DateTimeOffset => "a point in time",
        VideoFrame => "the facts of a video frame",
        _ => ValueNames.Describe(value),
    };

    private static object Copy(IDictionary dictionary)
    {
        var entries = new List<KeyValuePair<object?, object?>>(dictionary.Count);
        bool isText = true;
        foreach (DictionaryEntry entry in dictionary)
        {
            entries.Add(new(entry.Key, entry.Value));
            isText &= entry.Key is string;
        }

        if (!isText)
        {
            return new MixedDictionary(entries);
        }

        var copy = new OrderedDictionary<string, object?>(entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            copy[(string)key!] = value;
        }

        return copy;
    }

    private static object?[] Copy(IEnumerable items)
    {
        var copy = new List<object?>();
        foreach (object? item in items)
        {
            copy.Add(item);
        }

        return [.. copy];
    }
}

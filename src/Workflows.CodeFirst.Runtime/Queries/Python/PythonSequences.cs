using System.Numerics;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Length, elements and membership of everything that has elements.</summary>
internal static class PythonSequences
{
    /// <summary>Number of elements; false when the value has none to count.</summary>
    public static bool TryGetLength(object? value, out int length)
    {
        length = value switch
        {
            string text => PythonStrings.Length(text),
            Detections detections => detections.Count,
            byte[] bytes => bytes.Length,
            IReadOnlyList<object?> list => list.Count,
            IReadOnlyDictionary<string, object?> dictionary => dictionary.Count,
            MixedDictionary dictionary => dictionary.Count,
            SetValue set => set.Count,
            ArrayValue { Rank: > 0 } array => array.Length,
            DetectionRow => DetectionRow.TupleLength,
            ClassificationPrediction prediction => PythonValues.AsDictionary(prediction)!.Count,
            _ => -1,
        };
        return length >= 0;
    }

    /// <exception cref="PythonException">The value has no length.</exception>
    public static int Length(object? value) =>
        TryGetLength(value, out int length) ? length : throw PythonException.Type($"{PythonValues.Describe(value)} has no length");

    /// <summary>The elements one by one: characters of texts, keys of dictionaries.</summary>
    /// <exception cref="PythonException">The value has no elements.</exception>
    public static IEnumerable<object?> Elements(object? value) => value switch
    {
        string text => PythonStrings.Characters(text),
        Detections detections => Rows(detections),
        byte[] bytes => bytes.Select(item => (object?)(long)item),
        IReadOnlyList<object?> list => Normalized(list),
        IReadOnlyDictionary<string, object?> dictionary => dictionary.Keys,
        MixedDictionary dictionary => dictionary.Keys,
        SetValue set => set,
        ArrayValue { Rank: > 0 } array => Parts(array),
        DetectionRow row => row.ToTuple(),
        ClassificationPrediction prediction => PythonValues.AsDictionary(prediction)!.Keys,
        _ => throw PythonException.Type($"{PythonValues.Describe(value)} has no elements"),
    };

    /// <summary>The element at a position, or of a dictionary at a key.</summary>
    /// <param name="value">The sequence or dictionary.</param>
    /// <param name="key">The position, from the end when negative, or the key.</param>
    /// <exception cref="PythonException">There is no such element, or the value has no elements.</exception>
    public static object? Item(object? value, object key)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> or ClassificationPrediction:
                return key is string name && PythonValues.AsDictionary(value)!.TryGetValue(name, out object? entry)
                    ? PythonValues.Normalize(entry)
                    : throw PythonException.Key($"there is no entry {PythonText.Repr(key)}");
            case MixedDictionary dictionary:
                return dictionary.TryGetValue(new(key), out object? item) ? item : throw PythonException.Key($"there is no entry {PythonText.Repr(key)}");
        }

        if (value is SetValue || !TryGetLength(value, out int length))
        {
            throw PythonException.Type($"elements of {PythonValues.Describe(value)} cannot be taken by position");
        }

        if (key is not long position)
        {
            throw PythonException.Type($"elements of {PythonValues.Describe(value)} are taken by position, not by {PythonText.Repr(key)}");
        }

        long index = position < 0 ? position + length : position;
        if (index < 0 || index >= length)
        {
            throw PythonException.Index($"{PythonValues.Describe(value)} has no element {position}");
        }

        return value switch
        {
            string text => PythonStrings.Slice(text, (int)index, (int)index + 1),
            Detections detections => detections.Select([(int)index]),
            byte[] bytes => (long)bytes[index],
            IReadOnlyList<object?> list => PythonValues.Normalize(list[(int)index]),
            ArrayValue array => array[(int)index],
            _ => ((DetectionRow)value!).ToTuple()[(int)index],
        };
    }

    /// <summary>Whether <paramref name="item"/> is in <paramref name="container"/>: an element, a key, or a part of a text.</summary>
    /// <exception cref="PythonException">The container can hold no such thing.</exception>
    public static bool Contains(object? container, object? item)
    {
        switch (container)
        {
            case string text:
                return item is string part
                    ? text.Contains(part, StringComparison.Ordinal)
                    : throw PythonException.Type($"a text can contain texts, but not {PythonValues.Describe(item)}");
            case IReadOnlyDictionary<string, object?> dictionary:
                _ = PythonEquality.Hash(item);
                return item is string key && dictionary.ContainsKey(key);
            case MixedDictionary dictionary:
                return dictionary.TryGetValue(new(item), out _);
            case SetValue set:
                return item is not SetValue && set.Contains(new(item));
            case byte[] bytes:
                return Contains(bytes, item);
            default:
                foreach (object? element in Elements(container))
                {
                    if (PythonEquality.AreSame(element, item))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    private static bool Contains(byte[] bytes, object? item) => item switch
    {
        byte[] part => bytes.AsSpan().IndexOf(part) >= 0,
        bool flag => Array.IndexOf(bytes, (byte)(flag ? 1 : 0)) >= 0,
        long number and >= 0 and <= byte.MaxValue => Array.IndexOf(bytes, (byte)number) >= 0,
        long or BigInteger => throw PythonException.Value("a byte is a number from 0 to 255"),
        _ => throw PythonException.Type($"bytes can contain bytes, but not {PythonValues.Describe(item)}"),
    };

    private static IEnumerable<object?> Normalized(IReadOnlyList<object?> list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            yield return PythonValues.Normalize(list[i]);
        }
    }

    private static IEnumerable<object?> Rows(Detections detections)
    {
        for (int i = 0; i < detections.Count; i++)
        {
            yield return new DetectionRow(detections, i);
        }
    }

    private static IEnumerable<object?> Parts(ArrayValue array)
    {
        for (int i = 0; i < array.Length; i++)
        {
            yield return array[i];
        }
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>Decodes arrays: nested lists, compressed bytes, or run lengths.</summary>
internal static class GoldenArrays
{
    /// <summary>An array from its body.</summary>
    public static ArrayValue Decode(JsonElement body)
    {
        string dtype = body.GetProperty("dtype").GetString()!;
        var type = TypeOf(dtype);
        ImmutableArray<int> shape = [.. body.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        IReadOnlyList<object?> items;
        if (body.TryGetProperty("zlib_b64", out var compressed))
        {
            items = Unpack(dtype, compressed.GetBytesFromBase64());
        }
        else if (body.TryGetProperty("rle", out var planes))
        {
            items = [.. planes.EnumerateArray().SelectMany(plane => Plane(plane, shape[^2], shape[^1]))];
        }
        else if (body.TryGetProperty("data", out var data))
        {
            var flat = new List<object?>();
            Flatten(data, type, shape.Length, flat);
            items = flat;
        }
        else
        {
            throw new FormatException("The array has no elements in a known form.");
        }

        int size = shape.Aggregate(1, (product, length) => product * length);
        return items.Count == size
            ? new(type, shape, items)
            : throw new FormatException($"The array of {string.Join('x', shape)} elements has {items.Count}.");
    }

    /// <summary>A number of a certain width.</summary>
    public static object? DecodeScalar(JsonElement pair)
    {
        var type = TypeOf(pair[0].GetString()!);
        object? value = Element(pair[1], type);
        return type is ArrayElementType.Float64 or ArrayElementType.Text or ArrayElementType.Object ? value : new ArrayValue(type, [], [value]);
    }

    /// <summary>The numbers of a column; null when it is absent.</summary>
    public static double[]? Numbers(JsonElement body) => body.ValueKind == JsonValueKind.Null
        ? null
        : [.. Decode(body).Items.Select(item => PythonNumber.TryGet(item, out var number) ? number.ToDouble() : throw new FormatException("A column of numbers has something else in it."))];

    private static ArrayElementType TypeOf(string name) => name switch
    {
        "bool" => ArrayElementType.Boolean,
        "uint8" => ArrayElementType.UInt8,
        "int8" or "int16" or "uint16" or "int32" or "uint32" => ArrayElementType.Int32,
        "int64" or "uint64" => ArrayElementType.Int64,
        "float16" or "float32" => ArrayElementType.Float32,
        "float64" => ArrayElementType.Float64,
        "str" => ArrayElementType.Text,
        "object" => ArrayElementType.Object,
        _ => throw new FormatException($"There is no element type '{name}'."),
    };

    private static void Flatten(JsonElement data, ArrayElementType type, int rank, List<object?> items)
    {
        // Arrays of objects are written flat whatever their shape.
        bool isFlat = rank <= 1 || type == ArrayElementType.Object;
        if (rank == 0)
        {
            items.Add(Element(data, type));
            return;
        }

        foreach (var item in data.EnumerateArray())
        {
            if (isFlat)
            {
                items.Add(Element(item, type));
            }
            else
            {
                Flatten(item, type, rank - 1, items);
            }
        }
    }

    private static object? Element(JsonElement item, ArrayElementType type) => (type, GoldenValues.Decode(item)) switch
    {
        (ArrayElementType.Float32 or ArrayElementType.Float64, long number) => (double)number,
        (ArrayElementType.Boolean, long number) => number != 0,
        (_, var value) => value,
    };

    private static object?[] Plane(JsonElement runs, int height, int width)
    {
        var plane = new object?[height * width];
        int at = 0;
        object isSet = false;
        foreach (var run in runs.EnumerateArray())
        {
            for (int i = 0; i < run.GetInt32(); i++, at++)
            {
                plane[at % height * width + at / height] = isSet;
            }

            isSet = !(bool)isSet;
        }

        return plane;
    }

    private static IReadOnlyList<object?> Unpack(string type, byte[] compressed)
    {
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        byte[] bytes = buffer.ToArray();
        return type switch
        {
            "bool" => new PackedItems<byte>(bytes, item => item != 0),
            "uint8" => new PackedItems<byte>(bytes, item => (long)item),
            "int8" => new PackedItems<sbyte>(bytes, item => (long)item),
            "int16" => new PackedItems<short>(bytes, item => (long)item),
            "uint16" => new PackedItems<ushort>(bytes, item => (long)item),
            "int32" => new PackedItems<int>(bytes, item => (long)item),
            "uint32" => new PackedItems<uint>(bytes, item => (long)item),
            "int64" => new PackedItems<long>(bytes, item => item),
            "float16" => new PackedItems<Half>(bytes, item => (double)item),
            "float32" => new PackedItems<float>(bytes, item => (double)item),
            "float64" => new PackedItems<double>(bytes, item => item),
            _ => throw new FormatException($"Compressed elements cannot be of the type '{type}'."),
        };
    }

    /// <summary>Elements that become objects only when they are read.</summary>
    private sealed class PackedItems<T>(byte[] bytes, Func<T, object?> box) : IReadOnlyList<object?>
        where T : struct
    {
        public int Count => MemoryMarshal.Cast<byte, T>(bytes).Length;

        public object? this[int index] => box(MemoryMarshal.Cast<byte, T>(bytes)[index]);

        public IEnumerator<object?> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

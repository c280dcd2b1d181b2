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
        var type = TypeOf(body.GetProperty("dtype").GetString()!);
        ImmutableArray<int> shape = [.. body.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        var items = new List<object?>();
        if (body.TryGetProperty("zlib_b64", out var compressed))
        {
            Unpack(body.GetProperty("dtype").GetString()!, compressed.GetBytesFromBase64(), items);
        }
        else if (body.TryGetProperty("rle", out var planes))
        {
            foreach (var plane in planes.EnumerateArray())
            {
                AddPlane(plane, shape[^2], shape[^1], items);
            }
        }
        else if (body.TryGetProperty("data", out var data))
        {
            Flatten(data, type, shape.Length, items);
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

    private static void AddPlane(JsonElement runs, int height, int width, List<object?> items)
    {
        var plane = new object?[height * width];
        Array.Fill(plane, false);
        int at = 0;
        bool isSet = false;
        foreach (var run in runs.EnumerateArray())
        {
            for (int i = 0; i < run.GetInt32(); i++, at++)
            {
                plane[at % height * width + at / height] = isSet;
            }

            isSet = !isSet;
        }

        items.AddRange(plane);
    }

    private static void Unpack(string type, byte[] compressed, List<object?> items)
    {
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var bytes = buffer.ToArray().AsSpan();
        switch (type)
        {
            case "bool":
                Add<byte>(bytes, items, item => item != 0);
                break;
            case "uint8":
                Add<byte>(bytes, items, item => (long)item);
                break;
            case "int8":
                Add<sbyte>(bytes, items, item => (long)item);
                break;
            case "int16":
                Add<short>(bytes, items, item => (long)item);
                break;
            case "uint16":
                Add<ushort>(bytes, items, item => (long)item);
                break;
            case "int32":
                Add<int>(bytes, items, item => (long)item);
                break;
            case "uint32":
                Add<uint>(bytes, items, item => (long)item);
                break;
            case "int64":
                Add<long>(bytes, items, item => item);
                break;
            case "float16":
                Add<Half>(bytes, items, item => (double)item);
                break;
            case "float32":
                Add<float>(bytes, items, item => (double)item);
                break;
            case "float64":
                Add<double>(bytes, items, item => item);
                break;
            default:
                throw new FormatException($"Compressed elements cannot be of the type '{type}'.");
        }
    }

    private static void Add<T>(ReadOnlySpan<byte> bytes, List<object?> items, Func<T, object?> box)
        where T : struct
    {
        foreach (var item in MemoryMarshal.Cast<byte, T>(bytes))
        {
            items.Add(box(item));
        }
    }
}

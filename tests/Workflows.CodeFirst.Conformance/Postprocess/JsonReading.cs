using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Values of a case as the library's types.</summary>
internal static class JsonReading
{
    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(value => (float)value.GetDouble())];

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static byte[] Bytes(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetByte())];

    public static ImmutableArray<string> Strings(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString()!)];

    public static float[][] FloatRows(this JsonElement array) => [.. array.EnumerateArray().Select(Floats)];

    /// <summary>A pair of (width, height).</summary>
    public static ImageSize SizeWh(this JsonElement pair) => new(pair[0].GetInt32(), pair[1].GetInt32());

    /// <summary>A pair of (height, width).</summary>
    public static ImageSize SizeHw(this JsonElement pair) => new(pair[1].GetInt32(), pair[0].GetInt32());

    /// <summary>A matrix as a tensor.</summary>
    public static Tensor Matrix(this JsonElement rows)
    {
        var matrix = rows.FloatRows();
        return new(matrix.SelectMany(row => row).ToArray(), [matrix.Length, matrix.Length == 0 ? 0 : matrix[0].Length]);
    }

    /// <summary>A tensor that is written as its shape and its values.</summary>
    public static Tensor Tensor(this JsonElement element) => new(element.GetProperty("data").Floats(), [.. element.GetProperty("shape").Integers()]);

    /// <summary>The same without its batch dimension.</summary>
    public static Tensor OneImage(this JsonElement element)
    {
        var tensor = element.Tensor();
        return tensor with { Shape = tensor.Shape.RemoveAt(0) };
    }

    /// <summary>Text rows of 0 and 1 as a mask.</summary>
    public static Mask Mask(this JsonElement rows)
    {
        var lines = rows.Strings();
        return CodeFirst.Mask.FromPixels(
            [.. lines.SelectMany(line => line.Select(digit => (byte)(digit - '0')))], new(lines.IsEmpty ? 0 : lines[0].Length, lines.Length));
    }

    /// <summary>Where pre-processing put the image, as cases of today's format state it.</summary>
    public static InputGeometry Geometry(this JsonElement meta)
    {
        var crop = meta.GetProperty("static_crop").Integers();
        return new()
        {
            Original = meta.GetProperty("original_size_hw").SizeHw(),
            Crop = new(crop[0], crop[1], crop[2], crop[3]),
            Network = meta.GetProperty("inference_size_hw").SizeHw(),
            Intermediate = meta.TryGetProperty("nonsquare_intermediate_size_hw", out var size) && size.ValueKind == JsonValueKind.Array ? size.SizeHw() : null,
            PadLeft = meta.GetProperty("pad_left").GetInt32(),
            PadTop = meta.GetProperty("pad_top").GetInt32(),
            PadRight = meta.GetProperty("pad_right").GetInt32(),
            PadBottom = meta.GetProperty("pad_bottom").GetInt32(),
            ScaleX = (float)meta.GetProperty("scale_width").GetDouble(),
            ScaleY = (float)meta.GetProperty("scale_height").GetDouble(),
            IsStretched = false,
        };
    }

    /// <summary>The geometry of a case that states sizes and how they relate.</summary>
    public static InputGeometry Geometry(this PostprocessCase item)
    {
        var original = item.Optional("orig_wh") is { } wh ? wh.SizeWh() : item.Params.GetProperty("orig_hw").SizeHw();
        var network = item.Optional("infer_wh") is { } inferWh ? inferWh.SizeWh() : item.Params.GetProperty("infer_hw").SizeHw();
        string mode = (item.Optional("resize_method") ?? item.Params.GetProperty("resize_mode")).GetString()!;
        var spec = new InputSpec
        {
            IsLegacy = item.IsLegacy,
            Mode = ResizeModeOf(mode),
            Kernel = ResizeKernel.CvBytes,
            Crop = item.Optional("static_crop") is { } crop ? Crop(crop) : null,
        };
        return InputPlan.Create("case", spec, original, network).Geometry;
    }

    public static StaticCrop Crop(JsonElement percent)
    {
        var crop = percent.Doubles();
        return new(crop[0], crop[1], crop[2], crop[3]);
    }

    public static ResizeMode ResizeModeOf(string name) => name switch
    {
        "stretch" or "Stretch to" => ResizeMode.Stretch,
        "center-crop" => ResizeMode.CenterCrop,
        "letterbox" or "letterbox-reflect-edges" or "fit-longer-edge" => ResizeMode.Letterbox,
        _ when name.StartsWith("Fit (", StringComparison.Ordinal) => ResizeMode.Letterbox,
        _ => throw new SuiteException($"There is no resize mode '{name}'."),
    };

    /// <summary>A threshold that is one number, one for each class, or the model's choice.</summary>
    public static (ConfidenceThreshold Requested, RecommendedThresholds? Recommended) Threshold(this JsonElement threshold, ImmutableArray<string> names)
    {
        if (threshold.ValueKind == JsonValueKind.Number)
        {
            return (threshold.GetDouble(), null);
        }

        if (threshold.ValueKind != JsonValueKind.Array)
        {
            return (threshold.ValueKind == JsonValueKind.String && threshold.GetString() == "best" ? ConfidenceThreshold.Best : ConfidenceThreshold.Default, null);
        }

        var values = threshold.Doubles();
        var perClass = values.Select((value, id) => KeyValuePair.Create(names[id], value));
        return (ConfidenceThreshold.Best, new(values.Max(), System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(perClass)));
    }

    /// <summary>Names for classes that a case does not name.</summary>
    public static ImmutableArray<string> Names(int count) => [.. Enumerable.Range(0, count).Select(id => $"class {id}")];

    public static double[] Widen(this ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        for (int i = 0; i < widened.Length; i++)
        {
            widened[i] = values[i];
        }

        return widened;
    }

    public static double[] Corners(this Box box) => [box.X1, box.Y1, box.X2, box.Y2];

    public static double[][] Points(this ImmutableArray<ImagePoint> polygon) => [.. polygon.Select(point => new[] { point.X, point.Y })];

    public static object Rle(this Mask mask) => new { size = new[] { mask.Size.Height, mask.Size.Width }, counts = mask.ToRle().Counts, area = mask.Area };

    public static string[] Rows(this Mask mask)
    {
        var pixels = new byte[mask.Size.PixelCount];
        mask.CopyTo(pixels, (byte)'1');
        pixels.AsSpan().Replace((byte)0, (byte)'0');
        return [.. Enumerable.Range(0, mask.Size.Height).Select(y => System.Text.Encoding.ASCII.GetString(pixels, y * mask.Size.Width, mask.Size.Width))];
    }
}

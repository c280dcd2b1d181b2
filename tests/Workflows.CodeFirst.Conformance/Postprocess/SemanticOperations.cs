using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>A class for each pixel.</summary>
internal static class SemanticOperations
{
    public static object Decode(PostprocessCase item)
    {
        var input = item.Input.TryGetProperty("logits", out _) ? item.Input : item.Referenced.Input;
        var shape = input.GetProperty("logits_chw_shape").Integers();
        var output = new Tensor(input.GetProperty("logits").Floats(), [.. shape]);
        return item.IsLegacy ? DecodeLegacy(item, output) : DecodeCurrent(item, output);
    }

    public static object ToDetections(PostprocessCase item)
    {
        var classMap = item.Input.GetProperty("class_map");
        var size = new ImageSize(classMap[0].GetArrayLength(), classMap.GetArrayLength());
        byte[] classes = [.. classMap.EnumerateArray().SelectMany(JsonReading.Bytes)], scores = [.. item.Input.GetProperty("confidence_u8").EnumerateArray().SelectMany(JsonReading.Bytes)];
        var found = new SemanticSegmentation { Size = size, ClassMap = classes, ConfidenceMap = scores, ClassNames = [] }.ToDetections();
        return found.Masks.Select((mask, i) => new
        {
            class_id = found.ClassIds[i],
            xyxy = found.Boxes[i].Corners(),
            confidence = found.Confidences[i],
            confidence_f32 = found.Confidences[i],
            rle = mask.Rle(),
        }).ToArray();
    }

    private static object DecodeLegacy(PostprocessCase item, Tensor output)
    {
        var size = item.Params.GetProperty("orig_hw").SizeHw();
        var geometry = new InputGeometry { Original = size, Crop = new(0, 0, size.Width, size.Height), Network = size, ScaleX = 1, ScaleY = 1, IsStretched = true };
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = PackageFormat.Legacy,
            Family = ModelFamily.DeepLabV3Plus,
            ClassNames = JsonReading.Names(output.Shape[0]),
        };
        var found = Decoders.ForSemantic(spec).Decode([output], geometry, PredictionOptions.Default, new());
        return new { class_map = Rows(found.ClassMap.Span, size), confidence_u8 = Rows(found.ConfidenceMap.Span, size), present = found.PresentClassIds.ToArray() };
    }

    private static object DecodeCurrent(PostprocessCase item, Tensor output)
    {
        var names = item.Params.GetProperty("class_names").Strings();
        var confidence = item.Params.GetProperty("confidence");

        // A case states the default that "best" and "default" stand for.
        double otherwise = item.Optional("default_confidence")?.GetDouble() ?? 0.5;
        var (requested, recommended) = confidence.ValueKind == JsonValueKind.String ? (otherwise, null) : confidence.Threshold(names);
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = PackageFormat.Current,
            Family = ModelFamily.DeepLabV3Plus,
            ClassNames = names,
            Recommended = recommended,
        };
        var decoder = new SemanticDecoder(spec);
        if (decoder.Background != item.Params.GetProperty("background_class_id").GetInt32())
        {
            throw new SuiteException($"The background is class {decoder.Background}.");
        }

        var geometry = item.Params.GetProperty("meta").Geometry();
        var options = new PredictionOptions { Confidence = requested };
        var found = decoder.Decode([output], geometry, options, new());
        var classMap = Rows(found.ClassMap.Span, found.Size);
        return item.Output.TryGetProperty("confidence", out _)
            ? new { class_map = classMap, confidence = Scores(decoder, output, geometry, options) }
            : new { class_map = classMap, confidence_u8 = Rows(found.ConfidenceMap.Span, found.Size) };
    }

    private static double[][] Scores(SemanticDecoder decoder, Tensor output, in InputGeometry geometry, PredictionOptions options)
    {
        var plane = CutPlane.Of(geometry, geometry.Network, new(output.Shape[2], output.Shape[1]));
        var rows = decoder.Rows(output, geometry, plane, new());
        float[] ids = new float[rows.Stride], scores = new float[rows.Stride];
        var result = new double[geometry.Original.Height][];
        for (int y = 0; y < result.Length; y++)
        {
            result[y] = new double[geometry.Original.Width];
            int row = y - geometry.Crop.Y;
            if (row < 0 || row >= geometry.Crop.Height)
            {
                continue;
            }

            rows.Read(row, ids, scores);
            decoder.Finish(ids.AsSpan(0, geometry.Crop.Width), scores.AsSpan(0, geometry.Crop.Width), output.Shape[0], decoder.Thresholds(options));
            JsonReading.Widen(scores.AsSpan(0, geometry.Crop.Width)).CopyTo(result[y], geometry.Crop.X);
        }

        return result;
    }

    private static int[][] Rows(ReadOnlySpan<byte> map, ImageSize size)
    {
        var rows = new int[size.Height][];
        for (int y = 0; y < rows.Length; y++)
        {
            rows[y] = new int[size.Width];
            for (int x = 0; x < size.Width; x++)
            {
                rows[y][x] = map[y * size.Width + x];
            }
        }

        return rows;
    }
}

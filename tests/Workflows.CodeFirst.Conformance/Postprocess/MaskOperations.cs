using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Masks, run lengths, outlines, filling.</summary>
internal static partial class MaskOperations
{
    public static object Decode(PostprocessCase item) => item.IsLegacy ? DecodeLegacy(item) : DecodeCurrent(item);

    public static object Rle(PostprocessCase item)
    {
        var mask = item.Input.TryGetProperty("rows", out var rows) ? rows.Mask() : FromSpans(item.Input);
        var rle = mask.ToRle();

        // The way back must lead to the same mask.
        if (!Mask.FromRle(rle).Equals(mask))
        {
            throw new SuiteException("Decoding the encoded mask gives another mask.");
        }

        var result = new Dictionary<string, object> { ["size"] = new[] { mask.Size.Height, mask.Size.Width }, ["counts"] = rle.Counts };
        if (item.Output.TryGetProperty("counts_raw", out _))
        {
            result["counts_raw"] = rle.ToCounts();
        }

        if (item.Output.TryGetProperty("area", out _))
        {
            result["area"] = mask.Area;
        }

        return result;
    }

    public static object RleToString(PostprocessCase item)
    {
        long[] counts = [.. item.Input.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64())];
        var rle = CocoRle.FromCounts(new((int)counts.Sum(), 1), counts);
        return rle.ToCounts().SequenceEqual(counts) ? new { s = rle.Counts } : throw new SuiteException("Reading the text gives other counts.");
    }

    public static object Polygons(PostprocessCase item)
    {
        var mask = item.Input.GetProperty("rows").Mask();
        var polygon = mask.ToPolygon(MaskOutline.MostPoints);
        return new
        {
            external_contours = mask.FindContours(MaskContours.External).Select(JsonReading.Points).ToArray(),
            tree_contours = mask.FindContours(MaskContours.All).Select(JsonReading.Points).ToArray(),
            mask2poly = polygon.Points(),
            mask_to_polygon = mask.IsEmpty ? null : mask.ToPolygon(MaskOutline.LargestArea).Points(),
            fillpoly_of_mask2poly = polygon.Length < 3 ? null : Mask.FromPolygon(polygon.AsSpan(), mask.Size).Rows(),
        };
    }

    public static object PolygonToMask(PostprocessCase item)
    {
        var size = new ImageSize(item.Params.GetProperty("w").GetInt32(), item.Params.GetProperty("h").GetInt32());
        ImmutableArray<ImagePoint> points = [.. item.Input.GetProperty("points").EnumerateArray().Select(point => new ImagePoint(point[0].GetDouble(), point[1].GetDouble()))];
        return new
        {
            points_int = points.Select(point => new[] { Math.Truncate(point.X), Math.Truncate(point.Y) }).ToArray(),
            rows = Mask.FromPolygon(points.AsSpan(), size).Rows(),
        };
    }

    private static object DecodeLegacy(PostprocessCase item)
    {
        var options = new PredictionOptions
        {
            MaskDecodeMode = item.Params.GetProperty("mode").GetString() switch
            {
                "accurate" => MaskDecodeMode.Accurate,
                "fast" => MaskDecodeMode.Fast,
                "tradeoff" => MaskDecodeMode.Tradeoff,
                var mode => throw new SuiteException($"There is no mask decode mode '{mode}'."),
            },
            MaskTradeoff = item.Optional("tradeoff_factor")?.GetDouble() ?? 0,
        };
        var input = new MaskInput(item);
        var geometry = item.Geometry();
        var masks = new Mask[input.Rows.Length];
        new LegacyPrototypeMasks("case", 1).DecodeUnmapped(input.Outputs, input.Coefficients, geometry, options, input.Rows, input.Scratch, masks);
        var polygons = masks.Select(mask => mask.ToPolygon(MaskOutline.MostPoints)).ToArray();
        return new
        {
            mask_hw = masks.Length == 0 ? item.Output.GetProperty("mask_hw").Integers() : [masks[0].Size.Height, masks[0].Size.Width],
            masks_rle = masks.Select(JsonReading.Rle).ToArray(),
            polygons_mask_space = polygons.Select(JsonReading.Points).ToArray(),
            polygons_orig = polygons.Select((polygon, i) => Map(polygon, LegacyMapping.ForPolygons(geometry, masks[i].Size)).Points()).ToArray(),
        };
    }

    private static ImmutableArray<ImagePoint> Map(ImmutableArray<ImagePoint> polygon, LegacyMapping mapping) =>
        ImmutableArray.CreateRange(polygon, point => new ImagePoint(mapping.X(point.X), mapping.Y(point.Y)));

    private static object DecodeCurrent(PostprocessCase item)
    {
        bool smooths = item.Params.GetProperty("sigmoid").GetBoolean();
        double threshold = item.Params.GetProperty("threshold").GetDouble();
        if (threshold != (smooths ? 0.5 : 0))
        {
            throw new SuiteException($"No model family compares with {threshold.ToString(CultureInfo.InvariantCulture)} {(smooths ? "after" : "without")} a sigmoid.");
        }

        var geometry = item.Params.GetProperty("meta").Geometry();
        var input = new MaskInput(item);
        var masks = new Mask[input.Rows.Length];
        new CurrentPrototypeMasks("case", 1, isChannelLast: false, smooths)
            .Decode(input.Outputs, input.Coefficients, geometry, PredictionOptions.Default, input.Rows, input.Scratch, masks, []);
        var mapping = new CurrentMapping(geometry);
        var found = input.Scratch.Candidates;
        return new
        {
            xyxy = input.Rows.Select(row => mapping.Box(found.X1[row], found.Y1[row], found.X2[row], found.Y2[row]).Corners()).ToArray(),
            masks_rle = masks.Select(JsonReading.Rle).ToArray(),
            polygons = masks.Select(mask => mask.ToPolygon(MaskOutline.MostPoints).Points()).ToArray(),
        };
    }

    private static Mask FromSpans(JsonElement input)
    {
        var match = SizePattern().Match(input.GetProperty("description").GetString()!);
        var size = new ImageSize(int.Parse(match.Groups["w"].Value, null), int.Parse(match.Groups["h"].Value, null));
        var pixels = new byte[size.PixelCount];
        foreach (var span in input.GetProperty("row_spans").EnumerateArray())
        {
            int[] values = span.Integers();
            pixels.AsSpan(values[0] * size.Width + values[1], values[2] - values[1] + 1).Fill(1);
        }

        return Mask.FromPixels(pixels, size);
    }

    [GeneratedRegex(@"(?<h>\d+)x(?<w>\d+) \(h x w\)")]
    private static partial Regex SizePattern();

    /// <summary>Prototypes, coefficients and boxes as a network's outputs and what suppression left of them.</summary>
    private sealed class MaskInput
    {
        private readonly Tensor coefficients;

        public MaskInput(PostprocessCase item)
        {
            var facts = item.Input.TryGetProperty("C", out _) ? item.Input : item.Referenced.Params;
            int channels = facts.GetProperty("C").GetInt32(), height = facts.GetProperty("mh").GetInt32(), width = facts.GetProperty("mw").GetInt32();
            coefficients = item.InputOrReferenced("coeffs").Matrix();
            Outputs = [coefficients, new(item.InputOrReferenced("protos_chw").Floats(), [channels, height, width])];
            var boxes = item.InputOrReferenced("boxes_xyxy_infer").FloatRows();
            for (int i = 0; i < boxes.Length; i++)
            {
                Scratch.Candidates.Add(boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3], 1, 1, 0, i);
            }

            Rows = [.. Enumerable.Range(0, boxes.Length)];
        }

        public Tensor[] Outputs { get; }

        public ExtraValues Coefficients => new(coefficients.Data.Span, 0, coefficients.Shape[1], coefficients.Shape[1], 1);

        public int[] Rows { get; }

        public DecodeScratch Scratch { get; } = new();
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Post-processing against plain implementations and against reading the outputs once.</summary>
internal static class PostProcessingRatios
{
    private const float Confidence = 0.3f;

    // At this threshold some 300 boxes of the stored answer are candidates, most of them of objects that are not there.
    private const float LowConfidence = 0.02f;
    private const float Iou = 0.3f;
    private const int Most = 300;

    // A 1280×720 image letterboxed into 640×640.
    internal static readonly InputGeometry Geometry = new()
    {
        Original = new(1280, 720),
        Crop = new(0, 0, 1280, 720),
        Network = new(640, 640),
        PadTop = 140,
        PadBottom = 140,
        ScaleX = 0.5f,
        ScaleY = 0.5f,
        IsStretched = false,
    };

    internal static readonly PredictionOptions Options = new() { Confidence = Confidence, IouThreshold = Iou, MaxDetections = Most };

    internal static DecoderSpec PoseSpec { get; } = Spec(1) with { Skeletons = [new(0, [.. Enumerable.Range(0, 17).Select(slot => $"point {slot}")], [])] };

    public static void Measure(RatioReport report)
    {
        Detections(report, "postprocess.det", Confidence);
        Detections(report, "postprocess.det-low", LowConfidence);
        Keypoints(report);
        Masks(report);
    }

    private static void Detections(RatioReport report, string name, float confidence)
    {
        var outputs = StoredAnswers.Of("cheap-det-640.onnx");
        float[] data = outputs[0].Data.ToArray();
        outputs = [outputs[0] with { Data = data }];
        var options = Options with { Confidence = confidence };
        int anchors = outputs[0].Shape[1], classes = outputs[0].Shape[0] - 4;
        var decoder = Decoders.ForDetection(Spec(classes));
        var scratch = new DecodeScratch();
        var passed = new int[anchors];
        var scores = new float[anchors];
        var ids = new int[anchors];
        int candidates = 0;
        void Scan() => candidates = ClassScan.Run(data.AsSpan(4 * anchors), classes, anchors, confidence, passed, scores, ids);
        void Decode() => decoder.Decode(outputs, Geometry, options, scratch);

        // The plain form leaves so much garbage that it is measured apart from what is compared with a single pass over the memory.
        double[] times = RatioReport.Medians(() => ReadOnce(data), Scan, Decode);
        double[] compared = RatioReport.Medians(Decode, () => PlainDetection.Decode(data, classes, anchors, confidence, Iou, Most));
        report.Print($"{name}.candidates", candidates, "boxes");
        report.Print($"{name}.kept", decoder.Decode(outputs, Geometry, options, scratch).Count, "boxes");
        report.Print($"{name}.memory-pass", times[0], "us");
        report.Print($"{name}.class-scan", times[1], "us");
        report.Print(name, times[2], "us");
        report.Print($"{name}.plain", compared[1], "us");
        report.Print($"{name}.times-faster-than-plain", compared[1] / compared[0], "x");
        report.Print($"{name}.over-memory-pass", times[2] / times[0], "x");
        report.Print($"{name}.allocated", RatioReport.BytesOf(Decode), "bytes");
        report.Print($"{name}.results", SizeOf(decoder.Decode(outputs, Geometry, options, scratch)), "bytes");
    }

    private static void Keypoints(RatioReport report)
    {
        var outputs = StoredAnswers.Of("cheap-pose-640.onnx");
        var decoder = Decoders.ForKeypoints(PoseSpec);
        var scratch = new DecodeScratch();
        void Decode() => decoder.Decode(outputs, Geometry, Options, scratch);
        double[] times = RatioReport.Medians(Decode);
        report.Print("postprocess.pose.kept", decoder.Decode(outputs, Geometry, Options, scratch).Count, "boxes");
        report.Print("postprocess.pose", times[0], "us");
    }

    private static void Masks(RatioReport report)
    {
        var outputs = StoredAnswers.Of("cheap-seg-640.onnx");
        int classes = outputs[0].Shape[0] - 36, anchors = outputs[0].Shape[1];
        var decoder = Decoders.ForInstances(Spec(classes));
        var scratch = new DecodeScratch();
        var found = decoder.Decode(outputs, Geometry, Options, scratch);
        var dense = new byte[found.Count][];
        for (int i = 0; i < dense.Length; i++)
        {
            dense[i] = new byte[1280 * 720];
        }

        void Decode() => decoder.Decode(outputs, Geometry, Options, scratch);
        void DecodeDense()
        {
            var result = decoder.Decode(outputs, Geometry, Options, scratch);
            for (int i = 0; i < dense.Length; i++)
            {
                result.Masks[i].CopyTo(dense[i]);
            }
        }

        void DecodeRle()
        {
            foreach (var mask in decoder.Decode(outputs, Geometry, Options, scratch).Masks)
            {
                mask.ToRle();
            }
        }

        void DecodePolygons()
        {
            foreach (var mask in decoder.Decode(outputs, Geometry, Options, scratch).Masks)
            {
                mask.ToPolygon();
            }
        }

        double[] times = RatioReport.Medians(Decode, DecodeDense, DecodeRle, DecodePolygons);
        report.Print("postprocess.seg.kept", found.Count, "boxes");
        report.Print("postprocess.seg.mask-pixels", found.Masks.Sum(mask => mask.Area), "pixels");
        report.Print("postprocess.seg", times[0], "us");
        report.Print("postprocess.seg.dense", times[1], "us");
        report.Print("postprocess.seg.rle", times[2], "us");
        report.Print("postprocess.seg.polygons", times[3], "us");
        report.Print("postprocess.seg.allocated", RatioReport.BytesOf(Decode), "bytes");
        TwentyMasks(report, outputs, classes, anchors);
    }

    private static void TwentyMasks(RatioReport report, Tensor[] outputs, int classes, int anchors)
    {
        float[] data = outputs[0].Data.ToArray(), prototypes = outputs[1].Data.ToArray();
        var rows = PlainDetection.Decode(data, classes, anchors, Confidence, Iou, 20);
        float[][] coefficients = [.. rows.Select(row => Enumerable.Range(0, 32).Select(k => data[(4 + classes + k) * anchors + row.Anchor]).ToArray())];
        var stage = new CurrentPrototypeMasks("bench", 1, isChannelLast: false, smooths: true);
        var scratch = new DecodeScratch();
        var masks = new Mask[rows.Count];
        int[] selected = [.. Enumerable.Range(0, rows.Count)];
        void Fast()
        {
            scratch.Reset();
            foreach (var row in rows)
            {
                scratch.Candidates.Add(row.X1, row.Y1, row.X2, row.Y2, row.Score, row.Score, row.ClassId, row.Anchor);
            }

            stage.Decode(outputs, new(data, (4 + classes) * anchors, 32, 1, anchors), Geometry, Options, selected, scratch, masks, []);
        }

        void Plain()
        {
            for (int i = 0; i < rows.Count; i++)
            {
                PlainMasks.Decode(prototypes, 32, 160, 160, coefficients[i], rows[i], 0, 35, 1280, 720);
            }
        }

        double[] times = RatioReport.Medians(Fast, Plain);
        report.Print("postprocess.masks.count", rows.Count, "masks");
        report.Print("postprocess.masks", times[0], "us");
        report.Print("postprocess.masks.plain", times[1], "us");
        report.Print("postprocess.masks.times-faster-than-plain", times[1] / times[0], "x");
        MaskAreas(report, stage, outputs, data, (4 + classes) * anchors, anchors, rows);
    }

    /// <summary>What a mask costs follows its box: boxes of a quarter of the area, and an image of four times the area around the same boxes.</summary>
    private static void MaskAreas(
        RatioReport report, CurrentPrototypeMasks stage, Tensor[] outputs, float[] data, int firstCoefficient, int anchors, List<PlainDetection.Row> rows)
    {
        var scratch = new DecodeScratch();
        var masks = new Mask[rows.Count];
        int[] selected = [.. Enumerable.Range(0, rows.Count)];
        void Decode(InputGeometry geometry, float share)
        {
            scratch.Reset();
            foreach (var row in rows)
            {
                float x = (row.X1 + row.X2) / 2, y = (row.Y1 + row.Y2) / 2;
                scratch.Candidates.Add(
                    x + (row.X1 - x) * share, y + (row.Y1 - y) * share, x + (row.X2 - x) * share, y + (row.Y2 - y) * share,
                    row.Score, row.Score, row.ClassId, row.Anchor);
            }

            stage.Decode(outputs, new(data, firstCoefficient, 32, 1, anchors), geometry, Options, selected, scratch, masks, []);
        }

        // In the larger image the boxes are half as long, measured in the network's pixels, and as long as before in its own.
        var larger = Geometry with { Original = new(2560, 1440), Crop = new(0, 0, 2560, 1440), ScaleX = 0.25f, ScaleY = 0.25f };
        double[] times = RatioReport.Medians(() => Decode(Geometry, 1f), () => Decode(Geometry, 0.5f), () => Decode(larger, 0.5f));
        report.Print("postprocess.masks.quarter-of-the-box", times[1] / times[0], "x");
        report.Print("postprocess.masks.four-times-the-image", times[2] / times[0], "x");
    }

    internal static DecoderSpec Spec(int classes) => new()
    {
        ModelName = "bench",
        Format = PackageFormat.Current,
        Family = ModelFamily.YoloV8,
        ClassNames = [.. Enumerable.Range(0, classes).Select(id => $"class {id}")],
    };

    /// <summary>Adds up all numbers: what it takes to read them once.</summary>
    private static float ReadOnce(ReadOnlySpan<float> data)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(data);
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector512.Sum(a + b + c + d);
    }

    // The arrays that a result consists of, with their headers.
    private static double SizeOf(Detections found) => found.Count * (32 + 8 + 4 + 8) + 4 * 24 + 120;
}

using System.Collections.Immutable;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Thresholds and suppression: rows of corners, score and class.</summary>
internal static class SuppressionOperations
{
    public static object Legacy(PostprocessCase item)
    {
        bool isAnchorMajor = item.Referenced.Params.GetProperty("layout").GetString()!.StartsWith("[1,A,", StringComparison.Ordinal);
        return new { rows = Rows(item, PackageFormat.Legacy, isAnchorMajor ? ModelFamily.YoloV5 : ModelFamily.YoloV8, item.Referenced.Output.OneImage()) };
    }

    public static object Current(PostprocessCase item) =>
        new { rows = Rows(item, PackageFormat.Current, ModelFamily.YoloV8, item.Referenced.Output.OneImage()) };

    public static object YoloV5(PostprocessCase item) =>
        new { rows = Rows(item, item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current, ModelFamily.YoloV5, item.Referenced.Output.OneImage()) };

    public static object YoloNas(PostprocessCase item)
    {
        var raw = item.Referenced.Output.OneImage();
        int anchors = raw.Shape[1], classes = raw.Shape[0] - 4;
        float[] boxes = new float[anchors * 4], scores = new float[anchors * classes];
        var data = raw.Data.Span;
        for (int a = 0; a < anchors; a++)
        {
            float x = data[a], y = data[anchors + a], halfWidth = data[2 * anchors + a] / 2, halfHeight = data[3 * anchors + a] / 2;
            (boxes[4 * a], boxes[4 * a + 1], boxes[4 * a + 2], boxes[4 * a + 3]) = (x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            for (int c = 0; c < classes; c++)
            {
                scores[a * classes + c] = data[(4 + c) * anchors + a];
            }
        }

        return new
        {
            rows = Rows(item, item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current, ModelFamily.YoloNas, new(boxes, [anchors, 4]), new(scores, [anchors, classes])),
        };
    }

    public static object YoloLite(PostprocessCase item) => new
    {
        rows = Rows(
            item, PackageFormat.Current, ModelFamily.YoloLite, item.Input.GetProperty("boxes_xyxy").Matrix(), item.Input.GetProperty("obj_logits").Matrix(),
            item.Input.GetProperty("cls_logits").Matrix()),
    };

    public static object Compare(PostprocessCase item)
    {
        var rows = item.Input.GetProperty("rows_xywh_obj_cls").Matrix();
        return new
        {
            legacy = Rows(item, PackageFormat.Legacy, ModelFamily.YoloV5, rows),
            inference_models = Rows(item, PackageFormat.Current, ModelFamily.YoloV8, WithoutObjectness(rows)),
        };
    }

    public static object YoloV5Segmentation(PostprocessCase item)
    {
        var rows = item.Input.GetProperty("rows_xywh_obj_cls").Matrix();
        return new
        {
            legacy = Rows(item, PackageFormat.Legacy, ModelFamily.YoloV5, rows),
            M_yolov5 = WithHead(item, PackageFormat.Current, ModelFamily.YoloV5, new DefectiveYoloV5Head("case", rows.Shape[1] - 5, 0, isV7: false), rows),
            M_yolov7 = WithHead(item, PackageFormat.Current, ModelFamily.YoloV7, new DefectiveYoloV5Head("case", rows.Shape[1] - 5, 0, isV7: true), rows),
        };
    }

    public static object Fused(PostprocessCase item)
    {
        var rows = item.Input.GetProperty("rows").Matrix();
        return new { rows = Final(item, ModelFamily.YoloV8, isFused: true, rows) };
    }

    public static object YoloV10(PostprocessCase item)
    {
        var rows = item.Input.GetProperty("rows").Matrix();
        return new { rows = Final(item, ModelFamily.YoloV10, isFused: false, rows) };
    }

    public static object Batched(PostprocessCase item)
    {
        var boxes = item.Input.GetProperty("boxes").FloatRows();
        var scores = item.Input.GetProperty("scores").Floats();
        var classIds = item.Input.GetProperty("class_ids").Integers();
        double iou = item.Params.GetProperty("iou").GetDouble();
        var scratch = new DecodeScratch();
        for (int i = 0; i < boxes.Length; i++)
        {
            scratch.Candidates.Add(boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3], scores[i], scores[i], classIds[i], i);
        }

        return new
        {
            keep_coordinate_trick = NonMaxSuppression.Current(scratch.Candidates, iou, classAgnostic: false, int.MaxValue, scratch).ToArray(),
            keep_per_class = NonMaxSuppression.PerClass(scratch.Candidates, iou, int.MaxValue, scratch).ToArray(),
            exact_iou_01 = ExactOverlap(boxes[0], boxes[1]),
        };
    }

    private static double ExactOverlap(float[] a, float[] b)
    {
        double width = Math.Max(0, Math.Min((double)a[2], b[2]) - Math.Max((double)a[0], b[0]));
        double height = Math.Max(0, Math.Min((double)a[3], b[3]) - Math.Max((double)a[1], b[1]));
        double common = width * height;
        return common / (Area(a) + Area(b) - common);

        static double Area(float[] box) => ((double)box[2] - box[0]) * ((double)box[3] - box[1]);
    }

    private static Tensor WithoutObjectness(Tensor rows)
    {
        int count = rows.Shape[0], columns = rows.Shape[1];
        var classMajor = new float[count * (columns - 1)];
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < columns - 1; c++)
            {
                classMajor[c * count + i] = rows.Data.Span[i * columns + (c < 4 ? c : c + 1)];
            }
        }

        return new(classMajor, [columns - 1, count]);
    }

    private static double[][] Final(PostprocessCase item, ModelFamily family, bool isFused, Tensor rows)
    {
        int classes = (int)Enumerable.Range(0, rows.Shape[0]).Max(i => rows.Data.Span[i * rows.Shape[1] + 5]) + 1;
        var format = item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current;
        return Rows(item, Spec(format, family, JsonReading.Names(classes)) with { IsFused = isFused }, new FinalHead("case", rows.Shape[1] - 6), rows);
    }

    private static double[][] Rows(PostprocessCase item, PackageFormat format, ModelFamily family, params Tensor[] outputs)
    {
        int classes = family switch
        {
            ModelFamily.YoloV5 => outputs[0].Shape[1] - 5,
            ModelFamily.YoloV8 => outputs[0].Shape[0] - 4,
            _ => outputs[^1].Shape[1],
        };
        Head head = family switch
        {
            ModelFamily.YoloV5 => new YoloV5Head("case", classes, 0, ordersByObjectness: format == PackageFormat.Legacy),
            ModelFamily.YoloNas => new YoloNasHead("case", classes),
            ModelFamily.YoloLite => new YoloLiteHead("case", classes),
            _ => new YoloV8Head("case", classes, 0),
        };
        return Rows(item, Spec(format, family, JsonReading.Names(classes)), head, outputs);
    }

    private static double[][] WithHead(PostprocessCase item, PackageFormat format, ModelFamily family, Head head, Tensor output) =>
        Rows(item, Spec(format, family, JsonReading.Names(output.Shape[1] - 5)), head, output);

    private static double[][] Rows(PostprocessCase item, DecoderSpec spec, Head head, params Tensor[] outputs)
    {
        var (confidence, recommended) = item.Params.GetProperty("conf").Threshold(spec.ClassNames);
        spec = spec with { Recommended = recommended };
        var options = new PredictionOptions
        {
            Confidence = confidence,
            IouThreshold = item.Optional("iou")?.GetDouble() ?? 0.3,
            ClassAgnosticNms = item.Optional("class_agnostic")?.GetBoolean() ?? false,
            MaxDetections = item.Optional("max_detections")?.GetInt32() ?? 300,
        };
        var stage = new BoxStage(spec, head, new(spec), FamilyDefaults.Of(spec, DecoderTask.Detection));
        var scratch = new DecodeScratch();
        var size = new ImageSize(640, 640);
        var geometry = new InputGeometry { Original = size, Network = size, Crop = new(0, 0, 640, 640), ScaleX = 1, ScaleY = 1, IsStretched = true };
        var rows = stage.Select(outputs, geometry, options, scratch);
        var extras = stage.Extras(outputs);
        var result = new double[rows.Length][];
        var found = scratch.Candidates;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            double[] corners = [found.X1[row], found.Y1[row], found.X2[row], found.Y2[row]];
            double[] scores = spec.Format == PackageFormat.Legacy ? [found.Scores[row], found.ClassScores[row]] : [found.Scores[row]];
            var rest = new double[extras.Count];
            for (int k = 0; k < rest.Length; k++)
            {
                rest[k] = extras[found.Anchors[row], k];
            }

            result[i] = [.. corners, .. scores, found.ClassIds[row], .. rest];
        }

        return result;
    }

    private static DecoderSpec Spec(PackageFormat format, ModelFamily family, ImmutableArray<string> names) =>
        new() { ModelName = "case", Format = format, Family = family, ClassNames = names };
}

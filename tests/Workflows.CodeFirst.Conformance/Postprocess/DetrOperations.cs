using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>RF-DETR's three tasks, and YOLACT's boxes.</summary>
internal static class DetrOperations
{
    public static object Detect(PostprocessCase item)
    {
        var (spec, options, _) = Request(item);
        if (item.IsLegacy)
        {
            var geometry = item.Geometry();
            var rows = Decoders.ForDetection(spec).Decode(Outputs(item), geometry, options, new());
            return new { rows = rows.Select(row => (double[])[.. row.Box.Corners(), row.Confidence, 0, row.ClassId]).ToArray() };
        }

        var found = Decoders.ForDetection(spec).Decode(Outputs(item), item.Params.GetProperty("meta").Geometry(), options, new());
        return new { xyxy = found.Boxes.Select(box => box.Corners()).ToArray(), class_id = found.ClassIds.ToArray(), confidence = found.Confidences.ToArray() };
    }

    public static object Segment(PostprocessCase item)
    {
        var (spec, options, _) = Request(item);
        var masks = new Tensor(item.Input.GetProperty("masks").Floats(), [.. item.Input.GetProperty("masks_q_h_w_shape").Integers()]);
        var found = Decoders.ForInstances(spec).Decode([.. Outputs(item), masks], item.Params.GetProperty("meta").Geometry(), options, new());
        return new
        {
            xyxy = found.Boxes.Select(box => box.Corners()).ToArray(),
            class_id = found.ClassIds.ToArray(),
            confidence = found.Confidences.ToArray(),
            masks_rle = found.Masks.Select(JsonReading.Rle).ToArray(),
            polygons = found.Masks.Select(mask => mask.ToPolygon(MaskOutline.MostPoints).Points()).ToArray(),
        };
    }

    public static object Keypoints(PostprocessCase item)
    {
        var (spec, options, _) = Request(item);
        var counts = item.Params.GetProperty("keypoints_per_class").Integers();

        spec = spec with { Skeletons = [.. counts.Select((count, id) => new Skeleton(id, JsonReading.Names(count), []))] };
        var keypoints = new Tensor(item.Input.GetProperty("keypoints").Floats(), [.. item.Input.GetProperty("keypoints_shape").Integers()]);
        var found = Decoders.ForKeypoints(spec).Decode([.. Outputs(item), keypoints], item.Params.GetProperty("meta").Geometry(), options, new());
        int slots = counts.Max();
        double[][] hidden = [[-1, -1], [-1, -1]];
        return new
        {
            xyxy = found.Boxes.Select(box => box.Corners()).ToArray(),
            class_id = found.ClassIds.ToArray(),
            confidence = found.Confidences.ToArray(),
            kp_xy = found.Keypoints.Select(own => KeypointOperations.BySlot(own, slots, point => new[] { point.X, point.Y }, [0.0, 0.0])).ToArray(),
            kp_conf = found.Keypoints.Select(own => KeypointOperations.BySlot(own, slots, point => point.Confidence, 0.0)).ToArray(),
            covariance = found.Keypoints
                .Select((own, i) => KeypointOperations.BySlot(own, slots, point => Matrix(found.Covariances[i][own.IndexOf(point)]), hidden)).ToArray(),
        };
    }

    public static object Yolact(PostprocessCase item)
    {
        float[][] offsets = item.Input.GetProperty("loc").FloatRows(), priors = item.Input.GetProperty("priors").FloatRows();
        return new
        {
            boxes_xyxy_norm = offsets.Select((offset, i) =>
            {
                var (x1, y1, x2, y2) = YolactHead.Box(offset, priors[i]);
                return new double[] { x1, y1, x2, y2 };
            }).ToArray(),
        };
    }

    private static double[][] Matrix(PointCovariance covariance) => [[covariance.XX, covariance.XY], [covariance.XY, covariance.YY]];

    private static Tensor[] Outputs(PostprocessCase item) =>
    [
        item.InputOrReferenced("dets").Matrix(),
        (item.Input.TryGetProperty("labels", out var labels) ? labels : item.InputOrReferenced("logits")).Matrix(),
    ];

    private static (DecoderSpec Spec, PredictionOptions Options, bool Removes) Request(PostprocessCase item)
    {
        var (names, removed) = Classes(item);
        var remaining = names.RemoveRange(removed);
        var (confidence, recommended) = item.Params.GetProperty(item.IsLegacy ? "confidence" : "threshold").Threshold(remaining);
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current,
            Family = ModelFamily.RfDetr,
            ClassNames = names,
            RemovedClassNames = removed,
            Recommended = recommended,
        };
        var options = new PredictionOptions
        {
            Confidence = confidence,
            MaxDetections = item.Optional("max_detections")?.GetInt32() ?? 300,
            KeypointConfidence = item.Optional("key_points_threshold")?.GetDouble(),
        };
        return (spec, options, !removed.IsEmpty);
    }

    /// <summary>The names as a package would list them, and those that it takes out.</summary>
    private static (ImmutableArray<string> Names, ImmutableArray<string> Removed) Classes(PostprocessCase item)
    {
        var logits = Outputs(item)[1];
        var names = item.Optional("class_names")?.Strings() ?? JsonReading.Names(logits.Shape[1] - 1);
        if (item.Optional("background_class_index") is { } index)
        {
            return (names.Insert(index.GetInt32(), "background_class83422"), ["background_class83422"]);
        }

        if (item.Optional("remap_removed_class") is { } removed)
        {
            return (names.Insert(0, removed.GetString()!), [removed.GetString()!]);
        }

        return (names, []);
    }
}

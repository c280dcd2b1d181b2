using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Detections with keypoints.</summary>
internal static class KeypointOperations
{
    public static object Decode(PostprocessCase item)
    {
        var facts = item.Referenced.Params;
        var output = item.Referenced.Output.OneImage();
        var skeletons = Skeletons(facts.GetProperty("keypoints_metadata"));
        var names = JsonReading.Names(facts.GetProperty("nc").GetInt32());
        var (confidence, recommended) = item.Params.GetProperty("conf").Threshold(names);
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current,
            Family = ModelFamily.YoloV8,
            ClassNames = names,
            Skeletons = skeletons,
            Recommended = recommended,
        };
        var options = new PredictionOptions
        {
            Confidence = confidence,
            IouThreshold = item.Params.GetProperty("iou").GetDouble(),
            MaxDetections = item.Optional("max_detections")?.GetInt32() ?? 300,
            ClassAgnosticNms = item.Optional("class_agnostic")?.GetBoolean() ?? false,
            KeypointConfidence = (item.Optional("key_points_threshold") ?? item.Params.GetProperty("keypoint_threshold")).GetDouble(),
        };
        var found = Decoders.ForKeypoints(spec).Decode([output], item.Geometry(), options, new());
        return item.IsLegacy ? Response(found) : Dense(found, skeletons.Max(skeleton => skeleton.KeypointNames.Length));
    }

    /// <summary>One entry for each slot of the network, zero where nothing is visible.</summary>
    public static object Dense(KeypointDetections found, int slots) => new
    {
        xyxy = found.Boxes.Select(box => box.Corners()).ToArray(),
        class_id = found.ClassIds.ToArray(),
        confidence = found.Confidences.ToArray(),
        kp_xy = found.Keypoints.Select(own => BySlot(own, slots, point => new[] { point.X, point.Y }, [0.0, 0.0])).ToArray(),
        kp_conf = found.Keypoints.Select(own => BySlot(own, slots, point => point.Confidence, 0.0)).ToArray(),
    };

    public static T[] BySlot<T>(ImmutableArray<Keypoint> keypoints, int slots, Func<Keypoint, T> value, T missing)
    {
        var values = new T[slots];
        Array.Fill(values, missing);
        foreach (var keypoint in keypoints)
        {
            values[keypoint.ClassId] = value(keypoint);
        }

        return values;
    }

    public static ImmutableArray<Skeleton> Skeletons(JsonElement metadata) =>
    [
        .. metadata.EnumerateArray().Select(entry => new Skeleton(
            entry.GetProperty("object_class_id").GetInt32(),
            [.. entry.GetProperty("keypoints").EnumerateObject().OrderBy(slot => int.Parse(slot.Name, null)).Select(slot => slot.Value.GetString()!)],
            [.. entry.GetProperty("edges").EnumerateArray().Select(edge => new SkeletonEdge(edge.GetProperty("from").GetInt32(), edge.GetProperty("to").GetInt32()))])),
    ];

    private static object[] Response(KeypointDetections found) => found.Boxes.Select((box, i) => (object)new
    {
        box = box.Corners(),
        confidence = found.Confidences[i],
        class_id = found.ClassIds[i],
        keypoints = found.Keypoints[i].Select(point => new Dictionary<string, object>
        {
            ["x"] = point.X,
            ["y"] = point.Y,
            ["confidence"] = point.Confidence,
            ["class_id"] = point.ClassId,
            ["class"] = point.ClassName,
        }).ToArray(),
    }).ToArray();
}

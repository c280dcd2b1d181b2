using System.Collections.Immutable;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>From a network's output to the response.</summary>
internal static class ResponseOperations
{
    public static object Detections(PostprocessCase item)
    {
        var names = item.Params.GetProperty("class_names").Strings();
        var (confidence, recommended) = item.Params.GetProperty("conf").Threshold(names);
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = item.IsLegacy ? PackageFormat.Legacy : PackageFormat.Current,
            Family = ModelFamily.YoloV8,
            ClassNames = names,
            Recommended = recommended,
        };
        var options = new PredictionOptions
        {
            Confidence = confidence,
            IouThreshold = item.Params.GetProperty("iou").GetDouble(),
            MaxDetections = item.Optional("max_detections")?.GetInt32() ?? 300,
            ClassAgnosticNms = item.Optional("class_agnostic")?.GetBoolean() ?? false,
            ClassFilter = item.Optional("class_filter")?.Strings() ?? [],
        };
        var found = Decoders.ForDetection(spec).Decode([item.Referenced.Output.OneImage()], item.Geometry(), options, new());
        return new
        {
            image = new { width = found.ImageSize!.Value.Width, height = found.ImageSize.Value.Height },
            predictions = found.Select(row => new Dictionary<string, object>
            {
                ["x"] = row.Box.CenterX,
                ["y"] = row.Box.CenterY,
                ["width"] = row.Box.Width,
                ["height"] = row.Box.Height,
                ["confidence"] = row.Confidence,
                ["class"] = row.ClassName,
                ["class_id"] = row.ClassId,
            }).ToArray(),
        };
    }
}

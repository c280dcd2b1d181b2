using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Classifiers and thresholds.</summary>
internal static class ClassificationOperations
{
    private static readonly InputGeometry Geometry = new()
    {
        Original = new(640, 480),
        Crop = new(0, 0, 640, 480),
        Network = new(224, 224),
        ScaleX = 1,
        ScaleY = 1,
        IsStretched = true,
    };

    public static object SingleLabel(PostprocessCase item)
    {
        float[] logits = item.Input.GetProperty("logits").Floats();
        var softmax = new float[logits.Length];
        SingleLabelDecoder.Softmax(logits, softmax);
        var (confidence, _) = item.Params.GetProperty("threshold").Threshold([]);
        var result = Decoders.ForSingleLabel(Spec(item, PackageFormat.Current)).Decode([new(logits, [logits.Length])], Geometry, new() { Confidence = confidence }, new());
        return new
        {
            softmax = JsonReading.Widen(softmax),
            predictions = result.Predictions.Select(score => new Dictionary<string, object>
            {
                ["class_id"] = score.ClassId,
                ["class"] = score.ClassName,
                ["confidence"] = score.Confidence,
            }).ToArray(),
            top = result.Top,
            confidence = result.Confidence,
            image = new { width = result.ImageSize.Width, height = result.ImageSize.Height },
        };
    }

    public static object MultiLabel(PostprocessCase item)
    {
        float[] logits = item.Input.GetProperty("logits").Floats();
        var current = MultiLabel(item, PackageFormat.Current, logits);
        if (item.Output.TryGetProperty("predicted_ids", out _))
        {
            return new { predicted_ids = current.PredictedClasses.Select(name => current.Scores.First(score => score.ClassName == name).ClassId).ToArray() };
        }

        // Packages of the legacy format have the sigmoid in the graph.
        var sigmoid = new float[logits.Length];
        Sigmoid.Of(logits, sigmoid);
        return new
        {
            sigmoid = JsonReading.Widen(sigmoid),
            predicted_classes_M = current.PredictedClasses.ToArray(),
            predicted_classes_legacy = MultiLabel(item, PackageFormat.Legacy, sigmoid).PredictedClasses.ToArray(),
            predictions = current.Scores.ToDictionary(score => score.ClassName, score => new { confidence = score.Confidence, class_id = score.ClassId }),
        };
    }

    public static object ConfidenceFilter(PostprocessCase item)
    {
        double otherwise = item.Params.GetProperty("default").GetDouble();
        var names = item.Params.GetProperty("class_names").Strings();
        return item.Output.EnumerateArray().Select(expected => new
        {
            confidence = expected.GetProperty("confidence"),
            recommended = expected.GetProperty("recommended"),
            result = Resolve(expected.GetProperty("confidence"), expected.GetProperty("recommended"), otherwise, [.. names]),
        }).ToArray();
    }

    private static object Resolve(JsonElement confidence, JsonElement recommended, double otherwise, string[] names)
    {
        // Neither a float nor one of the two words: what is recommended for all classes.
        var requested = confidence.ValueKind switch
        {
            JsonValueKind.String when confidence.GetString() == "best" => ConfidenceThreshold.Best,
            JsonValueKind.String when confidence.GetString() == "default" => ConfidenceThreshold.Default,
            JsonValueKind.Number when confidence.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 => confidence.GetDouble(),
            _ => ConfidenceThreshold.Recommended,
        };
        var spec = new DecoderSpec
        {
            ModelName = "case",
            Format = PackageFormat.Current,
            Family = ModelFamily.YoloV8,
            ClassNames = [.. names],
            Recommended = recommended.ValueKind == JsonValueKind.Null ? null : new(
                recommended.GetProperty("confidence") is { ValueKind: JsonValueKind.Number } global ? global.GetDouble() : null,
                System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                    recommended.GetProperty("per_class") is { ValueKind: JsonValueKind.Object } perClass
                        ? perClass.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetDouble()))
                        : [])),
        };
        var thresholds = new ConfidencePolicy(spec, spec.ClassNames, otherwise, ThresholdTest.Greater).Resolve(requested);
        return thresholds.IsUniform ? (double)thresholds.Minimum : names.Select((_, id) => (double)thresholds[id]).ToArray();
    }

    private static MultiLabelClassification MultiLabel(PostprocessCase item, PackageFormat format, float[] scores)
    {
        var spec = Spec(item, format);
        var (confidence, recommended) = item.Params.GetProperty("threshold").Threshold(spec.ClassNames);
        return Decoders.ForMultiLabel(spec with { Recommended = recommended }).Decode([new(scores, [scores.Length])], Geometry, new() { Confidence = confidence }, new());
    }

    private static DecoderSpec Spec(PostprocessCase item, PackageFormat format) =>
        new() { ModelName = "case", Format = format, Family = ModelFamily.Vit, ClassNames = item.Params.GetProperty("class_names").Strings() };
}

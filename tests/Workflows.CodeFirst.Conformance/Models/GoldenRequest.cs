using System.Text.Json;
using Workflows.CodeFirst.Conformance.Postprocess;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>A request with the recorded response.</summary>
internal sealed class GoldenRequest
{
    private const double ThresholdPrecision = 1e-6;
    private readonly JsonElement element;

    private GoldenRequest(JsonElement element, PredictionOptions options)
    {
        this.element = element;
        Options = options;
    }

    /// <summary>What was asked for.</summary>
    public PredictionOptions Options { get; }

    /// <summary>Whether small changes of the thresholds leave the response as it is.</summary>
    public bool IsStable => !element.TryGetProperty("stable", out var stable) || stable.GetBoolean();

    public ImageSize ImageSize =>
        new(element.GetProperty("image").GetProperty("width").GetInt32(), element.GetProperty("image").GetProperty("height").GetInt32());

    public JsonElement Predictions => element.GetProperty("predictions");

    public static GoldenRequest Read(JsonElement element) => new(element, new()
    {
        Confidence = Optional(element, "confidence_mode")?.GetString() switch
        {
            "best" => ConfidenceThreshold.Best,
            "default" => ConfidenceThreshold.Default,
            "custom" => element.GetProperty("custom_confidence").GetDouble(),
            var mode => throw new SuiteException($"There is no confidence mode '{mode}'."),
        },
        IouThreshold = Optional(element, "iou_threshold")?.GetDouble() ?? PredictionOptions.Default.IouThreshold,
        MaxDetections = Optional(element, "max_detections")?.GetInt32() ?? PredictionOptions.Default.MaxDetections,
        ClassAgnosticNms = Optional(element, "class_agnostic_nms")?.GetBoolean() ?? false,
        ClassFilter = Optional(element, "class_filter")?.Strings() ?? [],
        KeypointConfidence = Optional(element, "keypoint_confidence")?.GetDouble(),
        MaskDecodeMode = Optional(element, "mask_decode_mode")?.GetString() switch
        {
            null or "accurate" => MaskDecodeMode.Accurate,
            "tradeoff" => MaskDecodeMode.Tradeoff,
            "fast" => MaskDecodeMode.Fast,
            var mode => throw new SuiteException($"There is no mask decode mode '{mode}'."),
        },
        MaskTradeoff = Optional(element, "tradeoff_factor")?.GetDouble() ?? 0,
    });

    public JsonElement Get(string name) => element.GetProperty(name);

    public JsonElement? Optional(string name) => Optional(element, name);

    /// <summary>The recorded threshold of a class; null where none is recorded.</summary>
    public double? ThresholdOf(string className) => Optional("thresholds") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.Object } perClass when perClass.TryGetProperty(className, out var own) => own.GetDouble(),
        _ => null,
    };

    /// <summary>Whether a score is so close to the threshold of its class that it may fall on either side.</summary>
    public bool MayFlip(string className, double confidence) =>
        ThresholdOf(className) is { } threshold && Math.Abs(confidence - threshold) <= Allowance.Flip;

    /// <summary>The same request with thresholds a little higher and lower.</summary>
    public IEnumerable<PredictionOptions> Nearby()
    {
        // Thresholds of single classes are the package's and cannot be moved from here.
        bool isUniform = Optional("thresholds") is { ValueKind: JsonValueKind.Number };
        double[] moves = isUniform ? [0, Allowance.Flip, -Allowance.Flip] : [0];
        double[] overlaps = [0, Allowance.Suppression, -Allowance.Suppression];
        foreach (double overlap in overlaps)
        {
            foreach (double move in moves)
            {
                yield return Options with
                {
                    IouThreshold = Math.Clamp(Options.IouThreshold + overlap, 0, 1),
                    Confidence = move == 0 ? Options.Confidence : Get("thresholds").GetDouble() + move,
                };
            }
        }
    }

    /// <summary>Compares the thresholds in force.</summary>
    public void CompareThresholds(Comparison comparison, Model model)
    {
        if (Optional("thresholds") is null)
        {
            return;
        }

        var actual = ThresholdsOf(model);
        for (int id = 0; id < model.ClassNames.Length; id++)
        {
            string name = model.ClassNames[id];
            if (ThresholdOf(name) is { } expected)
            {
                comparison.Near($"thresholds.{name}", expected, actual(id), ThresholdPrecision);
            }
            else
            {
                comparison.Add($"thresholds.{name}", "nothing", "a class");
            }
        }
    }

    private Func<int, double> ThresholdsOf(Model model)
    {
        var spec = model.Package.ToDecoderSpec();
        if (model.Task == ModelTask.SingleLabelClassification)
        {
            // Recommendations do not count here, nor do the families' defaults.
            double threshold = Options.Confidence.IsNumber ? Options.Confidence.Value : SingleLabelDecoder.DefaultConfidence;
            return _ => threshold;
        }

        var task = model.Task switch
        {
            ModelTask.ObjectDetection => DecoderTask.Detection,
            ModelTask.KeypointDetection => DecoderTask.Keypoints,
            ModelTask.InstanceSegmentation => DecoderTask.Instances,
            ModelTask.MultiLabelClassification => DecoderTask.Classification,
            _ => DecoderTask.Semantic,
        };
        var resolved = new ConfidencePolicy(spec, model.ClassNames, FamilyDefaults.Of(spec, task).Confidence, ThresholdTest.Greater).Resolve(Options.Confidence);
        return id => resolved[id];
    }

    private static JsonElement? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>What a decoder makes of the outputs.</summary>
internal enum DecoderTask
{
    /// <summary>Boxes.</summary>
    Detection,

    /// <summary>Boxes with keypoints.</summary>
    Keypoints,

    /// <summary>Boxes with masks.</summary>
    Instances,

    /// <summary>Scores of classes.</summary>
    Classification,

    /// <summary>A class for each pixel.</summary>
    Semantic,
}

/// <summary>What holds for a family of models in one package format unless a request or a package says otherwise.</summary>
/// <param name="Confidence">The score that <see cref="ConfidenceThreshold.Default"/> stands for.</param>
/// <param name="Test">How scores of boxes are compared with it.</param>
/// <param name="KeypointConfidence">The score that a keypoint needs.</param>
/// <param name="IgnoresMaxDetections">Whether the limit on detections is not looked at when results are cut.</param>
internal sealed record FamilyDefaults(double Confidence, ThresholdTest Test, double KeypointConfidence, bool IgnoresMaxDetections)
{
    public static FamilyDefaults Of(DecoderSpec spec, DecoderTask task)
    {
        bool isLegacy = spec.Format == PackageFormat.Legacy;
        return new(
            isLegacy ? LegacyConfidence(spec.Family, task) : CurrentConfidence(spec.Family),
            TestOf(spec.Family, isLegacy, spec.IsFused),
            !isLegacy && spec.Family is ModelFamily.Yolo26 or ModelFamily.RfDetr ? 0.3 : 0.0,
            spec.IsFused || spec.Family == ModelFamily.Yolo26 || (spec.Family == ModelFamily.RfDetr && (isLegacy || task != DecoderTask.Instances)));
    }

    private static double LegacyConfidence(ModelFamily family, DecoderTask task) =>
        task == DecoderTask.Classification || family == ModelFamily.Yolact ? 0.5 : 0.4;

    private static double CurrentConfidence(ModelFamily family) => family switch
    {
        ModelFamily.Yolo26 or ModelFamily.YoloLite => 0.25,
        ModelFamily.DinoV3 or ModelFamily.DeepLabV3Plus => 0.5,
        _ => 0.4,
    };

    private static ThresholdTest TestOf(ModelFamily family, bool isLegacy, bool isFused)
    {
        if (isFused)
        {
            return ThresholdTest.AtLeast;
        }

        return family switch
        {
            ModelFamily.YoloV10 or ModelFamily.RfDetr or ModelFamily.Yolact => ThresholdTest.Greater,
            ModelFamily.Yolo26 => isLegacy ? ThresholdTest.Greater : ThresholdTest.AtLeast,
            _ => isLegacy ? ThresholdTest.AtLeast : ThresholdTest.Greater,
        };
    }
}

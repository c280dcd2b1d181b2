namespace Workflows.CodeFirst.Onnx;

/// <summary>What holds for a family of models in one package format unless a request or a package says otherwise.</summary>
/// <param name="Confidence">The score that <see cref="ConfidenceThreshold.Default"/> stands for.</param>
/// <param name="Test">How scores are compared with it.</param>
/// <param name="KeypointConfidence">The score that a keypoint needs.</param>
/// <param name="IgnoresMaxDetections">Whether the limit on detections is not looked at.</param>
internal sealed record FamilyDefaults(double Confidence, ThresholdTest Test, double KeypointConfidence, bool IgnoresMaxDetections)
{
    public static FamilyDefaults Of(DecoderSpec spec, bool isClassification = false)
    {
        bool isLegacy = spec.Format == PackageFormat.Legacy;
        return new(
            isLegacy ? LegacyConfidence(spec.Family, isClassification) : CurrentConfidence(spec.Family),
            TestOf(spec.Family, isLegacy, spec.IsFused),
            !isLegacy && spec.Family is ModelFamily.Yolo26 or ModelFamily.RfDetr ? 0.3 : 0.0,
            spec.Family == ModelFamily.Yolo26 || spec.IsFused);
    }

    private static double LegacyConfidence(ModelFamily family, bool isClassification) =>
        isClassification || family == ModelFamily.Yolact ? 0.5 : 0.4;

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
            ModelFamily.YoloV10 or ModelFamily.RfDetr => ThresholdTest.Greater,
            ModelFamily.Yolo26 => isLegacy ? ThresholdTest.Greater : ThresholdTest.AtLeast,
            _ => isLegacy ? ThresholdTest.AtLeast : ThresholdTest.Greater,
        };
    }
}

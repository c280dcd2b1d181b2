using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Turns detections of one form into another: what the other form lacks is left out, what it has besides is absent.</summary>
internal static class DetectionForms
{
    /// <summary>The detections as a <paramref name="type"/>; null when that is no form of detections.</summary>
    public static Detections? Convert(Type type, Detections detections) =>
        type == typeof(InstanceDetections) ? Fill(new InstanceDetections { Masks = DetectionMasks.Of(detections) }, detections)
        : type == typeof(KeypointDetections) ? Fill(new KeypointDetections(), detections)
        : type == typeof(SemanticDetections) ? Fill(new SemanticDetections { Masks = DetectionMasks.Of(detections) }, detections)
        : null;

    private static Detections Fill(Detections form, Detections detections) => form with
    {
        Boxes = detections.Boxes,
        Confidences = detections.Confidences,
        ClassIds = detections.ClassIds,
        ClassNames = detections.ClassNames,
        DetectionIds = detections.DetectionIds,
        TrackerIds = detections.TrackerIds,
        Origins = detections.Origins,
        ImageSize = detections.ImageSize,
        Data = detections.Data,
    };
}

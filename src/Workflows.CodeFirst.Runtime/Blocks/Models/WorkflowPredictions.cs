using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Makes values of a workflow out of what models return: with identifiers, and with where the image stands in the workflow.</summary>
internal static class WorkflowPredictions
{
    /// <summary>Detections of any sort, row by row with an identifier and the origin of the image.</summary>
    /// <param name="detections">What the model returned for the image.</param>
    /// <param name="image">The image.</param>
    /// <param name="inferenceId">Identifies the call of the model.</param>
    /// <param name="predictionType">The type of the prediction, as in <c>object-detection</c>.</param>
    public static T Complete<T>(T detections, Image image, string inferenceId, string predictionType)
        where T : Detections
    {
        var lineage = LineageOf(image);
        var origin = new DetectionOrigin(image.Size, lineage.Parent, lineage.Root, inferenceId, predictionType);
        return (T)(detections with
        {
            ImageSize = image.Size,
            DetectionIds = NewIds(detections.Count),
            Origins = Repeat(origin, detections.Count),
        });
    }

    /// <summary>A semantic segmentation as detections; as in the reference engine they do not say where they were made.</summary>
    public static SemanticDetections Complete(SemanticSegmentation segmentation)
    {
        var detections = segmentation.ToDetections();
        return detections with { DetectionIds = NewIds(detections.Count) };
    }

    /// <summary>What a classifier says.</summary>
    public static ClassificationPrediction Complete(ClassificationPrediction prediction, Image image, string inferenceId, TimeSpan elapsed)
    {
        var lineage = LineageOf(image);
        return prediction with
        {
            InferenceId = inferenceId,
            ParentId = lineage.Parent.Id,
            RootParentId = lineage.Root.Id,
            Elapsed = elapsed,
        };
    }

    private static ImageLineage LineageOf(Image image) => image.Lineage ?? ImageLineage.OfInput("image", image.Size);

    private static ImmutableArray<string> NewIds(int count)
    {
        var ids = ImmutableArray.CreateBuilder<string>(count);
        for (int i = 0; i < count; i++)
        {
            ids.Add(Guid.NewGuid().ToString());
        }

        return ids.MoveToImmutable();
    }

    private static ImmutableArray<T> Repeat<T>(T value, int count)
    {
        var repeated = new T[count];
        Array.Fill(repeated, value);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(repeated);
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Makes values of a workflow out of what models return: with identifiers, and with where the image stands in the workflow.</summary>
internal static class WorkflowPredictions
{
    /// <summary>Detections of any sort, row by row with an identifier and the origin of the image.</summary>
    /// <param name="detections">What the model returned for the image.</param>
    /// <param name="image">The image.</param>
    /// <param name="call">The call of the model.</param>
    /// <param name="predictionType">The type of the prediction, as in <c>object-detection</c>.</param>
    public static T Complete<T>(T detections, Image image, ModelCall call, string predictionType)
        where T : Detections
    {
        detections = Filter(detections, call.ClassFilter);
        var lineage = LineageOf(image);
        var origin = new DetectionOrigin(image.Size, lineage.Parent, lineage.Root, call.InferenceId, predictionType);
        return (T)(detections with
        {
            ImageSize = image.Size,
            DetectionIds = detections.DetectionIds.Length == detections.Count ? detections.DetectionIds : NewIds(detections.Count),
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
    public static ClassificationPrediction Complete(ClassificationPrediction prediction, Image image, string inferenceId, TimeSpan? elapsed)
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

    /// <summary>Leaves out other classes. A model that runs here has done so already.</summary>
    private static T Filter<T>(T detections, ImmutableArray<string> classes)
        where T : Detections
    {
        if (classes.IsEmpty)
        {
            return detections;
        }

        var rows = new List<int>(detections.Count);
        for (int i = 0; i < detections.Count; i++)
        {
            if (classes.Contains(detections.ClassNames[i]))
            {
                rows.Add(i);
            }
        }

        return rows.Count == detections.Count ? detections : (T)detections.Select(CollectionsMarshal.AsSpan(rows));
    }

    /// <summary>Where an image stands in the workflow.</summary>
    public static ImageLineage LineageOf(Image image) => image.Lineage ?? ImageLineage.OfInput("image", image.Size);

    /// <summary>Identifiers for detections.</summary>
    public static ImmutableArray<string> NewIds(int count)
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
        return ImmutableCollectionsMarshal.AsImmutableArray(repeated);
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Lists which detections overlap with which others, and how much of them is covered.</summary>
internal sealed class OverlapAnalysisBlock : Block<OverlapAnalysisV1.Arguments, OverlapAnalysisV1.Results>
{
    public override OverlapAnalysisV1.Results Run(in OverlapAnalysisV1.Arguments arguments, BlockContext context)
    {
        var (references, candidates) = (arguments.ReferencePredictions, arguments.CandidatePredictions);
        var outlines = new ImagePoint[candidates.Count][];
        var overlaps = new List<object?>();
        for (int i = 0; i < references.Count; i++)
        {
            ImagePoint[]? reference = null;
            for (int j = 0; j < candidates.Count; j++)
            {
                if (references.Boxes[i].IntersectionOverUnion(candidates.Boxes[j]) <= 0)
                {
                    continue;
                }

                reference ??= Outline(references, i);
                double area = PolygonMeasures.Area(reference);
                double share = area > 0 ? PolygonIntersection.Area(reference, outlines[j] ??= Outline(candidates, j)) / area : -1;
                if (share >= Math.Max(0, arguments.MinOverlap))
                {
                    overlaps.Add(Describe(references, i, candidates, j, share));
                }
            }
        }

        return new(overlaps);
    }

    /// <summary>The longest outline of the mask; the box where there is none, or none that goes around an area once.</summary>
    private static ImagePoint[] Outline(Detections detections, int row)
    {
        var masks = DetectionMasks.Of(detections);
        if (!masks.IsDefaultOrEmpty && !masks[row].IsEmpty)
        {
            var longest = MaskOutlines.LongestOrEmpty(masks[row]);
            if (PolygonMeasures.IsSimple(longest.AsSpan()))
            {
                return [.. longest];
            }
        }

        var box = detections.Boxes[row];
        return [new(box.X1, box.Y1), new(box.X2, box.Y1), new(box.X2, box.Y2), new(box.X1, box.Y2)];
    }

    private static Dictionary<string, object?> Describe(Detections references, int i, Detections candidates, int j, double share)
    {
        var overlap = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["reference_class"] = references.ClassNames.IsDefaultOrEmpty ? null : references.ClassNames[i],
            ["reference_confidence"] = references.Confidences.IsDefaultOrEmpty ? null : references.Confidences[i],
            ["candidate_class"] = candidates.ClassNames.IsDefaultOrEmpty ? null : candidates.ClassNames[j],
            ["candidate_confidence"] = candidates.Confidences.IsDefaultOrEmpty ? null : candidates.Confidences[j],
            ["overlap_ratio"] = share,
        };
        if (!references.DetectionIds.IsDefaultOrEmpty)
        {
            overlap["reference_detection_id"] = references.DetectionIds[i];
        }

        if (!candidates.DetectionIds.IsDefaultOrEmpty)
        {
            overlap["candidate_detection_id"] = candidates.DetectionIds[j];
        }

        return overlap;
    }
}

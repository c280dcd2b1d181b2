using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Makes one detection that holds all others, as sure as the least sure of them.</summary>
internal sealed class DetectionsMergeBlock : Block<DetectionsMergeV1.Arguments, DetectionsMergeV1.Results>
{
    public override DetectionsMergeV1.Results Run(in DetectionsMergeV1.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Predictions;
        return new(detections.Count == 0 ? Detections.Empty : new Detections
        {
            Boxes = [detections.Boxes.Aggregate(static (all, box) => all.Union(box))],
            Confidences = detections.Confidences.IsDefaultOrEmpty ? [] : [(float)detections.Confidences.Min()],
            ClassIds = [0],
            ClassNames = [arguments.ClassName],
            DetectionIds = [Guid.NewGuid().ToString()],
        });
    }
}

using System.Runtime.InteropServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Keeps the detections that are sure enough for their class.</summary>
internal sealed class PerClassConfidenceFilterBlock : BatchBlock<PerClassConfidenceFilterV1.Arguments, PerClassConfidenceFilterV1.Results>
{
    // What the language calls a class without a name.
    private const string NoName = "None";

    public override void Run(in PerClassConfidenceFilterV1.Arguments arguments, Span<PerClassConfidenceFilterV1.Results> results, BlockContext context)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(Filter(arguments.Predictions[i], arguments));
        }
    }

    private static Detections Filter(Detections detections, in PerClassConfidenceFilterV1.Arguments arguments)
    {
        if (detections.Confidences.IsDefaultOrEmpty)
        {
            return detections;
        }

        var kept = new List<int>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            string name = detections.ClassNames.IsDefaultOrEmpty ? NoName : detections.ClassNames[row];
            if (detections.Confidences[row] >= arguments.ClassThresholds.GetValueOrDefault(name, arguments.DefaultThreshold))
            {
                kept.Add(row);
            }
        }

        return kept.Count == detections.Count ? detections : detections.Select(CollectionsMarshal.AsSpan(kept));
    }
}

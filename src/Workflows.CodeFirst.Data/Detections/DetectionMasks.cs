using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>The masks of detections, whichever form of detections has them.</summary>
internal static class DetectionMasks
{
    /// <summary>One mask a detection; empty when there are none.</summary>
    public static ImmutableArray<Mask> Of(Detections detections) => detections switch
    {
        InstanceDetections instances => instances.Masks,
        SemanticDetections semantic => semantic.Masks,
        _ => [],
    };

    /// <summary>The detections with other masks. Outlines that belonged to the masks before are gone.</summary>
    public static Detections Replace(Detections detections, ImmutableArray<Mask> masks) => detections switch
    {
        InstanceDetections instances => instances with { Masks = masks, Polygons = [] },
        SemanticDetections semantic => semantic with { Masks = masks },
        _ => detections,
    };
}

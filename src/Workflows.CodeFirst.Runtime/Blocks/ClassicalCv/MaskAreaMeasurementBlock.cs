using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.ClassicalCv;

/// <summary>Measures the areas of detections, in pixels and in square units: of their masks, or of their boxes where there is none.</summary>
internal sealed class MaskAreaMeasurementBlock : Block<MaskAreaMeasurementV1.Arguments, MaskAreaMeasurementV1.Results>
{
    public override MaskAreaMeasurementV1.Results Run(in MaskAreaMeasurementV1.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Predictions;
        var masks = DetectionMasks.Of(detections);
        double scale = arguments.PixelsPerUnit > 0 ? arguments.PixelsPerUnit * arguments.PixelsPerUnit : 1;
        var pixels = ImmutableArray.CreateBuilder<object?>(detections.Count);
        var units = ImmutableArray.CreateBuilder<object?>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            double area = masks.IsDefaultOrEmpty || masks[row].IsEmpty ? detections.Boxes[row].Area : masks[row].Area;
            pixels.Add(area);
            units.Add(area / scale);
        }

        return new(detections with { Data = detections.Data.SetItem("area_px", pixels.MoveToImmutable()).SetItem("area_converted", units.MoveToImmutable()) });
    }
}

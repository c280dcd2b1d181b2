using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Replaces masks by the smallest rectangles, at any angle, that hold them.</summary>
internal sealed class BoundingRectangleBlock : Block<BoundingRectangleV1.Arguments, BoundingRectangleV1.Results>
{
    public override BoundingRectangleV1.Results Run(in BoundingRectangleV1.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Predictions;
        int count = detections.Count;
        if (count == 0)
        {
            // In the reference engine a model that finds nothing gives no masks either, which this block refuses.
            return context.Compatibility == CompatibilityMode.Corrected || detections.ImageSize is null
                ? new(detections)
                : throw new ArgumentException("There is nothing to find rectangles for: the model found nothing.");
        }

        if (detections.Masks.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no masks. The block works on what segmentation models find.");
        }

        var masks = ImmutableArray.CreateBuilder<Mask>(count);
        var boxes = ImmutableArray.CreateBuilder<Box>(count);
        object?[] rectangles = new object?[count], widths = new object?[count], heights = new object?[count], angles = new object?[count];
        for (int row = 0; row < count; row++)
        {
            var rectangle = MinimumRectangle.Of(MaskOutlines.Longest(detections.Masks[row]).AsSpan());
            var corners = Array.ConvertAll(rectangle.Corners(), static corner => new ImagePoint(Math.Truncate(corner.X), Math.Truncate(corner.Y)));
            masks.Add(Mask.FromPolygon(corners, detections.Masks[row].Size));
            boxes.Add(PolygonMeasures.Bounds(corners));
            rectangles[row] = Array.ConvertAll(corners, static corner => (object?)new object?[] { Half(corner.X), Half(corner.Y) });
            widths[row] = Half(rectangle.Width);
            heights[row] = Half(rectangle.Height);
            angles[row] = Half(rectangle.Angle);
        }

        return new(detections with
        {
            Masks = masks.MoveToImmutable(),
            Polygons = [],
            Boxes = boxes.MoveToImmutable(),
            Data = detections.Data
                .SetItem("rect", [.. rectangles])
                .SetItem("width", [.. widths])
                .SetItem("height", [.. heights])
                .SetItem("angle", [.. angles]),
        });
    }

    /// <summary>As exact as workflows keep it: 11 bits.</summary>
    private static double Half(double value) => (double)(Half)value;
}

using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Makes boxes larger or smaller on all sides, as far as the image goes.</summary>
internal sealed class DetectionOffsetBlock : BatchBlock<DetectionOffsetV1.Arguments, DetectionOffsetV1.Results>
{
    public override void Run(in DetectionOffsetV1.Arguments arguments, Span<DetectionOffsetV1.Results> results, BlockContext context)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(Offset(arguments.Predictions[i], arguments));
        }
    }

    private static Detections Offset(Detections detections, in DetectionOffsetV1.Arguments arguments)
    {
        if (detections.Count == 0)
        {
            return detections;
        }

        if (detections.DetectionIds.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no identifiers, which become those of the parents.");
        }

        var boxes = ImmutableArray.CreateBuilder<Box>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            var box = detections.Boxes[row];
            var size = DetectionPlaces.ImageSizeOf(detections, row)
                ?? throw new ArgumentException("Boxes can grow only as far as the image goes, but the detections do not know its size; those of model blocks do.");
            var (x, y) = arguments.Units == DetectionOffsetUnits.Percent
                ? (Math.Truncate(box.Width * arguments.OffsetWidth / 200), Math.Truncate(box.Height * arguments.OffsetHeight / 200))
                : (Math.Floor(arguments.OffsetWidth / 2.0), Math.Floor(arguments.OffsetHeight / 2.0));
            boxes.Add(new(Math.Max(0, box.X1 - x), Math.Max(0, box.Y1 - y), Math.Min(size.Width, box.X2 + x), Math.Min(size.Height, box.Y2 + y)));
        }

        var moved = detections with
        {
            Boxes = boxes.MoveToImmutable(),
            DetectionIds = [.. detections.DetectionIds.Select(_ => Guid.NewGuid().ToString())],
        };
        return detections.Origins.IsDefaultOrEmpty
            ? moved with { Data = moved.Data.SetItem(DetectionColumns.ParentId, [.. detections.DetectionIds]) }
            : moved with { Origins = [.. detections.Origins.Select((origin, row) => origin with { Parent = origin.Parent with { Id = detections.DetectionIds[row] } })] };
    }
}

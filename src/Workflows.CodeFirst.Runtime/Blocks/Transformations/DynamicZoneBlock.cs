using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Makes zones with a fixed number of corners out of masks.</summary>
internal sealed class DynamicZoneBlock : BatchBlock<DynamicZoneV1.Arguments, DynamicZoneV1.Results>
{
    public override void Run(in DynamicZoneV1.Arguments arguments, Span<DynamicZoneV1.Results> results, BlockContext context)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = Run(arguments.Predictions[i], arguments);
        }
    }

    private static DynamicZoneV1.Results Run(InstanceDetections? detections, in DynamicZoneV1.Arguments arguments)
    {
        if (detections is null)
        {
            return new(null!, null!, false);
        }

        if (detections.Count == 0)
        {
            return new([], detections, true);
        }

        if (detections.Masks.IsDefaultOrEmpty)
        {
            return new([], null!, false);
        }

        bool converged = true;
        var zones = new object?[detections.Count];
        var masks = ImmutableArray.CreateBuilder<Mask>(detections.Count);
        for (int row = 0; row < zones.Length; row++)
        {
            var zone = ZoneFinder.Find(MaskOutlines.Longest(detections.Masks[row]).AsSpan(), arguments);
            converged &= zone.Count == arguments.RequiredNumberOfVertices;
            var corners = Scale(WithCount(zone, arguments.RequiredNumberOfVertices), arguments.ScaleRatio);
            masks.Add(Mask.FromPolygon(corners, detections.Masks[row].Size));
            zones[row] = Array.ConvertAll(corners, static corner => (object?)new object?[] { (long)corner.X, (long)corner.Y });
        }

        return new(zones, detections with { Masks = masks.MoveToImmutable(), Polygons = [], Data = detections.Data.SetItem("polygon", [.. zones]) }, converged);
    }

    /// <summary>Repeats the last corner, or leaves out the last ones, until the number is right.</summary>
    private static ImagePoint[] WithCount(List<ImagePoint> zone, long count)
    {
        var corners = new ImagePoint[count];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = zone[Math.Min(i, zone.Count - 1)];
        }

        return corners;
    }

    /// <summary>Moves the corners away from the middle, or nearer to it.</summary>
    private static ImagePoint[] Scale(ImagePoint[] corners, double scale) =>
        scale == 1 || PolygonMeasures.Centroid(corners) is not var (x, y)
            ? corners
            : Array.ConvertAll(corners, corner => new ImagePoint(Math.Round((corner.X - x) * scale + x), Math.Round((corner.Y - y) * scale + y)));
}

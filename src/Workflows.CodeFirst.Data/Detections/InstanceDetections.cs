using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst;

/// <summary>Detections with one mask each.</summary>
public sealed record InstanceDetections : Detections
{
    /// <summary>No detections.</summary>
    public static new InstanceDetections Empty { get; } = new();

    /// <summary>The mask of each detection, in pixels of the image that was looked at.</summary>
    public ImmutableArray<Mask> Masks { get; init; } = [];

    /// <summary>
    /// The outline of each detection, where it is known apart from the mask: models of the legacy format report outlines with fractions of
    /// pixels, and their masks are the filled outlines. Otherwise absent: see <see cref="Mask.ToPolygon"/>.
    /// </summary>
    public ImmutableArray<ImmutableArray<ImagePoint>> Polygons { get; init; } = [];

    /// <summary>
    /// What remains of the detections when each mask is passed on as one outline: holes are filled, only the outline with the most points
    /// stays, and detections with fewer than three points are gone.
    /// </summary>
    public InstanceDetections ThroughPolygons()
    {
        var rows = new List<int>(Count);
        var polygons = ImmutableArray.CreateBuilder<ImmutableArray<ImagePoint>>(Count);
        var masks = ImmutableArray.CreateBuilder<Mask>(Count);
        for (int i = 0; i < Count; i++)
        {
            var polygon = Polygons.IsEmpty ? Masks[i].ToPolygon(MaskOutline.MostPoints) : Polygons[i];
            if (polygon.Length < 3)
            {
                continue;
            }

            rows.Add(i);
            polygons.Add(polygon);
            masks.Add(Polygons.IsEmpty ? Mask.FromPolygon(polygon.AsSpan(), Masks[i].Size) : Masks[i]);
        }

        return (InstanceDetections)Select(CollectionsMarshal.AsSpan(rows)) with { Polygons = polygons.ToImmutable(), Masks = masks.ToImmutable() };
    }

    /// <inheritdoc/>
    protected override Detections SelectRows(ReadOnlySpan<int> rows) =>
        (InstanceDetections)base.SelectRows(rows) with { Masks = Pick(Masks, rows), Polygons = Pick(Polygons, rows) };
}

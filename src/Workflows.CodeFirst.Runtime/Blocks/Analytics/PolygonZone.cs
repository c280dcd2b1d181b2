using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>
/// Tells which detections are in a polygon, as the library supervision does: the polygon is filled pixel by pixel, its border included, boxes are
/// cut to the polygon's bounds and anchors rounded up to whole pixels.
/// </summary>
internal sealed class PolygonZone
{
    // 2^28 pixels are 32 MB: no picture is larger, but a wrong coordinate may be.
    private const double MostPixels = 1 << 28;

    private readonly Mask mask;
    private readonly Anchor anchor;
    private readonly double right, bottom;

    /// <summary>A zone.</summary>
    /// <param name="polygon">The corners, in pixels.</param>
    /// <param name="anchor">The point of a detection that has to be in the polygon.</param>
    /// <exception cref="ArgumentException">The polygon lies outside any image.</exception>
    public PolygonZone(ImmutableArray<ImagePoint> polygon, Anchor anchor)
    {
        this.anchor = anchor;
        foreach (var point in polygon)
        {
            right = Math.Max(right, point.X + 1);
            bottom = Math.Max(bottom, point.Y + 1);
        }

        if ((right + 1) * (bottom + 1) > MostPixels)
        {
            throw new ArgumentException($"The zone reaches to ({right - 1}, {bottom - 1}), which is beyond any image; it is given in pixels.");
        }

        mask = Mask.FromPolygon(polygon.AsSpan(), new((int)(right + 1), (int)(bottom + 1)));
    }

    /// <summary>Whether a detection is in the zone.</summary>
    public bool Contains(Detections detections, int row)
    {
        var box = detections.Boxes[row];
        var (x, y) = anchor == Anchor.CenterOfMass
            ? Anchors.Of(detections, row, anchor)
            : Anchors.Of(
                new Box(Math.Clamp(box.X1, 0, right), Math.Clamp(box.Y1, 0, bottom), Math.Clamp(box.X2, 0, right), Math.Clamp(box.Y2, 0, bottom)),
                anchor);
        return mask.Contains((int)Math.Ceiling(x), (int)Math.Ceiling(y));
    }
}

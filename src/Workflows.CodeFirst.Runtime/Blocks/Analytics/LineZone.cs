using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>
/// Counts tracks that cross a line segment, as the library supervision does: a track crosses when all its anchors have changed sides within the
/// strip that is perpendicular to the segment.
/// </summary>
internal sealed class LineZone
{
    private static readonly ImmutableArray<Anchor> Corners = [Anchor.TopLeft, Anchor.TopRight, Anchor.BottomLeft, Anchor.BottomRight];

    private readonly BoundedTable<int, bool> sides = new(Tracks.Most);
    private readonly ImmutableArray<Anchor> anchors;
    private readonly ImagePoint start, end;
    private readonly double x, y, length;

    /// <summary>A line from one point to another.</summary>
    /// <param name="line">The two points, in pixels.</param>
    /// <param name="anchor">The point of a detection that has to cross; all corners when null.</param>
    /// <exception cref="ArgumentException">The points are the same.</exception>
    public LineZone(ImmutableArray<ImagePoint> line, Anchor? anchor)
    {
        (start, end) = (line[0], line[1]);
        anchors = anchor is { } single ? [single] : Corners;
        (x, y) = (end.X - start.X, end.Y - start.Y);
        length = Math.Sqrt(x * x + y * y);
        if (length == 0)
        {
            throw new ArgumentException("The two points of line_segment are the same; a line needs a length.");
        }
    }

    /// <summary>How many tracks have crossed from the right side to the left side, seen from the start in image coordinates.</summary>
    public long CountIn { get; private set; }

    /// <summary>How many tracks have crossed the other way.</summary>
    public long CountOut { get; private set; }

    /// <summary>Takes the detections of the next frame.</summary>
    /// <param name="detections">Tracked detections.</param>
    /// <param name="crossedIn">Gets the rows of those that crossed in now.</param>
    /// <param name="crossedOut">Gets the rows of those that crossed out now.</param>
    public void Trigger(Detections detections, List<int> crossedIn, List<int> crossedOut)
    {
        for (int row = 0; row < detections.Count; row++)
        {
            if (SideOf(detections, row) is not { } side)
            {
                continue;
            }

            int track = detections.TrackerIds[row];
            bool isKnown = sides.TryGet(track, out bool before);
            sides.Set(track, side);
            if (!isKnown || before == side)
            {
                continue;
            }

            if (side)
            {
                CountIn++;
                crossedIn.Add(row);
            }
            else
            {
                CountOut++;
                crossedOut.Add(row);
            }
        }
    }

    /// <summary>Whether a detection is on the left side; null when it is beside the segment or its anchors are on both sides.</summary>
    private bool? SideOf(Detections detections, int row)
    {
        bool isLeft = false, isRight = false;
        double acrossX = -y / length, acrossY = x / length;
        foreach (var anchor in anchors)
        {
            var (atX, atY) = Anchors.Of(detections, row, anchor);
            bool isAfterStart = acrossX * (atY - start.Y) - acrossY * (atX - start.X) > 0;
            bool isBeforeEnd = -acrossX * (atY - end.Y) + acrossY * (atX - end.X) > 0;
            if (isAfterStart != isBeforeEnd)
            {
                return null;
            }

            bool left = x * (atY - start.Y) - y * (atX - start.X) < 0;
            isLeft |= left;
            isRight |= !left;
        }

        return isLeft && isRight ? null : isLeft;
    }
}

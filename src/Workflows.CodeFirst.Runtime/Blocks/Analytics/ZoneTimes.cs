using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Measures how long the tracks of a video have been in zones.</summary>
internal sealed class ZoneTimes
{
    /// <summary>The column of detections with the seconds.</summary>
    public const string Column = "time_in_zone";

    private readonly BoundedTable<int, double> entered = new(Tracks.Most);

    /// <summary>The detections with their times, as far as they are kept.</summary>
    /// <param name="zones">The zones; a detection has to be in one of them.</param>
    /// <param name="detections">Tracked detections of the next frame.</param>
    /// <param name="now">The time of the frame, in seconds.</param>
    /// <param name="removeOutside">Whether detections outside are left out.</param>
    /// <param name="resetOutside">Whether the time of a track starts again when it comes back.</param>
    public Detections Measure(ImmutableArray<PolygonZone> zones, Detections detections, double now, bool removeOutside, bool resetOutside)
    {
        var rows = new List<int>(detections.Count);
        var times = ImmutableArray.CreateBuilder<object?>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            int track = detections.TrackerIds[row];
            bool isInside = IsInside(zones, detections, row);
            if (!isInside && (resetOutside || !removeOutside))
            {
                entered.Remove(track);
            }

            if (!isInside && removeOutside)
            {
                continue;
            }

            rows.Add(row);
            times.Add(isInside ? now - Entered(track, now) : 0.0);
        }

        var kept = detections.Select(CollectionsMarshal.AsSpan(rows));
        return kept with { Data = kept.Data.SetItem(Column, times.DrainToImmutable()) };
    }

    private static bool IsInside(ImmutableArray<PolygonZone> zones, Detections detections, int row)
    {
        foreach (var zone in zones)
        {
            if (zone.Contains(detections, row))
            {
                return true;
            }
        }

        return false;
    }

    private double Entered(int track, double now) => entered.TryGet(track, out double since) ? since : entered.Set(track, now);
}

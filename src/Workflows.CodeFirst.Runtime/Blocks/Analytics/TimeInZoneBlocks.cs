using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Measures how long tracks have been in a zone. The zone is that of the video's first frame.</summary>
internal sealed class TimeInZoneV1Block : Block<TimeInZoneV1.Arguments, TimeInZoneV1.Results>
{
    private readonly PerVideo<(ImmutableArray<PolygonZone> Zones, ZoneTimes Times)> videos = new();

    public override bool KeepsState => true;

    public override TimeInZoneV1.Results Run(in TimeInZoneV1.Arguments arguments, BlockContext context)
    {
        Tracks.Demand(arguments.Detections);
        var (zones, times) = videos.Of(arguments.Metadata.VideoIdentifier, arguments, static (in TimeInZoneV1.Arguments first) =>
            (PolygonZones.One(first.Zone, first.TriggeringAnchor), new ZoneTimes()));
        return new(times.Measure(
            zones, arguments.Detections, Tracks.Seconds(arguments.Metadata), arguments.RemoveOutOfZoneDetections, arguments.ResetOutOfZoneDetections));
    }
}

/// <summary>Measures how long tracks have been in a zone. The zone is that of the video's first frame.</summary>
internal sealed class TimeInZoneV2Block : Block<TimeInZoneV2.Arguments, TimeInZoneV2.Results>
{
    private readonly PerVideo<(ImmutableArray<PolygonZone> Zones, ZoneTimes Times)> videos = new();

    public override bool KeepsState => true;

    public override TimeInZoneV2.Results Run(in TimeInZoneV2.Arguments arguments, BlockContext context)
    {
        Tracks.Demand(arguments.Detections);
        var frame = VideoFrames.Of(arguments.Image);
        var (zones, times) = videos.Of(frame.VideoIdentifier, arguments, static (in TimeInZoneV2.Arguments first) =>
            (PolygonZones.One(first.Zone, first.TriggeringAnchor), new ZoneTimes()));
        return new(times.Measure(
            zones, arguments.Detections, Tracks.Seconds(frame), arguments.RemoveOutOfZoneDetections, arguments.ResetOutOfZoneDetections));
    }
}

/// <summary>Measures how long tracks have been in any of several zones, which may be others in every frame.</summary>
internal sealed class TimeInZoneV3Block : Block<TimeInZoneV3.Arguments, TimeInZoneV3.Results>
{
    private const int MostZones = 100;

    private readonly PerVideo<ZoneTimes> videos = new();
    private readonly BoundedTable<string, ImmutableArray<PolygonZone>> zones = new(MostZones, StringComparer.Ordinal);
    private (string Video, object Zone, ImmutableArray<PolygonZone> Made)? last;

    public override bool KeepsState => true;

    public override TimeInZoneV3.Results Run(in TimeInZoneV3.Arguments arguments, BlockContext context)
    {
        Tracks.Demand(arguments.Detections);
        var frame = VideoFrames.Of(arguments.Image);
        var made = ZonesOf(frame.VideoIdentifier, arguments);
        var times = videos.Of(frame.VideoIdentifier, 0, static (in int _) => new ZoneTimes());
        return new(times.Measure(
            made, arguments.Detections, Tracks.Seconds(frame), arguments.RemoveOutOfZoneDetections, arguments.ResetOutOfZoneDetections));
    }

    private ImmutableArray<PolygonZone> ZonesOf(string video, in TimeInZoneV3.Arguments arguments)
    {
        if (last is { } known && ReferenceEquals(known.Zone, arguments.Zone) && known.Video == video)
        {
            return known.Made;
        }

        var list = PolygonZones.Listed(arguments.Zone);
        string key = $"{video}_{PythonText.Repr(list)}";
        if (!zones.TryGet(key, out var made))
        {
            made = zones.Set(key, PolygonZones.Many(list, arguments.TriggeringAnchor));
        }

        last = (video, arguments.Zone, made);
        return made;
    }
}

/// <summary>Makes zones of what steps are given.</summary>
internal static class PolygonZones
{
    private const int FewestCorners = 3, DeepestZone = 3;

    /// <summary>A zone out of a list of points.</summary>
    public static ImmutableArray<PolygonZone> One(IReadOnlyList<object?> zone, string anchor) =>
        [new(Points.Read(zone, "zone", FewestCorners), Anchors.Parse(anchor))];

    /// <summary>Zones out of a list of lists of points.</summary>
    public static ImmutableArray<PolygonZone> Many(IReadOnlyList<object?> zones, string anchor) =>
        [.. zones.Select(zone => One(Points.AsList(zone) ?? [zone], anchor)[0])];

    /// <summary>A list of zones, where a single zone may stand for a list of it.</summary>
    /// <exception cref="ArgumentException">The list is nested in any other way.</exception>
    public static IReadOnlyList<object?> Listed(IReadOnlyList<object?> zone) => Depth(zone, DeepestZone) == 2 ? [zone] : zone;

    private static int Depth(object? value, int most)
    {
        if (Points.AsList(value) is not { } list)
        {
            return 0;
        }

        if (most == 0)
        {
            throw new ArgumentException("The property zone is nested too deep; it has to be a list of points or a list of lists of points.");
        }

        int depth = -1;
        foreach (object? item in list)
        {
            int inner = Depth(item, most - 1);
            if (depth >= 0 && inner != depth)
            {
                throw new ArgumentException("The property zone is nested unevenly; it has to be a list of points or a list of lists of points.");
            }

            depth = inner;
        }

        return Math.Max(depth, 0) + 1;
    }
}

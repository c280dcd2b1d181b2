using System.Runtime.InteropServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Counts the tracks of a video that cross a line. The line is that of the video's first frame.</summary>
internal sealed class LineCounterV1Block : Block<LineCounterV1.Arguments, LineCounterV1.Results>
{
    private readonly PerVideo<LineZone> zones = new();

    public override bool KeepsState => true;

    public override LineCounterV1.Results Run(in LineCounterV1.Arguments arguments, BlockContext context)
    {
        Tracks.Demand(arguments.Detections);
        var zone = zones.Of(arguments.Metadata.VideoIdentifier, arguments, static (in LineCounterV1.Arguments first) =>
            new(Points.Read(first.LineSegment, "line_segment", 2, 2), Anchors.Parse(first.TriggeringAnchor)));
        zone.Trigger(arguments.Detections, [], []);
        return new(zone.CountIn, zone.CountOut);
    }
}

/// <summary>Counts the tracks of a video that cross a line, and tells which do. The line is that of the video's first frame.</summary>
internal sealed class LineCounterV2Block : Block<LineCounterV2.Arguments, LineCounterV2.Results>
{
    private readonly PerVideo<LineZone> zones = new();

    public override bool KeepsState => true;

    public override LineCounterV2.Results Run(in LineCounterV2.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Detections;
        Tracks.Demand(detections);
        var zone = zones.Of(VideoFrames.Of(arguments.Image).VideoIdentifier, arguments, static (in LineCounterV2.Arguments first) =>
            new(Points.Read(first.LineSegment, "line_segment", 2, 2), first.TriggeringAnchor is { } anchor ? Anchors.Parse(anchor) : null));
        List<int> crossedIn = [], crossedOut = [];
        zone.Trigger(detections, crossedIn, crossedOut);
        return new(
            zone.CountIn,
            zone.CountOut,
            detections.Select(CollectionsMarshal.AsSpan(crossedIn)),
            detections.Select(CollectionsMarshal.AsSpan(crossedOut)));
    }
}

using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Measures how far tracks are off a path.</summary>
internal sealed class PathDeviationV1Block : Block<PathDeviationV1.Arguments, PathDeviationV1.Results>
{
    private readonly PathDeviations deviations = new();

    public override bool KeepsState => true;

    public override PathDeviationV1.Results Run(in PathDeviationV1.Arguments arguments, BlockContext context) =>
        new(deviations.Measure(arguments.Metadata, arguments.Detections, arguments.TriggeringAnchor, arguments.ReferencePath, context));
}

/// <summary>Measures how far tracks are off a path.</summary>
internal sealed class PathDeviationV2Block : Block<PathDeviationV2.Arguments, PathDeviationV2.Results>
{
    private readonly PathDeviations deviations = new();

    public override bool KeepsState => true;

    public override PathDeviationV2.Results Run(in PathDeviationV2.Arguments arguments, BlockContext context) =>
        new(deviations.Measure(
            VideoFrames.Of(arguments.Image), arguments.Detections, arguments.TriggeringAnchor, arguments.ReferencePath, context));
}

/// <summary>The paths of the tracks of each video.</summary>
internal sealed class PathDeviations
{
    private const string Column = "path_deviation";

    // A path is much more to remember than the time of a track.
    private const int MostTracks = 4096;

    private readonly PerVideo<BoundedTable<int, FrechetPath>> videos = new();
    private (object Definition, ImmutableArray<ImagePoint> Path)? last;

    /// <summary>The detections with the distance between the path of their track and the path to follow, in pixels.</summary>
    public Detections Measure(VideoFrame frame, Detections detections, string anchor, IReadOnlyList<object?> referencePath, BlockContext context)
    {
        Tracks.Demand(detections);
        if (context.Compatibility == CompatibilityMode.Reference)
        {
            throw new ArgumentException($"The reference engine supports no triggering_anchor here, '{anchor}' neither; run with corrected behaviour.");
        }

        var position = Anchors.Parse(anchor);
        var reference = PathOf(referencePath);
        var paths = videos.Of(frame.VideoIdentifier, 0, static (in int _) => new BoundedTable<int, FrechetPath>(MostTracks));
        var distances = ImmutableArray.CreateBuilder<object?>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            int track = detections.TrackerIds[row];
            if (!paths.TryGet(track, out var path))
            {
                path = paths.Set(track, new());
            }

            var (x, y) = Anchors.Of(detections, row, position);
            distances.Add(path.Add(new(x, y), reference));
        }

        return detections with { Data = detections.Data.SetItem(Column, distances.MoveToImmutable()) };
    }

    private ImmutableArray<ImagePoint> PathOf(IReadOnlyList<object?> definition)
    {
        if (last is not { } known || !ReferenceEquals(known.Definition, definition))
        {
            last = known = (definition, Points.Read(definition, "reference_path", 1));
        }

        return known.Path;
    }
}

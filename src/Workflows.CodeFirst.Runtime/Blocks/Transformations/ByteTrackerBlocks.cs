using System.Runtime.InteropServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Follows detections through a video; wants to know how many frames a second it has.</summary>
internal sealed class ByteTrackerV1Block : Block<ByteTrackerV1.Arguments, ByteTrackerV1.Results>
{
    private readonly VideoTrackers trackers = new();

    public override bool KeepsState => true;

    public override ByteTrackerV1.Results Run(in ByteTrackerV1.Arguments arguments, BlockContext context)
    {
        if (arguments.Metadata.Fps is null or 0)
        {
            throw new ArgumentException(
                $"The video '{arguments.Metadata.VideoIdentifier}' does not say how many frames a second it has, which the tracker needs; state 'fps' with the input.");
        }

        return new(trackers.Follow(
            arguments.Metadata,
            arguments.Detections,
            arguments.TrackActivationThreshold,
            arguments.LostTrackBuffer,
            arguments.MinimumMatchingThreshold,
            arguments.MinimumConsecutiveFrames));
    }
}

/// <summary>Follows detections through a video; without frames a second, a track that is not seen is given up at once.</summary>
internal sealed class ByteTrackerV2Block : Block<ByteTrackerV2.Arguments, ByteTrackerV2.Results>
{
    private readonly VideoTrackers trackers = new();

    public override bool KeepsState => true;

    public override ByteTrackerV2.Results Run(in ByteTrackerV2.Arguments arguments, BlockContext context) => new(trackers.Follow(
        VideoFrames.Of(arguments.Image),
        arguments.Detections,
        arguments.TrackActivationThreshold,
        arguments.LostTrackBuffer,
        arguments.MinimumMatchingThreshold,
        arguments.MinimumConsecutiveFrames));
}

/// <summary>Follows detections through a video, and tells those that are new from those that were seen before.</summary>
internal sealed class ByteTrackerV3Block : Block<ByteTrackerV3.Arguments, ByteTrackerV3.Results>
{
    private readonly VideoTrackers trackers = new();
    private readonly PerVideo<SeenTracks> seen = new();

    public override bool KeepsState => true;

    public override ByteTrackerV3.Results Run(in ByteTrackerV3.Arguments arguments, BlockContext context)
    {
        var frame = VideoFrames.Of(arguments.Image);
        var tracked = trackers.Follow(
            frame,
            arguments.Detections,
            arguments.TrackActivationThreshold,
            arguments.LostTrackBuffer,
            arguments.MinimumMatchingThreshold,
            arguments.MinimumConsecutiveFrames);
        var known = seen.Of(frame.VideoIdentifier, arguments.InstancesCacheSize, static (in long size) => new SeenTracks(size));
        var (fresh, old) = (new List<int>(), new List<int>());
        for (int row = 0; row < tracked.Count; row++)
        {
            (known.Add(tracked.TrackerIds[row]) ? fresh : old).Add(row);
        }

        return new(tracked, tracked.Select(CollectionsMarshal.AsSpan(fresh)), tracked.Select(CollectionsMarshal.AsSpan(old)));
    }

    /// <summary>The tracks that were seen; the oldest ones are forgotten.</summary>
    private sealed class SeenTracks(long size)
    {
        private readonly HashSet<int> known = [];
        private readonly Queue<int> order = [];
        private readonly long most = Math.Max(1, size);

        /// <summary>Adds a track; false when it is known.</summary>
        public bool Add(int track)
        {
            if (known.Contains(track))
            {
                return false;
            }

            while (known.Count >= most)
            {
                known.Remove(order.Dequeue());
            }

            order.Enqueue(track);
            return known.Add(track);
        }
    }
}

/// <summary>A tracker a video. What a tracker goes by is settled at the first frame.</summary>
internal sealed class VideoTrackers
{
    // The frame rate for which the number of frames without a detection is given.
    private const double NominalFrameRate = 30;

    private readonly PerVideo<ByteTracker> trackers = new();

    /// <summary>The detections that belong to tracks, with the tracks' identifiers.</summary>
    public Detections Follow(
        VideoFrame frame, Detections detections, double? activationThreshold, long? lostFrames, double? matchingThreshold, long? consecutiveFrames)
    {
        if (detections.Confidences.Length != detections.Count)
        {
            throw new ArgumentException("Detections without confidences cannot be tracked.");
        }

        var settings = (activationThreshold, lostFrames, matchingThreshold, consecutiveFrames, frame.Fps);
        var tracker = trackers.Of(frame.VideoIdentifier, settings, Start);
        int[] ids = new int[detections.Count];
        tracker.Update(detections.Boxes.AsSpan(), detections.Confidences.AsSpan(), ids);
        var rows = new List<int>(ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row] != Track.NoId)
            {
                rows.Add(row);
            }
        }

        return (detections with { TrackerIds = ImmutableCollectionsMarshal.AsImmutableArray(ids) }).Select(CollectionsMarshal.AsSpan(rows));
    }

    private static ByteTracker Start(
        in (double? ActivationThreshold, long? LostFrames, double? MatchingThreshold, long? ConsecutiveFrames, double? Fps) settings) => new(new(
        settings.ActivationThreshold ?? 0.25,
        (int)Math.Clamp((settings.Fps ?? 0) / NominalFrameRate * (settings.LostFrames ?? 30), int.MinValue, int.MaxValue),
        settings.MatchingThreshold ?? 0.8,
        settings.ConsecutiveFrames ?? 1));
}

using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Measures how fast tracks move, from frame to frame and smoothed.</summary>
internal sealed class VelocityBlock : Block<VelocityV1.Arguments, VelocityV1.Results>
{
    private readonly PerVideo<BoundedTable<int, Motion>> videos = new();

    public override bool KeepsState => true;

    public override VelocityV1.Results Run(in VelocityV1.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Detections;
        Tracks.Demand(detections);
        double share = arguments.SmoothingAlpha, scale = arguments.PixelsPerMeter;
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentException($"The property smoothing_alpha has to be above 0 and at most 1, but is {share}.");
        }

        if (!(scale > 0))
        {
            throw new ArgumentException($"The property pixels_per_meter has to be above 0, but is {scale}.");
        }

        var frame = VideoFrames.Of(arguments.Image);
        double now = Tracks.Seconds(frame);
        var motions = videos.Of(frame.VideoIdentifier, 0, static (in int _) => new BoundedTable<int, Motion>(Tracks.Most));
        var columns = new Columns(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            int track = detections.TrackerIds[row];
            var (x, y) = Anchors.Of(detections.Boxes[row], Anchor.Center);
            bool isKnown = motions.TryGet(track, out var before);
            double elapsed = now - before.Time;
            (double X, double Y) velocity = isKnown && elapsed > 0 ? ((x - before.X) / elapsed, (y - before.Y) / elapsed) : default;
            var smoothed = isKnown
                ? (share * velocity.X + (1 - share) * before.Smoothed.X, share * velocity.Y + (1 - share) * before.Smoothed.Y)
                : velocity;
            motions.Set(track, new(x, y, now, smoothed));
            columns.Add(velocity, smoothed, scale);
        }

        return new(detections with { Data = columns.AddTo(detections.Data) });
    }

    /// <summary>Where a track was when, and how fast it is, in pixels and seconds.</summary>
    private readonly record struct Motion(double X, double Y, double Time, (double X, double Y) Smoothed);

    /// <summary>The columns of the result, in metres and seconds.</summary>
    private sealed class Columns(int count)
    {
        private readonly ImmutableArray<object?>.Builder velocities = ImmutableArray.CreateBuilder<object?>(count);
        private readonly ImmutableArray<object?>.Builder speeds = ImmutableArray.CreateBuilder<object?>(count);
        private readonly ImmutableArray<object?>.Builder smoothedVelocities = ImmutableArray.CreateBuilder<object?>(count);
        private readonly ImmutableArray<object?>.Builder smoothedSpeeds = ImmutableArray.CreateBuilder<object?>(count);

        public void Add((double X, double Y) velocity, (double X, double Y) smoothed, double scale)
        {
            velocities.Add(new object?[] { velocity.X / scale, velocity.Y / scale });
            speeds.Add(Length(velocity) / scale);
            smoothedVelocities.Add(new object?[] { smoothed.X / scale, smoothed.Y / scale });
            smoothedSpeeds.Add(Length(smoothed) / scale);
        }

        public ImmutableDictionary<string, ImmutableArray<object?>> AddTo(ImmutableDictionary<string, ImmutableArray<object?>> data) => data
            .SetItem("velocity", velocities.MoveToImmutable())
            .SetItem("speed", speeds.MoveToImmutable())
            .SetItem("smoothed_velocity", smoothedVelocities.MoveToImmutable())
            .SetItem("smoothed_speed", smoothedSpeeds.MoveToImmutable());

        private static double Length((double X, double Y) vector) => Math.Sqrt(vector.X * vector.X + vector.Y * vector.Y);
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Analytics;
using Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Smooths the boxes of tracks, and goes on moving a track for some frames after it was seen last.</summary>
internal sealed class DetectionsStabilizerBlock : Block<DetectionsStabilizerV1.Arguments, DetectionsStabilizerV1.Results>
{
    private const long DefaultWindow = 3;
    private const double DefaultShare = 0.2;

    private readonly PerVideo<Stabilizer> videos = new();

    public override bool KeepsState => true;

    public override DetectionsStabilizerV1.Results Run(in DetectionsStabilizerV1.Arguments arguments, BlockContext context)
    {
        Tracks.Demand(arguments.Detections);
        var stabilizer = videos.Of(
            VideoFrames.Of(arguments.Image).VideoIdentifier,
            arguments.SmoothingWindowSize ?? DefaultWindow,
            static (in long window) => new Stabilizer(window));
        return new(stabilizer.Update(arguments.Detections, arguments.BboxSmoothingCoefficient ?? DefaultShare));
    }

    /// <summary>The tracks of a video.</summary>
    private sealed class Stabilizer(long window)
    {
        private readonly VelocityFilter velocities = new(window);
        private readonly Dictionary<int, Detections> latest = [];

        public Detections Update(Detections detections, double share)
        {
            var measured = new OrderedDictionary<int, (double X, double Y)>();
            for (int row = 0; row < detections.Count; row++)
            {
                int track = detections.TrackerIds[row];
                if (latest.TryGetValue(track, out var before))
                {
                    var (from, to) = (Corner(before.Boxes[0]), Corner(detections.Boxes[row]));
                    measured[track] = (to.X - from.X, to.Y - from.Y);
                }
            }

            var predicted = velocities.Update(measured);
            var stable = new OrderedDictionary<int, Detections>();
            for (int row = 0; row < detections.Count; row++)
            {
                int track = detections.TrackerIds[row];
                var detection = detections.Select([row]);
                stable[track] = latest.TryGetValue(track, out var before)
                    ? detection with { Boxes = [Smooth(before.Boxes[0], detection.Boxes[0], share)] }
                    : detection;
                latest[track] = detection;
            }

            foreach (var (track, (x, y)) in predicted)
            {
                if (!stable.ContainsKey(track))
                {
                    var before = latest[track];
                    var box = before.Boxes[0];
                    var moved = new Box(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y);
                    stable[track] = latest[track] = before with { Boxes = [Smooth(box, moved, share)] };
                }
            }

            foreach (int track in latest.Keys)
            {
                if (!velocities.Knows(track) && !stable.ContainsKey(track))
                {
                    latest.Remove(track);
                }
            }

            return Detections.Concat([.. stable.Values]);
        }

        /// <summary>The corner whose movement counts: the lower right one, whichever way round a box is given.</summary>
        private static (double X, double Y) Corner(Box box) => (box.X1 + Math.Abs(box.X2 - box.X1), box.Y1 + Math.Abs(box.Y2 - box.Y1));

        private static Box Smooth(Box before, Box now, double share) => new(
            share * now.X1 + (1 - share) * before.X1,
            share * now.Y1 + (1 - share) * before.Y1,
            share * now.X2 + (1 - share) * before.X2,
            share * now.Y2 + (1 - share) * before.Y2);
    }
}

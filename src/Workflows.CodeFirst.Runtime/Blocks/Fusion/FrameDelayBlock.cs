using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Gives the value of an earlier frame, video by video.</summary>
internal sealed class FrameDelayBlock : Block<FrameDelayV1.Arguments, FrameDelayV1.Results>
{
    // Values may be images.
    private const int MostVideos = 16;
    private const long FarthestOffset = -256;

    private readonly PerVideo<Frames> videos = new(MostVideos);

    public override bool KeepsState => true;

    public override FrameDelayV1.Results Run(in FrameDelayV1.Arguments arguments, BlockContext context)
    {
        if (arguments.Offset is > 0 or < FarthestOffset)
        {
            throw new ArgumentException($"The property offset has to be from {FarthestOffset} to 0, as frames to come are not known and frames of the past are kept in memory, but is {arguments.Offset}.");
        }

        var frame = VideoFrames.Of(arguments.Image);
        var frames = videos.Of(frame.VideoIdentifier, 0, static (in int _) => new Frames());
        bool isAvailable = frames.Exchange(frame.FrameNumber, arguments.Data, arguments.Offset, out object? value);
        return new(isAvailable ? value : arguments.DefaultValue, isAvailable, frame.FrameNumber);
    }

    /// <summary>The values of the latest frames of a video.</summary>
    private sealed class Frames
    {
        private readonly Dictionary<long, object?> values = [];
        private readonly Queue<long> order = [];
        private long newest = long.MinValue;
        private long farthest;

        /// <summary>Adds the value of a frame, and finds that of an earlier one.</summary>
        public bool Exchange(long number, object? added, long offset, out object? value)
        {
            if (number < newest)
            {
                // The video starts again.
                values.Clear();
                order.Clear();
                farthest = 0;
            }

            farthest = Math.Min(farthest, offset);
            newest = number;
            if (!values.ContainsKey(number))
            {
                order.Enqueue(number);
            }

            values[number] = added;
            bool isAvailable = values.TryGetValue(number + offset, out value);
            while (order.Peek() < number + farthest)
            {
                values.Remove(order.Dequeue());
            }

            return isAvailable;
        }
    }
}

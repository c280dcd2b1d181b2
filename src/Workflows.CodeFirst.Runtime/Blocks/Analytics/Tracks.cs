namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>What the blocks that watch tracks have in common.</summary>
internal static class Tracks
{
    /// <summary>The most tracks of a video that a block remembers.</summary>
    public const int Most = 65536;

    /// <summary>Checks that detections have been tracked.</summary>
    /// <exception cref="ArgumentException">There are detections without identifiers of tracks.</exception>
    public static void Demand(Detections detections)
    {
        if (detections.Count > 0 && detections.TrackerIds.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no tracker_id; put a tracker before this step.");
        }
    }

    /// <summary>When a frame was taken, in seconds: since the start of a video file, otherwise since 1970.</summary>
    /// <exception cref="ArgumentException">The video is a file whose number of frames a second is not known.</exception>
    public static double Seconds(VideoFrame frame)
    {
        if (frame.ComesFromVideoFile == true && frame.Fps != 0)
        {
            return frame.Fps is { } fps
                ? frame.FrameNumber / fps
                : throw new ArgumentException(
                    $"The video '{frame.VideoIdentifier}' is a file, but does not say how many frames a second it has; state 'fps' with the input.");
        }

        return (frame.Timestamp.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond / 1e6;
    }
}

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>What has become of a track.</summary>
internal enum TrackState
{
    Tracked,
    Lost,
    Removed,
}

/// <summary>An object that is followed through a video.</summary>
/// <param name="box">Where it was seen first.</param>
/// <param name="frame">The frame in which it was.</param>
internal sealed class Track(MeasuredBox box, int frame)
{
    /// <summary>The identifier of a track that has none yet.</summary>
    public const int NoId = -1;

    private BoxMotion motion = new(box);

    public TrackState State { get; set; } = TrackState.Tracked;

    /// <summary>Whether the track counts: from the very first frame on, or after enough frames in a row.</summary>
    public bool IsActivated { get; set; } = frame == 1;

    /// <summary>The identifier that is given to the outside.</summary>
    public int Id { get; set; } = NoId;

    /// <summary>The frame in which the track was seen last.</summary>
    public int Frame { get; private set; } = frame;

    /// <summary>How many frames lie between the first and the last sight.</summary>
    public int Age => Frame - start;

    /// <summary>How many frames in a row the track was seen since it began or was found again.</summary>
    public int Length { get; private set; }

    public Box Corners => motion.Corners;

    private readonly int start = frame;

    public void Predict() => motion.Predict(State == TrackState.Tracked);

    /// <summary>The track was seen.</summary>
    public void See(MeasuredBox box, int frame)
    {
        Length = State == TrackState.Tracked ? Length + 1 : 0;
        motion.Update(box);
        State = TrackState.Tracked;
        Frame = frame;
    }
}

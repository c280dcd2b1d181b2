namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>What a block remembers of each video. Of the videos beyond <see cref="Most"/>, those that were not seen for the longest time are forgotten.</summary>
/// <typeparam name="TState">What is remembered.</typeparam>
internal sealed class PerVideo<TState>
{
    /// <summary>The most videos that a block remembers something of, unless it says otherwise.</summary>
    public const int Most = 1024;

    private readonly BoundedTable<string, TState> videos;

    public PerVideo(int most = Most) => videos = new(most, StringComparer.Ordinal);

    /// <summary>What is remembered of a video; made at its first frame.</summary>
    /// <typeparam name="TArguments">What is needed to make it.</typeparam>
    public TState Of<TArguments>(string video, in TArguments arguments, StateMaker<TArguments> make) =>
        videos.TryGet(video, out var state) ? state : videos.Set(video, make(arguments));

    /// <summary>Makes what is remembered of a video.</summary>
    public delegate TState StateMaker<TArguments>(in TArguments arguments);
}

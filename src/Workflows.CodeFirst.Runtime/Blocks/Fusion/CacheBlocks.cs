using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Gets what was put aside under a key for the video; false when nothing was.</summary>
internal sealed class CacheGetBlock(VideoCache cache) : Block<CacheGetV1.Arguments, CacheGetV1.Results>, IDisposable
{
    private readonly UsedVideos videos = new(cache);

    public override bool KeepsState => true;

    public override CacheGetV1.Results Run(in CacheGetV1.Arguments arguments, BlockContext context) =>
        new(cache.TryGet(videos.Use(arguments.Image), arguments.Key, out object? value) ? value : false);

    public void Dispose() => videos.Dispose();
}

/// <summary>Puts a value aside under a key for the video.</summary>
internal sealed class CacheSetBlock(VideoCache cache) : Block<CacheSetV1.Arguments, CacheSetV1.Results>, IDisposable
{
    private readonly UsedVideos videos = new(cache);

    public override bool KeepsState => true;

    public override CacheSetV1.Results Run(in CacheSetV1.Arguments arguments, BlockContext context)
    {
        cache.Set(videos.Use(arguments.Image), arguments.Key, arguments.Value);
        return new(arguments.Value);
    }

    public void Dispose() => videos.Dispose();
}

/// <summary>The videos that a step has put something aside for; forgotten with the step.</summary>
internal sealed class UsedVideos(VideoCache cache) : IDisposable
{
    private readonly HashSet<string> videos = new(StringComparer.Ordinal);
    private string last = "";

    /// <summary>The video of an image.</summary>
    public string Use(Image image)
    {
        string video = VideoFrames.Of(image).VideoIdentifier;
        if (video != last)
        {
            // Of more videos than are remembered, the cache has forgotten the first.
            if (videos.Count >= PerVideo<object>.Most)
            {
                videos.Clear();
            }

            videos.Add(video);
            last = video;
        }

        return video;
    }

    public void Dispose()
    {
        foreach (string video in videos)
        {
            cache.Forget(video);
        }
    }
}

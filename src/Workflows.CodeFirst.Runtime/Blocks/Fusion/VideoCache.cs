namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>
/// Values by key that steps put aside for later frames of a video, shared by all workflows of a runtime. What belongs to a video is
/// forgotten with the last of the workflows that used it; beyond the limits, what was not used for the longest time goes first.
/// </summary>
internal sealed class VideoCache
{
    private const int MostKeys = 16384;

    private readonly Lock access = new();
    private readonly BoundedTable<string, BoundedTable<string, object?>> videos = new(PerVideo<object>.Most, StringComparer.Ordinal);

    /// <summary>The value of a key; false when there is none.</summary>
    public bool TryGet(string video, string key, out object? value)
    {
        lock (access)
        {
            value = null;
            return videos.TryGet(video, out var values) && values.TryGet(key, out value);
        }
    }

    /// <summary>Sets the value of a key.</summary>
    public void Set(string video, string key, object? value)
    {
        lock (access)
        {
            var values = videos.TryGet(video, out var known) ? known : videos.Set(video, new(MostKeys, StringComparer.Ordinal));
            values.Set(key, value);
        }
    }

    /// <summary>Forgets all values of a video.</summary>
    public void Forget(string video)
    {
        lock (access)
        {
            videos.Remove(video);
        }
    }
}

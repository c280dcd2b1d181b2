using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>What a block needs besides the library.</summary>
public sealed record NeedsManifest
{
    /// <summary>The model it runs; null when it runs none.</summary>
    public ModelNeed? Model { get; init; }

    /// <summary>Services in the network.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Whether it runs on a GPU only.</summary>
    public bool Gpu { get; init; }

    /// <summary>Whether it writes files.</summary>
    public bool FileSystem { get; init; }

    /// <summary>The device it talks to; null when there is none.</summary>
    public string? Hardware { get; init; }

    /// <summary>Where it reads frame data: <c>image</c> for the image itself, <c>input</c> for an input of the kind <c>video_metadata</c>; null when it needs none.</summary>
    public string? Video { get; init; }

    /// <summary>What it keeps from one run to the next; null when that is nothing.</summary>
    public string? State { get; init; }
}

/// <summary>The model that a block runs.</summary>
/// <param name="Source"><c>roboflow</c> for the user's own, <c>fixed</c> for a certain one, <c>foundation</c> for a large general one.</param>
/// <param name="Task">What the model does.</param>
public sealed record ModelNeed(string Source, string Task)
{
    /// <summary>The models to choose from.</summary>
    public ImmutableArray<string> Variants { get; init; } = [];
}

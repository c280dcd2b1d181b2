using Workflows.CodeFirst.Runtime.Serialization;

namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>Finds out which frame of which video an image is.</summary>
internal static class VideoFrames
{
    /// <summary>The frame; an image that is none passes for the first of a video of its own.</summary>
    public static VideoFrame Of(Image image) => image.Lineage?.Video ?? VideoFrameWriter.OfStill(image.Lineage?.Parent.Id ?? "image");
}

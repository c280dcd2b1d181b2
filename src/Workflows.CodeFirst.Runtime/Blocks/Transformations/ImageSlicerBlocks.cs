using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Cuts an image into tiles of one size; those at the right and bottom edge are as small as what is left.</summary>
internal sealed class ImageSlicerV1Block : ExpandingBlock<ImageSlicerV1.Arguments, ImageSlicerV1.Results>
{
    public override void Run(in ImageSlicerV1.Arguments arguments, ResultList<ImageSlicerV1.Results> results, BlockContext context)
    {
        var size = arguments.Image.Size;
        long stepX = Tiles.Step(arguments.SliceWidth, arguments.OverlapRatioWidth), stepY = Tiles.Step(arguments.SliceHeight, arguments.OverlapRatioHeight);
        for (long y = 0; y < size.Height; y += stepY)
        {
            for (long x = 0; x < size.Width; x += stepX)
            {
                results.Add(new(Tiles.Cut(arguments.Image, (int)x, (int)y, arguments.SliceWidth, arguments.SliceHeight)));
            }
        }
    }
}

/// <summary>Cuts an image into tiles of one size; those at the right and bottom edge are moved inwards instead of being cut off.</summary>
internal sealed class ImageSlicerV2Block : ExpandingBlock<ImageSlicerV2.Arguments, ImageSlicerV2.Results>
{
    public override void Run(in ImageSlicerV2.Arguments arguments, ResultList<ImageSlicerV2.Results> results, BlockContext context)
    {
        var size = arguments.Image.Size;
        long width = Math.Min(arguments.SliceWidth, size.Width), height = Math.Min(arguments.SliceHeight, size.Height);
        var columns = Starts(size.Width, width, arguments.OverlapRatioWidth);
        foreach (int y in Starts(size.Height, height, arguments.OverlapRatioHeight))
        {
            foreach (int x in columns)
            {
                results.Add(new(Tiles.Cut(arguments.Image, x, y, width, height)));
            }
        }
    }

    /// <summary>Where tiles start along one side; the same place only once.</summary>
    private static List<int> Starts(int length, long tile, double overlap)
    {
        var starts = new List<int>();
        long step = Tiles.Step(tile, overlap);
        for (long position = 0; position < length; position += step)
        {
            int start = (int)(position - Math.Clamp(position + tile - length, 0, tile));
            if (!starts.Contains(start))
            {
                starts.Add(start);
            }
        }

        return starts;
    }
}

/// <summary>What the versions have in common.</summary>
internal static class Tiles
{
    /// <summary>Pixels from the start of a tile to the start of the next.</summary>
    public static long Step(long tile, double overlap)
    {
        long step = tile - (long)(overlap * tile);
        return step > 0 ? step : throw new ArgumentException($"Tiles of {tile} pixels that overlap by {overlap} of their size never get to the end of the image.");
    }

    public static Image Cut(Image image, int x, int y, long width, long height)
    {
        var part = Crops.Inside(image.Size, x, y, (int)Math.Min(x + width, image.Width), (int)Math.Min(y + height, image.Height));
        return Crops.Cut(image, $"image_slicer.{Guid.NewGuid()}", part, x, y);
    }
}

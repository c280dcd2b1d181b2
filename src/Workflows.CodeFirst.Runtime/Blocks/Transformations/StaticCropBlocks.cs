using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Cuts the same part, given in pixels, out of every image.</summary>
internal sealed class AbsoluteStaticCropBlock : BatchBlock<AbsoluteStaticCropV1.Arguments, AbsoluteStaticCropV1.Results>
{
    public override void Run(in AbsoluteStaticCropV1.Arguments arguments, Span<AbsoluteStaticCropV1.Results> results, BlockContext context)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(StaticCrops.Cut(
                arguments.Images[i], "absolute_static_crop", arguments.XCenter, arguments.YCenter, arguments.Width, arguments.Height)!);
        }
    }
}

/// <summary>Cuts the same part, given in shares of the image's size, out of every image.</summary>
internal sealed class RelativeStaticCropBlock : BatchBlock<RelativeStaticCropV1.Arguments, RelativeStaticCropV1.Results>
{
    public override void Run(in RelativeStaticCropV1.Arguments arguments, Span<RelativeStaticCropV1.Results> results, BlockContext context)
    {
        for (int i = 0; i < results.Length; i++)
        {
            var image = arguments.Images[i];
            results[i] = new(StaticCrops.Cut(
                image,
                "relative_static_crop",
                Math.Round(image.Width * arguments.XCenter),
                Math.Round(image.Height * arguments.YCenter),
                Math.Round(image.Width * arguments.Width),
                Math.Round(image.Height * arguments.Height),
                wraps: context.Compatibility == CompatibilityMode.Reference)!);
        }
    }
}

/// <summary>What the blocks have in common.</summary>
internal static class StaticCrops
{
    /// <summary>The part around a centre, as far as it lies inside the image; null when nothing does.</summary>
    /// <param name="image">The image.</param>
    /// <param name="block">The first part of the crop's identifier.</param>
    /// <param name="centerX">The middle column.</param>
    /// <param name="centerY">The middle row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="wraps">Whether corners below zero count from the other end.</param>
    public static Image? Cut(Image image, string block, double centerX, double centerY, double width, double height, bool wraps = false)
    {
        double left = Math.Round(centerX - width / 2), top = Math.Round(centerY - height / 2);
        int right = Clamp(Math.Round(left + width)), bottom = Clamp(Math.Round(top + height));
        if (wraps)
        {
            var slice = Crops.Slice(image.Size, Clamp(left), Clamp(top), right, bottom);
            return Cut(image, block, slice, Clamp(left), Clamp(top));
        }

        var part = Crops.Inside(image.Size, Clamp(left), Clamp(top), right, bottom);
        return Cut(image, block, part, part.X, part.Y);
    }

    private static Image? Cut(Image image, string block, PixelRectangle part, int x, int y) =>
        part.Width > 0 && part.Height > 0 ? Crops.Cut(image, $"{block}.{Guid.NewGuid()}", part, x, y, keepsVideo: true) : null;

    private static int Clamp(double position) => (int)Math.Clamp(position, int.MinValue, int.MaxValue);
}

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
                Math.Round(image.Height * arguments.Height))!);
        }
    }
}

/// <summary>What the blocks have in common.</summary>
internal static class StaticCrops
{
    /// <summary>The part around a centre, as far as it lies inside the image; null when nothing does.</summary>
    public static Image? Cut(Image image, string block, double centerX, double centerY, double width, double height)
    {
        double left = Math.Round(centerX - width / 2), top = Math.Round(centerY - height / 2);
        var part = Crops.Inside(image.Size, Clamp(left), Clamp(top), Clamp(Math.Round(left + width)), Clamp(Math.Round(top + height)));
        return part.Width > 0 && part.Height > 0 ? Crops.Cut(image, $"{block}.{Guid.NewGuid()}", part, part.X, part.Y, keepsVideo: true) : null;
    }

    private static int Clamp(double position) => (int)Math.Clamp(position, int.MinValue, int.MaxValue);
}

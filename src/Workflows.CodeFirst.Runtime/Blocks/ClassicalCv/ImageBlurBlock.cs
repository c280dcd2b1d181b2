using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.ClassicalCv;

/// <summary>Blurs an image.</summary>
internal sealed class ImageBlurBlock : Block<ImageBlurV1.Arguments, ImageBlurV1.Results>
{
    private const double Sigma = 75;

    // More is no blur that anybody wants, and takes very long.
    private const long Largest = 4096;

    public override ImageBlurV1.Results Run(in ImageBlurV1.Arguments arguments, BlockContext context)
    {
        var image = arguments.Image;
        if (arguments.KernelSize > Largest)
        {
            throw new ArgumentException($"kernel_size is at most {Largest}, but is {arguments.KernelSize}.");
        }

        int side = (int)Math.Max(arguments.KernelSize, int.MinValue);
        var blurred = arguments.BlurType switch
        {
            ImageBlurBlurType.Average => BoxBlur.Apply(image.View, side > 0 ? side : throw new ArgumentException($"kernel_size of an average is 1 or more, but is {side}.")),
            ImageBlurBlurType.Median => MedianBlur.Apply(image.View, Odd(side)),
            ImageBlurBlurType.Bilateral => BilateralBlur.Apply(image.View, side, Sigma, Sigma),
            _ => GaussianBlur.Apply(image.View, Odd(side)),
        };
        return new(image.Replace(blurred));
    }

    private static int Odd(int side) => Math.Max(1, side) | 1;
}

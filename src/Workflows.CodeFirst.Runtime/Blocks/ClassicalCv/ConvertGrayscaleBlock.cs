using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.ClassicalCv;

/// <summary>Takes the colour out of an image.</summary>
internal sealed class ConvertGrayscaleBlock : Block<ImageConvertGrayscaleV1.Arguments, ImageConvertGrayscaleV1.Results>
{
    public override ImageConvertGrayscaleV1.Results Run(in ImageConvertGrayscaleV1.Arguments arguments, BlockContext context) =>
        arguments.Image.Format == PixelFormat.Gray8 && context.Compatibility == CompatibilityMode.Reference
            ? throw new ArgumentException("The image is grey already.")
            : new(arguments.Image.Replace(Grayscale.Of(arguments.Image.View)));
}

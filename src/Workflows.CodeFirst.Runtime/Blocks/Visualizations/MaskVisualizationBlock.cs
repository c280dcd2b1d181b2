using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Tints the pixels of every detection that has a mask.</summary>
internal sealed class MaskVisualizationBlock : Block<MaskVisualizationV1.Arguments, MaskVisualizationV1.Results>
{
    private readonly SchemeCache schemes = new();

    public override MaskVisualizationV1.Results Run(in MaskVisualizationV1.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count > 0)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Annotate.Masks(new Canvas(scene), arguments.Predictions, colors, arguments.Opacity);
        }

        return new(scene);
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Draws a box around every detection.</summary>
internal sealed class BoundingBoxVisualizationBlock : Block<BoundingBoxVisualizationV1.Arguments, BoundingBoxVisualizationV1.Results>
{
    private readonly SchemeCache schemes = new();

    public override BoundingBoxVisualizationV1.Results Run(in BoundingBoxVisualizationV1.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count > 0)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Annotate.Boxes(new Canvas(scene), arguments.Predictions, colors, checked((int)arguments.Thickness), arguments.Roundness);
        }

        return new(scene);
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Draws the outlines of every detection's mask within its box; of a detection without one, its box.</summary>
internal sealed class PolygonVisualizationV1Block : Block<PolygonVisualizationV1.Arguments, PolygonVisualizationV1.Results>
{
    private readonly SchemeCache schemes = new();

    public override PolygonVisualizationV1.Results Run(in PolygonVisualizationV1.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count > 0)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Annotate.Polygons(new Canvas(scene), arguments.Predictions, colors, checked((int)arguments.Thickness), withinBoxes: true);
        }

        return new(scene);
    }
}

/// <summary>Draws the outlines of every detection's mask as far as they go. Detections without masks are left out.</summary>
internal sealed class PolygonVisualizationV2Block : Block<PolygonVisualizationV2.Arguments, PolygonVisualizationV2.Results>
{
    private readonly SchemeCache schemes = new();

    public override PolygonVisualizationV2.Results Run(in PolygonVisualizationV2.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (!arguments.Predictions.Masks.IsDefaultOrEmpty)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Annotate.Polygons(new Canvas(scene), arguments.Predictions, colors, checked((int)arguments.Thickness));
        }

        return new(scene);
    }
}

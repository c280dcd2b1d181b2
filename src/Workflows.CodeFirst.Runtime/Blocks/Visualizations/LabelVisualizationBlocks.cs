using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Writes a text at every detection.</summary>
internal sealed class LabelVisualizationV1Block : Block<LabelVisualizationV1.Arguments, LabelVisualizationV1.Results>
{
    private readonly SchemeCache schemes = new();

    public override LabelVisualizationV1.Results Run(in LabelVisualizationV1.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count > 0)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Labels.Draw(scene, arguments.Predictions, arguments.Text, arguments.TextPosition, colors, new()
            {
                TextColor = Rgb.Parse(arguments.TextColor),
                TextScale = arguments.TextScale,
                TextThickness = checked((int)arguments.TextThickness),
                Padding = checked((int)arguments.TextPadding),
                BorderRadius = checked((int)arguments.BorderRadius),
            });
        }

        return new(scene);
    }
}

/// <summary>Writes a text at every detection, on request in a size that suits the image.</summary>
internal sealed class LabelVisualizationV2Block : Block<LabelVisualizationV2.Arguments, LabelVisualizationV2.Results>
{
    private const double ShorterSideOfReference = 1080;
    private const double SmallestScale = 0.3;
    private const double LargestScale = 5;

    private readonly SchemeCache schemes = new();

    public override LabelVisualizationV2.Results Run(in LabelVisualizationV2.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count > 0)
        {
            var colors = schemes.Get(arguments.ColorPalette, arguments.PaletteSize, arguments.CustomColors, arguments.ColorAxis);
            Labels.Draw(scene, arguments.Predictions, arguments.Text, arguments.TextPosition, colors, new()
            {
                TextColor = Rgb.Parse(arguments.TextColor),
                TextScale = arguments.TextSizeMode == TextSizeMode.Automatic ? Adapt(arguments.TextScale, scene.Size) : arguments.TextScale,
                TextThickness = checked((int)arguments.TextThickness),
                Padding = checked((int)arguments.TextPadding),
                BorderRadius = checked((int)arguments.BorderRadius),
            });
        }

        return new(scene);
    }

    /// <summary>The scale grows with the shorter side of the image.</summary>
    private static double Adapt(double scale, ImageSize size) =>
        Math.Clamp(scale * Math.Min(size.Width, size.Height) / ShorterSideOfReference, SmallestScale, LargestScale);
}

/// <summary>What the versions have in common.</summary>
internal static class Labels
{
    public static void Draw(Image scene, Detections detections, LabelText text, AnchorPosition position, ColorScheme colors, LabelStyle style)
    {
        string[] texts = LabelTexts.Of(detections, text);
        if (position == AnchorPosition.CenterOfMass)
        {
            detections = AroundCentersOfMass(detections);
        }

        Annotate.Labels(new Canvas(scene), detections, texts, colors, style with { Position = PositionOf(position) });
    }

    private static LabelPosition PositionOf(AnchorPosition position) => position switch
    {
        AnchorPosition.TopLeft => LabelPosition.TopLeft,
        AnchorPosition.TopCenter => LabelPosition.TopCenter,
        AnchorPosition.TopRight => LabelPosition.TopRight,
        AnchorPosition.CenterLeft => LabelPosition.CenterLeft,
        AnchorPosition.CenterRight => LabelPosition.CenterRight,
        AnchorPosition.BottomLeft => LabelPosition.BottomLeft,
        AnchorPosition.BottomCenter => LabelPosition.BottomCenter,
        AnchorPosition.BottomRight => LabelPosition.BottomRight,
        _ => LabelPosition.Center,
    };

    /// <summary>Boxes without extent where the masks have their centres of mass, in whole pixels.</summary>
    private static Detections AroundCentersOfMass(Detections detections)
    {
        var masks = detections switch
        {
            InstanceDetections instances => instances.Masks,
            SemanticDetections semantic => semantic.Masks,
            _ => [],
        };
        return masks.IsDefaultOrEmpty
            ? throw new ArgumentException("text_position is CENTER_OF_MASS, which needs detections with masks.")
            : detections with { Boxes = ImmutableArray.CreateRange(masks, CenterOfMass) };
    }

    private static Box CenterOfMass(Mask mask)
    {
        double x = 0, y = 0;
        var bounds = mask.Bounds;
        for (int row = bounds.Y; row < bounds.Bottom; row++)
        {
            for (int column = bounds.X; column < bounds.Right; column++)
            {
                if (mask.Contains(column, row))
                {
                    x += column + 0.5;
                    y += row + 0.5;
                }
            }
        }

        double area = Math.Max(1, mask.Area);
        var (left, top) = (Math.Truncate(x / area), Math.Truncate(y / area));
        return new(left, top, left, top);
    }
}

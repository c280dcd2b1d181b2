using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>What happens to images of one size on their way into one network: the geometry, computed once.</summary>
internal sealed class InputPlan
{
    private InputPlan(InputGeometry geometry, FitGeometry fit, ImageSize canvas)
    {
        Geometry = geometry;
        Fit = fit;
        Canvas = canvas;
    }

    /// <summary>What post-processing needs to map back.</summary>
    public InputGeometry Geometry { get; }

    /// <summary>Where the cropped picture lies on the canvas.</summary>
    public FitGeometry Fit { get; }

    /// <summary>What the picture is fitted into: the network's input, or the size of the first of two steps.</summary>
    public ImageSize Canvas { get; }

    /// <summary>Whether the canvas is stretched to the network's input in a second step.</summary>
    public bool HasSecondStep => Geometry.Intermediate is not null;

    /// <summary>Makes the plan.</summary>
    /// <param name="modelName">The model's name, for errors.</param>
    /// <param name="spec">What the package says.</param>
    /// <param name="source">The size of the images.</param>
    /// <param name="network">The network's spatial input size.</param>
    /// <exception cref="ModelInputException">Nothing of such an image would remain.</exception>
    public static InputPlan Create(string modelName, InputSpec spec, ImageSize source, ImageSize network)
    {
        CropRectangle crop = Crop(modelName, spec.Crop, source);
        ImageSize? firstStep = spec.FirstStep is { } step && (!spec.IsLegacy || network.Width == network.Height) ? step : null;
        ImageSize canvas = firstStep ?? network;
        var cropped = new ImageSize(crop.Width, crop.Height);
        FitGeometry fit = spec.Mode switch
        {
            ResizeMode.Stretch => FitGeometry.Stretch(cropped, canvas),
            ResizeMode.Letterbox when spec.IsLegacy => FitGeometry.LegacyLetterbox(cropped, canvas),
            ResizeMode.Letterbox => FitGeometry.Letterbox(cropped, canvas),
            _ => FitGeometry.CenterCrop(cropped, canvas),
        };
        if (fit.IsEmpty)
        {
            throw new ModelInputException(
                $"Model '{modelName}': an image of {cropped} pixels, fitted into {canvas}, has {fit.Width}x{fit.Height} pixels. "
                + "Use an image that is less long and narrow.");
        }

        var geometry = new InputGeometry
        {
            Original = source,
            Crop = crop,
            Network = network,
            Intermediate = firstStep,
            PadLeft = fit.Left,
            PadTop = fit.Top,
            PadRight = fit.Right,
            PadBottom = fit.Bottom,
            ScaleX = (float)fit.ScaleX,
            ScaleY = (float)fit.ScaleY,
            IsStretched = spec.Mode == ResizeMode.Stretch,
            StaticCrop = spec.Crop,
        };
        return new(geometry, fit, canvas);
    }

    private static CropRectangle Crop(string modelName, StaticCrop? crop, ImageSize source)
    {
        if (crop is null)
        {
            return new(0, 0, source.Width, source.Height);
        }

        int x1 = (int)(crop.XMin / 100 * source.Width), x2 = (int)(crop.XMax / 100 * source.Width);
        int y1 = (int)(crop.YMin / 100 * source.Height), y2 = (int)(crop.YMax / 100 * source.Height);
        if (x1 >= x2 || y1 >= y2)
        {
            throw new ModelInputException(
                $"Model '{modelName}': its package crops images to {crop.XMin}..{crop.XMax} % by {crop.YMin}..{crop.YMax} %, "
                + $"of which nothing is left in an image of {source} pixels. Use a larger image.");
        }

        return new(x1, y1, x2 - x1, y2 - y1);
    }
}

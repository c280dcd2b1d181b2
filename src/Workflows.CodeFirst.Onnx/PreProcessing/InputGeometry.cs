namespace Workflows.CodeFirst.Onnx;

/// <summary>How the network's input relates to the image it was made from: everything post-processing needs to map coordinates back.</summary>
internal readonly record struct InputGeometry
{
    /// <summary>The image that was given to the model.</summary>
    public required ImageSize Original { get; init; }

    /// <summary>The static crop in pixels of the original image; the whole image when the package has none.</summary>
    public required CropRectangle Crop { get; init; }

    /// <summary>The network's spatial input size.</summary>
    public required ImageSize Network { get; init; }

    /// <summary>The size between the two steps of a two-step resize (RF-DETR); null when there is only one step.</summary>
    public ImageSize? Intermediate { get; init; }

    /// <summary>Padding in network pixels (of the first step, when there are two). Negative values mean that a centre crop cut that side.</summary>
    public int PadLeft { get; init; }

    /// <inheritdoc cref="PadLeft"/>
    public int PadTop { get; init; }

    /// <inheritdoc cref="PadLeft"/>
    public int PadRight { get; init; }

    /// <inheritdoc cref="PadLeft"/>
    public int PadBottom { get; init; }

    /// <summary>Network pixels for one pixel of the crop, horizontally.</summary>
    public required float ScaleX { get; init; }

    /// <summary>Network pixels for one pixel of the crop, vertically.</summary>
    public required float ScaleY { get; init; }

    /// <summary>Whether the crop was stretched to the network's size rather than fitted into it (legacy packages map back by this).</summary>
    public required bool IsStretched { get; init; }

    /// <summary>The percentages of the static crop, which legacy packages use to map back; null when the package has none.</summary>
    public StaticCrop? StaticCrop { get; init; }
}

/// <summary>A rectangle of whole pixels.</summary>
internal readonly record struct CropRectangle(int X, int Y, int Width, int Height);

/// <summary>A static crop as packages state it: percent of the image's width and height, 0 to 100.</summary>
internal sealed record StaticCrop(double XMin, double YMin, double XMax, double YMax);

using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>How images become the network's input; the same for every image.</summary>
internal sealed record InputSpec
{
    /// <summary>The network's spatial input size; null when only the graph knows (legacy packages).</summary>
    public ImageSize? Size { get; init; }

    /// <summary>
    /// The size that is used where neither <see cref="Size"/> nor the graph fixes one.
    /// </summary>
    public ImageSize FallbackSize { get; init; } = new(640, 640);

    /// <summary>Whether the rules of the legacy format apply.</summary>
    public bool IsLegacy { get; init; }

    public required ResizeMode Mode { get; init; }

    /// <summary>How pixels are interpolated.</summary>
    public required ResizeKernel Kernel { get; init; }

    /// <summary>What fills the canvas around a letterboxed picture, before normalisation; 0 to 255.</summary>
    public int Padding { get; init; }

    public ChannelOrder Channels { get; init; } = ChannelOrder.Rgb;

    public Normalization Normalization { get; init; } = Normalization.None;

    public StaticCrop? Crop { get; init; }

    public ContrastMode Contrast { get; init; }

    public bool IsGrayscale { get; init; }

    /// <summary>The size that a two-step resize fits the picture into before it stretches that to the network's size; null for one step.</summary>
    public ImageSize? FirstStep { get; init; }

    /// <summary>Whether a request may choose another input size than <see cref="Size"/>, and of what that must be a multiple; 0 for no.</summary>
    public int DynamicSizeMultiple { get; init; }

    /// <summary>How many images a run takes, no more and no fewer; null when that is open.</summary>
    public int? StaticBatch { get; init; }

    /// <summary>The most images of one run; null when the package has no limit.</summary>
    public int? MaxBatch { get; init; }
}

/// <summary>How a picture fits a network's input of another shape.</summary>
internal enum ResizeMode
{
    /// <summary>It takes that shape.</summary>
    Stretch,

    /// <summary>It keeps its shape; the rest is filled.</summary>
    Letterbox,

    /// <summary>It keeps its size; what is missing is filled with 0, what is too much is cut off.</summary>
    CenterCrop,
}

/// <summary>Which library's resize a package was trained with.</summary>
internal enum ResizeKernel
{
    /// <summary>OpenCV on bytes.</summary>
    CvBytes,

    /// <summary>OpenCV on floats from 0 to 255 (legacy packages that stretch).</summary>
    CvFloats,

    /// <summary>Pillow on bytes (RF-DETR).</summary>
    PilBytes,

    /// <summary>OpenCV on floats that were normalised before; padding is filled in literally (legacy RF-DETR packages).</summary>
    CvNormalizedFloats,
}

/// <summary>How the contrast of an image is changed before it is resized.</summary>
internal enum ContrastMode
{
    None,

    /// <summary>The 2nd to the 98th percentile become 0 to 255.</summary>
    Stretching,

    /// <summary>The histogram becomes flat.</summary>
    HistogramEqualization,

    /// <summary>The histogram becomes flat locally, with limited contrast.</summary>
    AdaptiveEqualization,
}

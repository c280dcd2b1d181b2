namespace Workflows.CodeFirst.Onnx;

/// <summary>How a model is loaded.</summary>
public sealed record ModelOptions
{
    /// <summary>Every option at its default.</summary>
    public static ModelOptions Default { get; } = new();

    /// <summary>How ONNX Runtime loads and runs it.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>
    /// The network's input size, for models that leave it open; rounded up where the model wants multiples. Null takes the size that the
    /// model was trained with.
    /// </summary>
    public ImageSize? InputSize { get; init; }

    /// <summary>
    /// The most images that are run at once when a batch is given; null takes the package's limit, or 16. Models with a fixed batch size
    /// ignore it.
    /// </summary>
    public int? MaxBatchSize { get; init; }
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads the boxes, scores and classes of one layout of outputs. A new architecture is a new head.</summary>
internal abstract class Head
{
    /// <summary>Whether overlapping boxes need not be suppressed and candidates are in their final order.</summary>
    public virtual bool IsFinal => false;

    /// <summary>Adds every row whose score passes.</summary>
    /// <param name="outputs">The network's outputs for one image.</param>
    /// <param name="geometry">How the network's input was made.</param>
    /// <param name="options">What the caller asked for.</param>
    /// <param name="thresholds">What a score must exceed.</param>
    /// <param name="scratch">Receives the candidates, in the order of the network's rows.</param>
    /// <exception cref="ModelOutputException">The outputs do not have this layout.</exception>
    public abstract void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch);

    /// <summary>The values that follow boxes and scores: keypoints or mask coefficients.</summary>
    /// <param name="outputs">The outputs that <see cref="Collect"/> read.</param>
    public virtual ExtraValues Extras(ReadOnlySpan<Tensor> outputs) => default;
}

/// <summary>Values that belong to an anchor besides its box and scores, wherever they lie in the tensor.</summary>
/// <param name="data">The tensor.</param>
/// <param name="start">Where the first value of anchor 0 is.</param>
/// <param name="count">How many values an anchor has.</param>
/// <param name="anchorStride">From one anchor to the next.</param>
/// <param name="valueStride">From one value to the next.</param>
internal readonly ref struct ExtraValues(ReadOnlySpan<float> data, int start, int count, int anchorStride, int valueStride)
{
    private readonly ReadOnlySpan<float> data = data;

    public int Count => count;

    public float this[int anchor, int value] => data[start + anchor * anchorStride + value * valueStride];
}

namespace Workflows.CodeFirst.Onnx;

/// <summary>At which resolution a package of the legacy format decodes masks.</summary>
public enum MaskDecodeMode
{
    /// <summary>At the network's input resolution.</summary>
    Accurate,

    /// <summary>Between the two others, at <see cref="PredictionOptions.MaskTradeoff"/>.</summary>
    Tradeoff,

    /// <summary>At the resolution of the prototypes.</summary>
    Fast,
}

using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>What a caller asks of one prediction. A model ignores the options that its task or architecture does not have.</summary>
public sealed record PredictionOptions
{
    /// <summary>Every option at its default.</summary>
    public static PredictionOptions Default { get; } = new();

    /// <summary>The score that a prediction needs.</summary>
    public ConfidenceThreshold Confidence { get; init; }

    /// <summary>How much two boxes of one class may overlap before the weaker one is dropped, 0 to 1.</summary>
    public double IouThreshold { get; init; } = 0.3;

    /// <summary>The most detections that are returned, 1 or more; the strongest stay.</summary>
    public int MaxDetections { get; init; } = 300;

    /// <summary>Whether boxes of different classes suppress one another too.</summary>
    public bool ClassAgnosticNms { get; init; }

    /// <summary>The names of the classes to return; empty returns all. Applied after <see cref="MaxDetections"/>.</summary>
    public ImmutableArray<string> ClassFilter { get; init; } = [];

    /// <summary>The score that a keypoint needs, 0 to 1; null takes the model's default.</summary>
    public double? KeypointConfidence { get; init; }

    /// <summary>At which resolution masks are decoded; only packages of the legacy format look at it.</summary>
    public MaskDecodeMode MaskDecodeMode { get; init; }

    /// <summary>
    /// Between the resolution of the prototypes (0) and of the network's input (1); for <see cref="MaskDecodeMode.Tradeoff"/>.
    /// </summary>
    public double MaskTradeoff { get; init; }
}

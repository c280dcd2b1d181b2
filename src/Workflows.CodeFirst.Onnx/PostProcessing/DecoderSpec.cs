using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>What a package says about reading its network's outputs; the same for every image.</summary>
internal sealed record DecoderSpec
{
    /// <summary>The model's name, for error messages.</summary>
    public required string ModelName { get; init; }

    /// <summary>Whose rules apply.</summary>
    public required PackageFormat Format { get; init; }

    /// <summary>How the outputs are laid out.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The class names as the package lists them, removed classes included; the index is the network's class number.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>
    /// Names that <c>class_names_operations</c> takes out; higher class numbers move down. Only RF-DETR packages have them.
    /// </summary>
    public ImmutableArray<string> RemovedClassNames { get; init; } = [];

    /// <summary>The keypoints of each class, ascending by the class numbers that results have; for keypoint detection.</summary>
    public ImmutableArray<Skeleton> Skeletons { get; init; } = [];

    /// <summary>Whether NMS, softmax or sigmoid (whichever the task needs) is already part of the graph.</summary>
    public bool IsFused { get; init; }

    /// <summary>The thresholds that the package recommends; null when it recommends none.</summary>
    public RecommendedThresholds? Recommended { get; init; }

    /// <summary>
    /// Whether known defects of the reference implementation are reproduced where the default is the correct result: the class columns of
    /// v5 and v7 segmentation in today's format, which start one column early.
    /// </summary>
    public bool ReproduceDefects { get; init; }
}

/// <summary>The thresholds that a package recommends for <see cref="ConfidenceThreshold.Best"/>.</summary>
/// <param name="Confidence">For every class that has none of its own; without it nothing is recommended.</param>
/// <param name="PerClass">By class name.</param>
internal sealed record RecommendedThresholds(double? Confidence, FrozenDictionary<string, double> PerClass)
{
    /// <summary>One threshold for all classes.</summary>
    /// <param name="confidence">The threshold.</param>
    public RecommendedThresholds(double? confidence)
        : this(confidence, FrozenDictionary<string, double>.Empty)
    {
    }
}

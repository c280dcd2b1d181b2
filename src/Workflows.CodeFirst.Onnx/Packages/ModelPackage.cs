using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>What a package says about its model: everything but the network itself.</summary>
internal sealed record ModelPackage
{
    /// <summary>The model's name: what it was asked for by, or what the package calls itself.</summary>
    public required string Name { get; init; }

    public required string Folder { get; init; }

    /// <summary>The ONNX file.</summary>
    public required string WeightsPath { get; init; }

    public required PackageFormat Format { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>As the package spells it, such as <c>yolov8n</c>.</summary>
    public required string Architecture { get; init; }

    public required ModelFamily Family { get; init; }

    /// <summary>The class names as the package lists them, removed classes included.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <inheritdoc cref="DecoderSpec.RemovedClassNames"/>
    public ImmutableArray<string> RemovedClassNames { get; init; } = [];

    public ImmutableArray<Skeleton> Skeletons { get; init; } = [];

    public RecommendedThresholds? Recommended { get; init; }

    /// <inheritdoc cref="DecoderSpec.IsFused"/>
    public bool IsFused { get; init; }

    public required InputSpec Input { get; init; }

    /// <summary>What the decoders need to know.</summary>
    public DecoderSpec ToDecoderSpec() => new()
    {
        ModelName = Name,
        Format = Format,
        Family = Family,
        ClassNames = ClassNames,
        RemovedClassNames = RemovedClassNames,
        Skeletons = Skeletons,
        IsFused = IsFused,
        Recommended = Recommended,
    };
}

using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A semantic segmentation seen as detections: one row, with the mask of all its pixels, for each class that occurs.</summary>
public sealed record SemanticDetections : Detections
{
    /// <summary>No detections.</summary>
    public static new SemanticDetections Empty { get; } = new();

    /// <summary>The pixels of each class.</summary>
    public ImmutableArray<Mask> Masks { get; init; } = [];

    /// <summary>The score of every pixel of the image, 0 to 255 for 0 to 1; the same whichever rows were selected.</summary>
    public ReadOnlyMemory<byte> ConfidenceMap { get; init; }

    /// <inheritdoc/>
    protected override Detections SelectRows(ReadOnlySpan<int> rows) =>
        (SemanticDetections)base.SelectRows(rows) with { Masks = Pick(Masks, rows) };
}

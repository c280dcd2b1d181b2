using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>Detections with one mask each.</summary>
public sealed record InstanceDetections : Detections
{
    /// <summary>No detections.</summary>
    public static new InstanceDetections Empty { get; } = new();

    /// <summary>The mask of each detection, in pixels of the image that was looked at.</summary>
    public ImmutableArray<Mask> Masks { get; init; } = [];

    /// <inheritdoc/>
    protected override Detections SelectRows(ReadOnlySpan<int> rows) =>
        (InstanceDetections)base.SelectRows(rows) with { Masks = Pick(Masks, rows) };
}

using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>Detections with keypoints. A detection's keypoints are those that the model deems visible: their number differs from row to row.</summary>
public sealed record KeypointDetections : Detections
{
    /// <summary>No detections.</summary>
    public static new KeypointDetections Empty { get; } = new();

    /// <summary>The keypoints of each detection, ascending by slot.</summary>
    public ImmutableArray<ImmutableArray<Keypoint>> Keypoints { get; init; } = [];

    /// <summary>How certain the place of each keypoint is, keypoint by keypoint; absent for models that do not say.</summary>
    public ImmutableArray<ImmutableArray<PointCovariance>> Covariances { get; init; } = [];

    /// <summary>The skeletons of the model's classes, for drawing; empty when the model declares none.</summary>
    public ImmutableArray<Skeleton> Skeletons { get; init; } = [];

    /// <inheritdoc/>
    protected override Detections SelectRows(ReadOnlySpan<int> rows) =>
        (KeypointDetections)base.SelectRows(rows) with { Keypoints = Pick(Keypoints, rows), Covariances = Pick(Covariances, rows) };
}

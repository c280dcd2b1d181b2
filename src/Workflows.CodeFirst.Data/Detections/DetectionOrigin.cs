namespace Workflows.CodeFirst;

/// <summary>What a workflow knows about where a detection was made. Rows made together share one instance.</summary>
/// <param name="ImageSize">The size of the image that was looked at.</param>
/// <param name="Parent">The immediate parent of that image.</param>
/// <param name="Root">The workflow's root image.</param>
/// <param name="InferenceId">The model call, when a model made the detection.</param>
/// <param name="PredictionType">The type of the prediction, such as <c>object-detection</c>.</param>
public sealed record DetectionOrigin(
    ImageSize ImageSize,
    ImageOrigin Parent,
    ImageOrigin Root,
    string? InferenceId = null,
    string? PredictionType = null);

namespace Workflows.CodeFirst;

/// <summary>One row of <see cref="Detections"/>.</summary>
/// <param name="Box">The box, in pixels of the image that was looked at.</param>
/// <param name="Confidence">The score, 0 to 1.</param>
/// <param name="ClassId">The class's number in the model.</param>
/// <param name="ClassName">The class's name.</param>
public readonly record struct Detection(Box Box, double Confidence, int ClassId, string ClassName);

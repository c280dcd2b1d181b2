using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>One named point of a detection.</summary>
/// <param name="X">Column in pixels of the image that was looked at; may lie outside it.</param>
/// <param name="Y">Row in pixels of the image that was looked at; may lie outside it.</param>
/// <param name="Confidence">How sure the model is that the point is visible, 0 to 1.</param>
/// <param name="ClassId">The point's slot in the model's skeleton.</param>
/// <param name="ClassName">The point's name, such as <c>nose</c>.</param>
public readonly record struct Keypoint(double X, double Y, double Confidence, int ClassId, string ClassName);

/// <summary>A line of a skeleton, between two keypoint slots of one class.</summary>
/// <param name="From">The slot at which the line starts.</param>
/// <param name="To">The slot at which it ends.</param>
public readonly record struct SkeletonEdge(int From, int To);

/// <summary>The names and lines of one class's keypoints.</summary>
/// <param name="ClassId">The class of the objects that have this skeleton.</param>
/// <param name="KeypointNames">The names by slot.</param>
/// <param name="Edges">The lines between slots.</param>
public sealed record Skeleton(int ClassId, ImmutableArray<string> KeypointNames, ImmutableArray<SkeletonEdge> Edges);

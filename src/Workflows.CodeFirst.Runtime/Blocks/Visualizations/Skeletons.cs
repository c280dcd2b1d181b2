using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Skeletons that are known by their number of points. Edges go between positions, from 0.</summary>
internal static class Skeletons
{
    private const int CocoPoints = 17;
    private const int GhumPoints = 33;

    // The body of the COCO data set: head, shoulders to hips, arms, legs.
    private static readonly ImmutableArray<SkeletonEdge> Coco = Edges(
        [0, 1, 0, 2, 1, 2, 1, 3, 2, 4, 5, 11, 5, 6, 5, 7, 6, 12, 6, 8, 7, 9, 8, 10, 11, 12, 13, 11, 14, 12, 15, 13, 16, 14]);

    // The body of the GHUM model, as MediaPipe numbers it.
    private static readonly ImmutableArray<SkeletonEdge> Ghum = Edges(
    [
        0, 1, 0, 4, 1, 2, 2, 3, 3, 7, 4, 5, 5, 6, 6, 8, 9, 10, 11, 12, 11, 13, 11, 23, 12, 14, 12, 24, 13, 15, 14, 16, 15, 17, 14, 18, 15, 21, 16, 18, 16, 20, 16, 22,
        17, 19, 18, 20, 23, 24, 23, 25, 24, 26, 25, 27, 26, 28, 27, 29, 27, 31, 28, 30, 28, 32, 29, 31, 30, 32,
    ]);

    /// <summary>The edges for a number of points; empty when no skeleton has so many.</summary>
    public static ImmutableArray<SkeletonEdge> OfPoints(int count) => count switch
    {
        CocoPoints => Coco,
        GhumPoints => Ghum,
        _ => [],
    };

    private static ImmutableArray<SkeletonEdge> Edges(ReadOnlySpan<int> pairs)
    {
        var edges = ImmutableArray.CreateBuilder<SkeletonEdge>(pairs.Length / 2);
        for (int i = 0; i < pairs.Length; i += 2)
        {
            edges.Add(new(pairs[i], pairs[i + 1]));
        }

        return edges.MoveToImmutable();
    }
}

using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>The keypoints of detections as rows of equal length. Points that are missing are at 0,0.</summary>
internal sealed class PointTable
{
    private readonly ImmutableArray<ImmutableArray<Keypoint>> keypoints;
    private readonly bool byPosition;

    /// <summary>Makes a table.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="byPosition">
    /// Whether a point's column is its position among the visible points, as in the reference engine, rather than its slot in the skeleton.
    /// </param>
    public PointTable(KeypointDetections detections, bool byPosition)
    {
        keypoints = detections.Keypoints;
        this.byPosition = byPosition;
        foreach (var row in keypoints)
        {
            Width = Math.Max(Width, row.Length);
            for (int i = 0; i < row.Length && !byPosition; i++)
            {
                Width = Math.Max(Width, row[i].ClassId + 1);
            }
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => keypoints.Length;

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>Whether points that are missing are drawn like any other.</summary>
    public bool DrawsMissing => byPosition;

    /// <summary>The points of a row, with room for what <paramref name="least"/> connects.</summary>
    public (double X, double Y)[] Row(int row, ImmutableArray<SkeletonEdge> least)
    {
        int width = Width;
        if (!byPosition)
        {
            // A skeleton may have points that nothing in this image shows.
            foreach (var edge in least)
            {
                width = Math.Max(width, Math.Max(edge.From, edge.To) + 1);
            }
        }

        var points = new (double X, double Y)[width];
        for (int i = 0; i < keypoints[row].Length; i++)
        {
            var point = keypoints[row][i];
            points[byPosition ? i : point.ClassId] = ((float)point.X, (float)point.Y);
        }

        return points;
    }

    /// <summary>The points of a row that are there.</summary>
    public (double X, double Y)[] Present(int row) => [.. keypoints[row].Select(point => ((double)(float)point.X, (double)(float)point.Y))];
}

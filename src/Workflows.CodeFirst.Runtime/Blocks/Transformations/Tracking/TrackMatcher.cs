using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>A detection that may continue or begin a track.</summary>
internal readonly record struct Candidate(MeasuredBox Box, double Score);

/// <summary>Matches tracks with detections.</summary>
internal sealed class TrackMatcher
{
    // Costs above a threshold are all the same, so that hopeless pairs do not decide about the others.
    private const double BeyondThreshold = 1e-4;

    private readonly LinearAssignment assignment = new();
    private double[] costs = [];
    private int[] columnOfRow = [];
    private bool[] taken = [];

    public List<(int Row, int Column)> Matches { get; } = [];

    public List<int> UnmatchedRows { get; } = [];

    public List<int> UnmatchedColumns { get; } = [];

    /// <summary>Matches tracks (rows) with candidates (columns); if scored, a confident candidate is a better match.</summary>
    public void Match(List<Track> tracks, List<Candidate> candidates, bool isScored, double threshold)
    {
        Prepare(tracks.Count, candidates.Count);
        int i = 0;
        foreach (var track in tracks)
        {
            var corners = track.Corners;
            foreach (ref readonly var candidate in CollectionsMarshal.AsSpan(candidates))
            {
                float cost = 1 - Overlaps.Of(corners, candidate.Box.Corners);
                costs[i++] = isScored ? 1 - (1 - cost) * candidate.Score : cost;
            }
        }

        Solve(tracks.Count, candidates.Count, threshold);
    }

    /// <summary>Matches boxes (rows) with tracks (columns).</summary>
    public void Match(ReadOnlySpan<Box> boxes, List<Track> tracks, double threshold)
    {
        Prepare(boxes.Length, tracks.Count);
        for (int column = 0; column < tracks.Count; column++)
        {
            var corners = tracks[column].Corners;
            for (int row = 0; row < boxes.Length; row++)
            {
                costs[row * tracks.Count + column] = 1 - Overlaps.Of(boxes[row], corners);
            }
        }

        Solve(boxes.Length, tracks.Count, threshold);
    }

    private void Prepare(int rows, int columns)
    {
        if (costs.Length < rows * columns)
        {
            costs = new double[2 * rows * columns];
        }

        if (columnOfRow.Length < rows)
        {
            columnOfRow = new int[2 * rows];
        }

        if (taken.Length < Math.Max(rows, columns))
        {
            taken = new bool[2 * Math.Max(rows, columns)];
        }
    }

    private void Solve(int rows, int columns, double threshold)
    {
        Matches.Clear();
        UnmatchedRows.Clear();
        UnmatchedColumns.Clear();
        var matrix = costs.AsSpan(0, rows * columns);
        foreach (ref double cost in matrix)
        {
            cost = cost > threshold ? threshold + BeyondThreshold : cost;
        }

        var assigned = columnOfRow.AsSpan(0, rows);
        assigned.Fill(-1);
        if (matrix.Length > 0)
        {
            assignment.Solve(matrix, rows, columns, assigned);
        }

        for (int row = 0; row < rows; row++)
        {
            if (assigned[row] >= 0 && matrix[row * columns + assigned[row]] <= threshold)
            {
                Matches.Add((row, assigned[row]));
            }
        }

        taken.AsSpan(0, rows).Clear();
        foreach (var (row, _) in Matches)
        {
            taken[row] = true;
        }

        PythonSetOrder.Difference(taken, rows, Matches.Count, UnmatchedRows);
        taken.AsSpan(0, columns).Clear();
        foreach (var (_, column) in Matches)
        {
            taken[column] = true;
        }

        PythonSetOrder.Difference(taken, columns, Matches.Count, UnmatchedColumns);
    }
}

/// <summary>How much boxes overlap, as the tracker measures it.</summary>
internal static class Overlaps
{
    /// <summary>The area in common by the area of both, in single precision; 0 for boxes without area.</summary>
    public static float Of(in Box a, in Box b)
    {
        float width = (float)Math.Min(a.X2, b.X2) - (float)Math.Max(a.X1, b.X1);
        float height = (float)Math.Min(a.Y2, b.Y2) - (float)Math.Max(a.Y1, b.Y1);
        float common = Math.Max(width, 0) * Math.Max(height, 0);
        double both = (a.X2 - a.X1) * (a.Y2 - a.Y1) + (b.X2 - b.X1) * (b.Y2 - b.Y1) - common;
        return both > 0 ? (float)(common / both) : 0;
    }
}

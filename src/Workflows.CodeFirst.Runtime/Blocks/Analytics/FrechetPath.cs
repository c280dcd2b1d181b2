using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>
/// The discrete Fréchet distance between a path that grows and one that does not: T. Eiter and H. Mannila, "Computing discrete Fréchet
/// distance" (1994). Of the table of distances only the last row is kept, so that a further point costs as much as the other path has points.
/// </summary>
internal sealed class FrechetPath
{
    // An hour of 30 frames a second. Only these matter when the other path changes, which no literal does.
    private const int MostPoints = 108_000;

    private readonly List<ImagePoint> points = [];
    private ImmutableArray<ImagePoint> reference = [];
    private double[] row = [];

    /// <summary>Adds a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="path">The path to compare with; at least one point.</param>
    /// <returns>The distance between the two paths.</returns>
    public double Add(ImagePoint point, ImmutableArray<ImagePoint> path)
    {
        if (!reference.AsSpan().SequenceEqual(path.AsSpan()))
        {
            reference = path;
            row = [];
            foreach (var before in points)
            {
                Extend(before);
            }
        }

        if (points.Count == MostPoints)
        {
            points.RemoveRange(0, MostPoints / 2);
        }

        points.Add(point);
        Extend(point);
        return row[^1];
    }

    private void Extend(ImagePoint point)
    {
        bool isFirst = row.Length == 0;
        row = isFirst ? new double[reference.Length] : row;
        double diagonal = 0;
        for (int i = 0; i < row.Length; i++)
        {
            double x = point.X - reference[i].X, y = point.Y - reference[i].Y;
            double distance = Math.Sqrt(x * x + y * y);
            double above = row[i];
            double reached = isFirst ? (i == 0 ? 0 : row[i - 1])
                : i == 0 ? above
                : Math.Min(Math.Min(above, diagonal), row[i - 1]);
            diagonal = above;
            row[i] = Math.Max(reached, distance);
        }
    }
}

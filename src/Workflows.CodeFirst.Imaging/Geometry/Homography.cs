namespace Workflows.CodeFirst.Imaging;

/// <summary>A mapping of the plane that keeps lines straight: what a plane looks like from another place.</summary>
internal sealed class Homography
{
    private readonly double[] m;

    private Homography(double[] m) => this.m = m;

    /// <summary>The mapping that takes four points to four others.</summary>
    /// <param name="from">Four points, no three of them on a line.</param>
    /// <param name="to">Where they go.</param>
    /// <exception cref="ArgumentException">There is no such mapping.</exception>
    public static Homography Between(ReadOnlySpan<ImagePoint> from, ReadOnlySpan<ImagePoint> to)
    {
        // Eight equations for eight numbers; the ninth is 1.
        var rows = new double[8][];
        for (int i = 0; i < 4; i++)
        {
            var (x, y) = from[i];
            var (u, v) = to[i];
            rows[i] = [x, y, 1, 0, 0, 0, -x * u, -y * u, u];
            rows[i + 4] = [0, 0, 0, x, y, 1, -x * v, -y * v, v];
        }

        Eliminate(rows);
        var m = new double[9];
        for (int i = 7; i >= 0; i--)
        {
            double value = rows[i][8];
            for (int j = i + 1; j < 8; j++)
            {
                value -= rows[i][j] * m[j];
            }

            m[i] = value / rows[i][i];
        }

        m[8] = 1;
        return new(m);
    }

    /// <summary>Where a point goes, in single precision; 0,0 for one that goes to infinity.</summary>
    public ImagePoint Map(ImagePoint point)
    {
        double w = m[6] * point.X + m[7] * point.Y + m[8];
        if (Math.Abs(w) <= float.Epsilon)
        {
            return default;
        }

        return new((float)((m[0] * point.X + m[1] * point.Y + m[2]) / w), (float)((m[3] * point.X + m[4] * point.Y + m[5]) / w));
    }

    /// <summary>The mapping back.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Homography Invert()
    {
        double determinant = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        if (determinant == 0)
        {
            throw Degenerate();
        }

        double d = 1 / determinant;
        return new(
        [
            (m[4] * m[8] - m[5] * m[7]) * d, (m[2] * m[7] - m[1] * m[8]) * d, (m[1] * m[5] - m[2] * m[4]) * d,
            (m[5] * m[6] - m[3] * m[8]) * d, (m[0] * m[8] - m[2] * m[6]) * d, (m[2] * m[3] - m[0] * m[5]) * d,
            (m[3] * m[7] - m[4] * m[6]) * d, (m[1] * m[6] - m[0] * m[7]) * d, (m[0] * m[4] - m[1] * m[3]) * d,
        ]);
    }

    /// <summary>Where the pixels of a row go, before division: numerators and denominator at its start, and what they grow by from pixel to pixel.</summary>
    public (double X, double Y, double W, double StepX, double StepY, double StepW) Row(int y) =>
        (m[1] * y + m[2], m[4] * y + m[5], m[7] * y + m[8], m[0], m[3], m[6]);

    /// <summary>Gaussian elimination with the greatest pivot.</summary>
    private static void Eliminate(double[][] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            int pivot = i;
            for (int j = i + 1; j < rows.Length; j++)
            {
                pivot = Math.Abs(rows[j][i]) > Math.Abs(rows[pivot][i]) ? j : pivot;
            }

            if (Math.Abs(rows[pivot][i]) < 1e-12)
            {
                throw Degenerate();
            }

            (rows[i], rows[pivot]) = (rows[pivot], rows[i]);
            for (int j = i + 1; j < rows.Length; j++)
            {
                double factor = rows[j][i] / rows[i][i];
                for (int k = i; factor != 0 && k < rows[j].Length; k++)
                {
                    rows[j][k] -= factor * rows[i][k];
                }
            }
        }
    }

    private static ArgumentException Degenerate() => new("Four points of which three lie on a line do not define a perspective.");
}

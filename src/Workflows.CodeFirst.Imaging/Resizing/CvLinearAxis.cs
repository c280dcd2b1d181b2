namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Where each destination pixel of OpenCV's bilinear resize comes from, along one axis. The scale is the double reciprocal that OpenCV
/// computes (<c>1 / (destination / source)</c>), positions are rounded to float before they are split, weights are 11-bit fixed point.
/// </summary>
internal sealed class CvLinearAxis
{
    // Kernels work on up to this many destination pixels at once and may run over the end.
    private const int Padding = 8;
    private static readonly TableCache<CvLinearAxis> Cache = new((source, destination) => new(source, destination));

    private CvLinearAxis(int source, int destination)
    {
        Source = source;
        Destination = destination;
        double scale = 1 / ((double)destination / source);
        IsHalving = Math.Round(scale) == 2 && Math.Abs(scale - 2) < 2.220446049250313e-16;

        int padded = destination + Padding;
        Column = new int[padded];
        ColumnPairs = new short[padded * 8];
        ColumnFraction = new float[padded];
        UpperRow = new int[destination];
        LowerRow = new int[destination];
        UpperWeight = new short[destination];
        LowerWeight = new short[destination];
        RowFraction = new float[destination];

        for (int o = 0; o < destination; o++)
        {
            float position = (float)((o + 0.5) * scale - 0.5);
            int low = (int)MathF.Floor(position);
            float fraction = position - low;

            UpperRow[o] = Math.Clamp(low, 0, source - 1);
            LowerRow[o] = Math.Clamp(low + 1, 0, source - 1);
            (UpperWeight[o], LowerWeight[o]) = FixedPoint(fraction);
            RowFraction[o] = fraction;

            // Unlike rows, columns at the border lose their fraction.
            if (low < 0 || low >= source - 1)
            {
                low = low < 0 ? 0 : source - 1;
                fraction = 0;
            }

            Column[o] = low;
            ColumnFraction[o] = fraction;
            (short left, short right) = FixedPoint(fraction);
            for (int channel = 0; channel < 4; channel++)
            {
                ColumnPairs[o * 8 + channel * 2] = left;
                ColumnPairs[o * 8 + channel * 2 + 1] = right;
            }
        }
    }

    /// <summary>Pixels along this axis before.</summary>
    public int Source { get; }

    /// <summary>Pixels along this axis after.</summary>
    public int Destination { get; }

    /// <summary>Whether the axis shrinks to exactly one half, for which OpenCV averages (when both axes do).</summary>
    public bool IsHalving { get; }

    /// <summary>For a column: the left one of the two source pixels.</summary>
    public int[] Column { get; }

    /// <summary>For a column: its two fixed-point weights, four times, as the quads of a kernel need them.</summary>
    public short[] ColumnPairs { get; }

    /// <summary>For a column: the weight of the right source pixel.</summary>
    public float[] ColumnFraction { get; }

    /// <summary>For a column: the weights of its two pixels, four times each; eight floats a column.</summary>
    public float[] ColumnBlends => field ??= CreateColumnBlends();

    /// <summary>For a row: the first of the two source rows.</summary>
    public int[] UpperRow { get; }

    /// <summary>For a row: the second of the two source rows.</summary>
    public int[] LowerRow { get; }

    /// <summary>For a row: the fixed-point weight of <see cref="UpperRow"/>.</summary>
    public short[] UpperWeight { get; }

    /// <summary>For a row: the fixed-point weight of <see cref="LowerRow"/>.</summary>
    public short[] LowerWeight { get; }

    /// <summary>For a row: the weight of <see cref="LowerRow"/>.</summary>
    public float[] RowFraction { get; }

    /// <summary>The table for these lengths, computed at most once while it stays in use.</summary>
    public static CvLinearAxis Get(int source, int destination) => Cache.Get(source, destination);

    private float[] CreateColumnBlends()
    {
        var blends = new float[Destination * 8];
        for (int o = 0; o < Destination; o++)
        {
            blends.AsSpan(o * 8, 4).Fill(1 - ColumnFraction[o]);
            blends.AsSpan(o * 8 + 4, 4).Fill(ColumnFraction[o]);
        }

        return blends;
    }

    private static (short First, short Second) FixedPoint(float fraction) =>
        ((short)MathF.Round((1f - fraction) * 2048f), (short)MathF.Round(fraction * 2048f));
}

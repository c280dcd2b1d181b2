namespace Workflows.CodeFirst.Imaging;

/// <summary>Stretches the range between two percentiles over all values, as NumPy and scikit-image do it.</summary>
internal static class ContrastStretching
{
    /// <summary>Stretches all bytes together, whatever channel they belong to.</summary>
    /// <param name="values">The bytes; changed in place.</param>
    /// <param name="lowPercentile">What becomes 0.</param>
    /// <param name="highPercentile">What becomes 255.</param>
    public static void Apply(Span<byte> values, double lowPercentile = 2, double highPercentile = 98)
    {
        (double low, double high) = Limits(values, lowPercentile, highPercentile);
        Span<byte> table = stackalloc byte[256];
        for (int v = 0; v < table.Length; v++)
        {
            double limited = Math.Clamp(v, low, high);
            table[v] = (byte)(low == high ? limited : (limited - low) / (high - low) * 255);
        }

        foreach (ref byte value in values)
        {
            value = table[value];
        }
    }

    /// <summary>Two percentiles, each interpolated linearly between the two nearest values.</summary>
    /// <param name="values">The bytes.</param>
    /// <param name="lowPercentile">0 to 100.</param>
    /// <param name="highPercentile">0 to 100.</param>
    public static (double Low, double High) Limits(ReadOnlySpan<byte> values, double lowPercentile, double highPercentile)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (byte value in values)
        {
            histogram[value]++;
        }

        return (Percentile(histogram, values.Length, lowPercentile), Percentile(histogram, values.Length, highPercentile));
    }

    private static double Percentile(ReadOnlySpan<int> histogram, int count, double percentile)
    {
        double position = percentile / 100 * (count - 1);
        int below = (int)Math.Floor(position);
        double fraction = position - below;
        int a = ValueAt(histogram, below), b = ValueAt(histogram, Math.Min(below + 1, count - 1));
        return fraction < 0.5 ? a + (b - a) * fraction : b - (b - a) * (1 - fraction);
    }

    /// <summary>The value at a place of the sorted values.</summary>
    private static int ValueAt(ReadOnlySpan<int> histogram, int place)
    {
        int v = 0;
        for (int seen = histogram[0]; seen <= place; seen += histogram[v])
        {
            v++;
        }

        return v;
    }
}

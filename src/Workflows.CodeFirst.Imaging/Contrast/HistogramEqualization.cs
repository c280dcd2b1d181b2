namespace Workflows.CodeFirst.Imaging;

/// <summary>Makes histograms flat, in the two ways that packages were trained with.</summary>
internal static class HistogramEqualization
{
    /// <summary>OpenCV's <c>equalizeHist</c> of one channel, in place.</summary>
    public static void Cv(Span<byte> gray)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (byte value in gray)
        {
            histogram[value]++;
        }

        int first = 0;
        while (histogram[first] == 0)
        {
            first++;
        }

        if (histogram[first] == gray.Length)
        {
            return; // a single value stays
        }

        float scale = 255f / (gray.Length - histogram[first]);
        Span<byte> table = stackalloc byte[256];
        table.Clear();
        int sum = 0;
        for (int v = first + 1; v < table.Length; v++)
        {
            sum += histogram[v];
            table[v] = (byte)Math.Clamp((int)MathF.Round(sum * scale), 0, 255);
        }

        foreach (ref byte value in gray)
        {
            value = table[value];
        }
    }

    /// <summary>
    /// scikit-image's <c>equalize_hist</c> of all bytes together, as floats from 0 to 1 and back: 256 bins from the smallest to the greatest
    /// value, the cumulative share interpolated between bin centres.
    /// </summary>
    /// <param name="values">The bytes; changed in place.</param>
    public static void Scikit(Span<byte> values)
    {
        const int bins = 256;
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (byte value in values)
        {
            histogram[value]++;
        }

        int smallest = 0, greatest = 255;
        while (histogram[smallest] == 0)
        {
            smallest++;
        }

        while (histogram[greatest] == 0)
        {
            greatest--;
        }

        float start = smallest / 255f, end = greatest / 255f;
        if (start == end)
        {
            (start, end) = (start - 0.5f, end + 0.5f);
        }

        Span<float> edges = stackalloc float[bins + 1];
        double step = ((double)end - start) / bins;
        for (int i = 0; i < bins; i++)
        {
            edges[i] = (float)(i * step + start);
        }

        edges[bins] = end;
        Span<double> shares = stackalloc double[bins];
        shares.Clear();
        int bin = 0;
        for (int v = smallest; v <= greatest; v++)
        {
            while (bin < bins - 1 && edges[bin + 1] <= v / 255f)
            {
                bin++;
            }

            shares[bin] += histogram[v];
        }

        for (int i = 1; i < bins; i++)
        {
            shares[i] += shares[i - 1];
        }

        Span<byte> table = stackalloc byte[256];
        for (int v = smallest; v <= greatest; v++)
        {
            table[v] = (byte)((float)Interpolate(v / 255f, edges, shares) * 255f);
        }

        foreach (ref byte value in values)
        {
            value = table[value];
        }
    }

    private static double Interpolate(double x, ReadOnlySpan<float> edges, ReadOnlySpan<double> shares)
    {
        double total = shares[^1];
        int last = shares.Length - 1;
        int i = 0;
        while (i <= last && Center(edges, i) <= x)
        {
            i++;
        }

        if (i == 0)
        {
            return shares[0] / total;
        }

        if (i > last)
        {
            return 1;
        }

        double before = Center(edges, i - 1), slope = (shares[i] / total - shares[i - 1] / total) / (Center(edges, i) - before);
        return slope * (x - before) + shares[i - 1] / total;
    }

    private static double Center(ReadOnlySpan<float> edges, int i) => (edges[i] + edges[i + 1]) / 2f;
}

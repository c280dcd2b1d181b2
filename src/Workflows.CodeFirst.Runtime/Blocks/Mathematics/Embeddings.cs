namespace Workflows.CodeFirst.Runtime.Blocks.Mathematics;

/// <summary>Mathematics of vectors that stand for pictures and texts.</summary>
internal static class Embeddings
{
    /// <summary>The numbers without a copy where possible.</summary>
    public static ReadOnlySpan<double> AsSpan(IReadOnlyList<double> embedding) => embedding as double[] ?? [.. embedding];

    /// <summary>The cosine of the angle between two vectors of one length; not a number when one is all zeros.</summary>
    public static double CosineSimilarity(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    /// <summary>The sum of the products.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>The vector in length 1; one of zeros stays.</summary>
    public static double[] Normalize(IReadOnlyList<double> embedding)
    {
        var source = AsSpan(embedding);
        double length = Math.Sqrt(Dot(source, source));
        double[] normalized = source.ToArray();
        for (int i = 0; length != 0 && i < normalized.Length; i++)
        {
            normalized[i] /= length;
        }

        return normalized;
    }
}

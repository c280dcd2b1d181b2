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

    /// <summary>
    /// The sum of the products, added up in the order in which NumPy's <c>einsum</c> does: even and odd positions apart, of eight products at a time
    /// the last first. Where equal numbers are told apart by their rounding, the order decides.
    /// </summary>
    public static double DotInPairs(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double even = 0, odd = 0;
        int i = 0;
        for (; a.Length - i >= 8; i += 8)
        {
            for (int pair = i + 6; pair >= i; pair -= 2)
            {
                even += a[pair] * b[pair];
                odd += a[pair + 1] * b[pair + 1];
            }
        }

        for (; i < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += i + 1 < a.Length ? a[i + 1] * b[i + 1] : 0;
        }

        return even + odd;
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

    /// <summary>Checks that a vector can be compared with those before.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void DemandLength(ReadOnlySpan<double> embedding, ReadOnlySpan<double> before)
    {
        if (!before.IsEmpty && before.Length != embedding.Length)
        {
            throw new ArgumentException($"An embedding of {embedding.Length} numbers came after one of {before.Length}; they have to come from the same model.");
        }
    }
}

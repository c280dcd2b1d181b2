namespace Workflows.CodeFirst.Runtime.Blocks.Mathematics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double ContinuedFrom = 3;
    private const int Terms = 120;

    /// <summary>The probability of a value below <paramref name="score"/>.</summary>
    public static double Below(double score) => 0.5 * (1 + ErrorFunction(score / Math.Sqrt(2)));

    /// <summary>
    /// The error function, to about 15 digits: by its series (M. Abramowitz and I. Stegun, "Handbook of mathematical functions", 7.1.6) and for
    /// large values by the continued fraction of its complement (7.1.14).
    /// </summary>
    public static double ErrorFunction(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        double scale = Math.Exp(-size * size) / Math.Sqrt(Math.PI);
        double result;
        if (size < ContinuedFrom)
        {
            double term = size, sum = size;
            for (int n = 1; n < Terms && term > sum * double.Epsilon; n++)
            {
                term *= 2 * size * size / (2 * n + 1);
                sum += term;
            }

            result = 2 * scale * sum;
        }
        else
        {
            double fraction = size;
            for (int n = Terms; n > 0; n--)
            {
                fraction = size + n / 2.0 / fraction;
            }

            result = 1 - scale / fraction;
        }

        return double.CopySign(result, x);
    }
}

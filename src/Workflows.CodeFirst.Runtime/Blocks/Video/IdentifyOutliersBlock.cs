using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Mathematics;

namespace Workflows.CodeFirst.Runtime.Blocks.Video;

/// <summary>Finds embeddings that point elsewhere than those before: by the rank of the angle to the mean direction of a window.</summary>
internal sealed class IdentifyOutliersBlock : Block<IdentifyOutliersV1.Arguments, IdentifyOutliersV1.Results>
{
    private const long DefaultWindow = 32;
    private const double NoPercentile = 0.5;

    private readonly List<double[]> window = [];
    private long samples;

    public override bool KeepsState => true;

    public override IdentifyOutliersV1.Results Run(in IdentifyOutliersV1.Arguments arguments, BlockContext context)
    {
        double[] embedding = Embeddings.Normalize(arguments.Embedding);
        Embeddings.DemandLength(embedding, window.Count == 0 ? null : window[0]);
        samples++;
        window.Add(embedding);
        if (window.Count > (arguments.WindowSize ?? DefaultWindow))
        {
            window.RemoveAt(0);
        }

        if (samples < arguments.Warmup || window.Count == 0)
        {
            return new(false, NoPercentile, true);
        }

        double percentile = Rank(embedding);
        bool isOutlier = percentile < arguments.ThresholdPercentile || percentile > 1 - arguments.ThresholdPercentile;
        return new(isOutlier, percentile, false);
    }

    /// <summary>The share of embeddings that point farther away from the mean direction than the given one.</summary>
    private double Rank(double[] embedding)
    {
        double[] direction = MeanDirection() ?? embedding;
        double own = Embeddings.Dot(direction, embedding);
        int farther = 0;
        foreach (double[] other in window)
        {
            farther += Embeddings.DotInPairs(other, direction) < own ? 1 : 0;
        }

        return (double)farther / window.Count;
    }

    private double[]? MeanDirection()
    {
        if (window.Count < 2)
        {
            return null;
        }

        double[] sum = new double[window[0].Length];
        foreach (double[] item in window)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += item[i];
            }
        }

        double length = Math.Sqrt(Embeddings.Dot(sum, sum));
        if (length == 0)
        {
            return null;
        }

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] /= length;
        }

        return sum;
    }
}

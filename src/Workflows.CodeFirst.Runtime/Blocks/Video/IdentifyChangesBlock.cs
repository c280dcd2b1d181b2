using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Mathematics;

namespace Workflows.CodeFirst.Runtime.Blocks.Video;

/// <summary>Finds embeddings that differ from the average of those before more than those before did.</summary>
internal sealed class IdentifyChangesBlock : Block<IdentifyChangesV1.Arguments, IdentifyChangesV1.Results>
{
    private const double DefaultSmoothing = 0.1, NoPercentile = 0.5;
    private const long DefaultWindow = 10;

    private readonly MovingStatistics embeddings = new(), similarities = new();
    private long samples;

    public override bool KeepsState => true;

    public override IdentifyChangesV1.Results Run(in IdentifyChangesV1.Arguments arguments, BlockContext context)
    {
        double[] embedding = Embeddings.Normalize(arguments.Embedding);
        Embeddings.DemandLength(embedding, embeddings.IsEmpty ? null : embeddings.Average);
        var step = new MovingStep(arguments.Strategy, arguments.SmoothingFactor ?? DefaultSmoothing, arguments.WindowSize ?? DefaultWindow, samples);
        double score = 0, percentile = NoPercentile;
        if (!embeddings.IsEmpty)
        {
            double similarity = Embeddings.CosineSimilarity(embedding, embeddings.Average);
            similarities.Add([similarity], step);
            if (similarities.Deviation[0] != 0)
            {
                score = (similarity - similarities.Average[0]) / similarities.Deviation[0];
                percentile = 1 - NormalDistribution.Below(score);
            }
        }

        bool isWarmingUp = samples < arguments.Warmup;
        double threshold = arguments.ThresholdPercentile / 2;
        bool isOutlier = !isWarmingUp && (percentile <= threshold || percentile >= 1 - threshold);
        embeddings.Add(embedding, step);
        samples++;
        return new(isOutlier, percentile, score, embeddings.Average.ToArray(), embeddings.Deviation.ToArray(), isWarmingUp);
    }
}

/// <summary>How statistics move on by one value.</summary>
/// <param name="Strategy">What counts.</param>
/// <param name="Smoothing">The weight of the latest value in an exponential average.</param>
/// <param name="Window">How many values a window has.</param>
/// <param name="Samples">How many values there were.</param>
internal readonly record struct MovingStep(IdentifyChangesStrategy Strategy, double Smoothing, long Window, long Samples);

/// <summary>The average and the standard deviation of vectors that come one after the other, number by number.</summary>
internal sealed class MovingStatistics
{
    private readonly List<double[]> window = [];
    private double[] average = [], variance = [], squares = [], deviation = [];

    /// <summary>Whether there was no vector.</summary>
    public bool IsEmpty { get; private set; } = true;

    public ReadOnlySpan<double> Average => average;

    public ReadOnlySpan<double> Deviation => deviation;

    /// <summary>Adds a vector. The first is the average, whatever the strategy, and no part of a window.</summary>
    public void Add(double[] vector, in MovingStep step)
    {
        if (IsEmpty)
        {
            IsEmpty = false;
            average = (double[])vector.Clone();
            variance = new double[vector.Length];
            squares = new double[vector.Length];
            deviation = new double[vector.Length];
            return;
        }

        if (step.Strategy == IdentifyChangesStrategy.SlidingWindow)
        {
            AddToWindow(vector, step.Window);
            return;
        }

        for (int i = 0; i < vector.Length; i++)
        {
            if (step.Strategy == IdentifyChangesStrategy.ExponentialMovingAverage)
            {
                average[i] = (1 - step.Smoothing) * average[i] + step.Smoothing * vector[i];
                double difference = vector[i] - average[i];
                variance[i] = (1 - step.Smoothing) * variance[i] + step.Smoothing * difference * difference;
                deviation[i] = Math.Sqrt(variance[i]);
            }
            else
            {
                // B. P. Welford, "Note on a method for calculating corrected sums of squares and products" (1962).
                long count = step.Samples + 1;
                double before = vector[i] - average[i];
                average[i] = vector[i] / count + average[i] * step.Samples / count;
                squares[i] += before * (vector[i] - average[i]);
                deviation[i] = Math.Sqrt(squares[i] / (count - 1));
            }
        }
    }

    private void AddToWindow(double[] vector, long size)
    {
        window.Add(vector);
        if (window.Count > size)
        {
            window.RemoveAt(0);
        }

        for (int i = 0; i < average.Length; i++)
        {
            double sum = 0, spread = 0;
            foreach (double[] item in window)
            {
                sum += item[i];
            }

            average[i] = sum / window.Count;
            foreach (double[] item in window)
            {
                spread += (item[i] - average[i]) * (item[i] - average[i]);
            }

            deviation[i] = Math.Sqrt(spread / window.Count);
        }
    }
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Where each destination pixel of Pillow's bilinear resize comes from, along one axis: a triangle filter as wide as the scale when the
/// axis shrinks, weights in 22-bit fixed point.
/// </summary>
internal sealed class PilAxis
{
    /// <summary>Bits of the weights after the binary point.</summary>
    public const int Precision = 22;

    private static readonly TableCache<PilAxis> Cache = new((source, destination) => new(source, destination));

    private PilAxis(int source, int destination)
    {
        Source = source;
        Destination = destination;
        double scale = (double)source / destination;
        double support = Math.Max(scale, 1);
        Taps = (int)Math.Ceiling(support) * 2 + 1;
        Start = new int[destination];
        Count = new int[destination];
        Weights = new int[destination * Taps];
        Pairs = (Taps + 1) / 2;
        PairWeights = new short[destination * Pairs * 16];
        Span<double> weights = new double[Taps];

        for (int o = 0; o < destination; o++)
        {
            double center = (o + 0.5) * scale;
            int low = Math.Max((int)(center - support + 0.5), 0);
            int high = Math.Min((int)(center + support + 0.5), source);
            double total = 0;
            for (int k = 0; k < high - low; k++)
            {
                weights[k] = Math.Max(0, 1 - Math.Abs((k + low - center + 0.5) / support));
                total += weights[k];
            }

            Start[o] = low;
            Count[o] = high - low;
            for (int k = 0; k < high - low; k++)
            {
                double weight = total == 0 ? weights[k] : weights[k] / total;
                Weights[o * Taps + k] = (int)(weight * (1 << Precision) + 0.5);
            }

            Split(o);
        }
    }

    /// <summary>Pixels along this axis before.</summary>
    public int Source { get; }

    /// <summary>Pixels along this axis after.</summary>
    public int Destination { get; }

    /// <summary>Room for weights a destination pixel.</summary>
    public int Taps { get; }

    /// <summary>The first source pixel of each destination pixel.</summary>
    public int[] Start { get; }

    /// <summary>How many source pixels make each destination pixel.</summary>
    public int[] Count { get; }

    /// <summary>The weights, <see cref="Taps"/> places for each destination pixel.</summary>
    public int[] Weights { get; }

    /// <summary>Places for pairs of weights a destination pixel.</summary>
    public int Pairs { get; }

    /// <summary>
    /// The weights in pairs as 16-bit multiplications want them, 16 numbers a pair: the lower 15 bits of both, four times, and the upper
    /// bits of both, four times. Missing weights are 0.
    /// </summary>
    public short[] PairWeights { get; }

    /// <summary>The table for these lengths, computed at most once while it stays in use.</summary>
    public static PilAxis Get(int source, int destination) => Cache.Get(source, destination);

    private void Split(int o)
    {
        for (int k = 0; k < Count[o]; k++)
        {
            int weight = Weights[o * Taps + k];
            Span<short> pair = PairWeights.AsSpan((o * Pairs + k / 2) * 16 + k % 2);
            for (int channel = 0; channel < 4; channel++)
            {
                pair[channel * 2] = (short)(weight & 0x7FFF);
                pair[channel * 2 + 8] = (short)(weight >> 15);
            }
        }
    }
}

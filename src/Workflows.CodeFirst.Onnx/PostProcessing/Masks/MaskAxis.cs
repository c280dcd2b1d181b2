using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>From which neighbouring values each value of a resized mask is made, along one axis.</summary>
internal sealed class MaskAxis
{
    /// <summary>Places for weights that each resized value has.</summary>
    public const int Taps = TorchAxis.Taps;

    private static readonly TableCache<MaskAxis> TorchCache = new((source, destination) => new(TorchAxis.Get(source, destination)));
    private static readonly TableCache<MaskAxis> CvCache = new((source, destination) => new(CvLinearAxis.Get(source, destination)));

    private MaskAxis(TorchAxis axis)
    {
        (Source, Destination) = (axis.Source, axis.Destination);
        (Start, Count, Weights) = (axis.Start, axis.Count, axis.Weights);
        if (Source == Destination)
        {
            // Nothing is resized: a neighbour that is not a number must not matter, not even with a weight of 0.
            Count = new int[Destination];
            Array.Fill(Count, 1);
        }
    }

    private MaskAxis(CvLinearAxis axis)
    {
        (Source, Destination) = (axis.Source, axis.Destination);
        Start = axis.Column;
        Count = new int[Destination];
        Weights = new float[Destination * 2];
        for (int o = 0; o < Destination; o++)
        {
            Count[o] = Source != Destination && Start[o] + 1 < Source ? 2 : 1;
            Weights[o * 2] = 1 - axis.ColumnFraction[o];
            Weights[o * 2 + 1] = axis.ColumnFraction[o];
        }
    }

    /// <summary>Values along this axis before.</summary>
    public int Source { get; }

    /// <summary>Values along this axis after.</summary>
    public int Destination { get; }

    /// <summary>The first value that contributes; never falls.</summary>
    public int[] Start { get; }

    /// <summary>How many contribute.</summary>
    public int[] Count { get; }

    /// <summary>Their weights, <see cref="Taps"/> places each, the unused ones 0.</summary>
    public float[] Weights { get; }

    /// <summary>As torch resizes (today's packages).</summary>
    public static MaskAxis Torch(int source, int destination) => TorchCache.Get(source, destination);

    /// <summary>As OpenCV resizes floats (packages of the legacy format).</summary>
    public static MaskAxis Cv(int source, int destination) => CvCache.Get(source, destination);

    /// <summary>Resizes a part of a row.</summary>
    /// <param name="values">The values that contribute, and one more readable value.</param>
    /// <param name="firstValue">Where in the row the first of them is.</param>
    /// <param name="first">The first resized value that is wanted.</param>
    /// <param name="resized">Receives the wanted values.</param>
    public void Resize(ReadOnlySpan<float> values, int firstValue, int first, Span<float> resized)
    {
        if (Source == Destination)
        {
            values.Slice(first - firstValue, resized.Length).CopyTo(resized);
            return;
        }

        var starts = Start.AsSpan(first, resized.Length);
        var weights = Weights.AsSpan(first * Taps, resized.Length * Taps);
        for (int i = 0; i < starts.Length; i++)
        {
            int at = starts[i] - firstValue;
            float a = values[at] * weights[2 * i], b = values[at + 1] * weights[2 * i + 1];
            resized[i] = a + b;
        }
    }

    /// <summary>The resized values to which any of the values from <paramref name="first"/> to before <paramref name="end"/> contributes.</summary>
    public (int First, int End) Reached(int first, int end)
    {
        int low = 0, high = Destination;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Start[middle] + Count[middle] <= first)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int begin = low;
        high = Destination;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Start[middle] < end)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (begin, low);
    }

    /// <summary>The values that contribute to the resized values from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public (int First, int End) Support(int first, int end) => first >= end ? (0, 0) : (Start[first], Start[end - 1] + Count[end - 1]);
}

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Where each destination value of torch's bilinear resize (<c>align_corners=false</c>) comes from, along one axis: two neighbours when
/// the axis grows; a triangle filter as wide as the scale (torchvision's antialiasing) when it shrinks.
/// </summary>
internal sealed class TorchAxis
{
    private static readonly TableCache<TorchAxis> Cache = new((source, destination) => new(source, destination));

    private TorchAxis(int source, int destination)
    {
        Source = source;
        Destination = destination;
        float scale = (float)source / destination;
        IsFiltered = scale > 1;
        Taps = IsFiltered ? (int)MathF.Ceiling(scale) * 2 + 1 : 2;
        Start = new int[destination];
        Count = new int[destination];
        Weights = new float[destination * Taps];
        for (int o = 0; o < destination; o++)
        {
            if (IsFiltered)
            {
                Filter(o, scale);
            }
            else
            {
                Neighbours(o, scale);
            }
        }
    }

    /// <summary>Values along this axis before.</summary>
    public int Source { get; }

    /// <summary>Values along this axis after.</summary>
    public int Destination { get; }

    /// <summary>Whether the axis shrinks and is therefore low-pass filtered.</summary>
    public bool IsFiltered { get; }

    /// <summary>Room for weights a destination value; 2 when not filtered.</summary>
    public int Taps { get; }

    /// <summary>The first source value of each destination value.</summary>
    public int[] Start { get; }

    /// <summary>How many source values make each destination value; 1 at the far border of an axis that grows.</summary>
    public int[] Count { get; }

    /// <summary>The weights, <see cref="Taps"/> places for each destination value.</summary>
    public float[] Weights { get; }

    /// <summary>The table for these lengths, computed at most once while it stays in use.</summary>
    public static TorchAxis Get(int source, int destination) => Cache.Get(source, destination);

    private void Neighbours(int o, float scale)
    {
        float position = MathF.Max(scale * (o + 0.5f) - 0.5f, 0);
        int low = Math.Min((int)position, Source - 1);
        float fraction = position - low;
        Start[o] = low;
        Count[o] = low < Source - 1 ? 2 : 1;
        if (Count[o] == 2)
        {
            Weights[o * 2] = 1 - fraction;
            Weights[o * 2 + 1] = fraction;
        }
        else
        {
            Weights[o * 2] = 1;
        }
    }

    private void Filter(int o, float scale)
    {
        float center = scale * (o + 0.5f);
        float inverse = 1 / scale;
        int low = Math.Max((int)(center - scale + 0.5f), 0);
        int high = Math.Min((int)(center + scale + 0.5f), Source);
        float total = 0;
        Span<float> weights = Weights.AsSpan(o * Taps, high - low);
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = MathF.Max(0, 1 - MathF.Abs((k + low - center + 0.5f) * inverse));
            total += weights[k];
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] /= total;
        }

        Start[o] = low;
        Count[o] = weights.Length;
    }
}

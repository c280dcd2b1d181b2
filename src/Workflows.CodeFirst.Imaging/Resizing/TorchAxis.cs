namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Where each destination value of torch's bilinear resize (<c>align_corners=false</c>) comes from, along one axis: two neighbours, also
/// when the axis shrinks. The recorded runs were made without the antialiasing that torchvision applies since version 0.17.
/// </summary>
internal sealed class TorchAxis
{
    /// <summary>Room for weights a destination value.</summary>
    public const int Taps = 2;

    private static readonly TableCache<TorchAxis> Cache = new((source, destination) => new(source, destination));

    private TorchAxis(int source, int destination)
    {
        Source = source;
        Destination = destination;
        float scale = (float)source / destination;
        Start = new int[destination];
        Count = new int[destination];
        Weights = new float[destination * Taps];
        for (int o = 0; o < destination; o++)
        {
            Neighbours(o, scale);
        }
    }

    /// <summary>Values along this axis before.</summary>
    public int Source { get; }

    /// <summary>Values along this axis after.</summary>
    public int Destination { get; }

    /// <summary>The first source value of each destination value.</summary>
    public int[] Start { get; }

    /// <summary>How many source values make each destination value; 1 at the far border.</summary>
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
}

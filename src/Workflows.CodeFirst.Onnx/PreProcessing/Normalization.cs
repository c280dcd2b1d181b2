using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// What becomes of a channel's value <c>v</c> (0 to 255): <c>v / Divisor * Multiplier</c>, then <c>(x - mean) / deviation</c>. Every
/// operation rounds to single precision, as the reference does; a product with a reciprocal would differ in the last bit.
/// </summary>
internal sealed record Normalization
{
    /// <summary>Values stay as they are.</summary>
    public static Normalization None { get; } = new();

    /// <summary>0 to 255 becomes 0 to 1.</summary>
    public static Normalization Unit { get; } = new() { Divisor = 255 };

    /// <summary>Null leaves the division out.</summary>
    public float? Divisor { get; init; }

    /// <summary>Null leaves the multiplication out.</summary>
    public float? Multiplier { get; init; }

    /// <summary>A mean for each channel in the network's order; empty leaves the second step out.</summary>
    public ImmutableArray<float> Mean { get; init; } = [];

    /// <summary>A standard deviation for each channel in the network's order.</summary>
    public ImmutableArray<float> Deviation { get; init; } = [];

    /// <summary>The ImageNet statistics after division by 255.</summary>
    public static Normalization ImageNet { get; } = new()
    {
        Divisor = 255,
        Mean = [0.485f, 0.456f, 0.406f],
        Deviation = [0.229f, 0.224f, 0.225f],
    };

    /// <summary>0 to 255 becomes -1 to 1.</summary>
    public static Normalization Symmetric { get; } = new()
    {
        Divisor = 255,
        Mean = [0.5f, 0.5f, 0.5f],
        Deviation = [0.5f, 0.5f, 0.5f],
    };

    /// <summary>The value of channel <paramref name="channel"/>.</summary>
    public float Apply(float value, int channel)
    {
        if (Divisor is { } divisor)
        {
            value /= divisor;
        }

        if (Multiplier is { } multiplier)
        {
            value *= multiplier;
        }

        if (!Mean.IsEmpty)
        {
            value -= Mean[channel];
            value /= Deviation[channel];
        }

        return value;
    }

    /// <summary>The values of all bytes: 3 × 256, channel by channel.</summary>
    public float[] ToTable()
    {
        var table = new float[3 * 256];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = Apply(i & 255, i >> 8);
        }

        return table;
    }

    /// <inheritdoc/>
    public bool Equals(Normalization? other) =>
        other is not null && Divisor == other.Divisor && Multiplier == other.Multiplier && Mean.SequenceEqual(other.Mean) && Deviation.SequenceEqual(other.Deviation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Divisor, Multiplier, Mean.Length);
}

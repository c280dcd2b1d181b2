using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>The normalisation of one channel, for registers of every width.</summary>
internal interface IChannelNormalizer
{
    float Apply(float v);

    Vector128<float> Apply(Vector128<float> v);

    Vector256<float> Apply(Vector256<float> v);

    Vector512<float> Apply(Vector512<float> v);
}

/// <summary>Leaves values alone.</summary>
internal readonly struct NoNormalizer : IChannelNormalizer
{
    public float Apply(float v) => v;

    public Vector128<float> Apply(Vector128<float> v) => v;

    public Vector256<float> Apply(Vector256<float> v) => v;

    public Vector512<float> Apply(Vector512<float> v) => v;
}

/// <summary>
/// Division as a product with a reciprocal of twice the precision. For bytes it is verified before it is used.
/// </summary>
/// <remarks>
/// The product is off by less than 2^-46 of its value before it is rounded. A quotient by a whole number n never comes closer to the middle
/// between two floats than 2^-25 / n of its value, so that for not too large n every float gets its correctly rounded quotient.
/// </remarks>
internal readonly struct FusedDivision(float divisor) : IChannelNormalizer
{
    private readonly float high = 1 / divisor;
    private readonly float low = (float)(1.0 / divisor - 1 / divisor);

    /// <summary>Whether every float from 0 to 255 gets its correctly rounded quotient.</summary>
    public static bool IsExactFor(float divisor) => divisor is >= 1 and <= 65536 && divisor == MathF.Floor(divisor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Apply(float v) => MathF.FusedMultiplyAdd(v, high, v * low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Apply(Vector128<float> v) => Vector128.FusedMultiplyAdd(v, Vector128.Create(high), v * low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Apply(Vector256<float> v) => Vector256.FusedMultiplyAdd(v, Vector256.Create(high), v * low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> v) => Vector512.FusedMultiplyAdd(v, Vector512.Create(high), v * low);
}

/// <summary>
/// The division of <see cref="FusedDivision"/>, then mean and deviation; the second quotient gets one correction step from its remainder.
/// Verified for all bytes before it is used.
/// </summary>
internal readonly struct FusedStatistics(float divisor, float mean, float deviation) : IChannelNormalizer
{
    private readonly FusedDivision division = new(divisor);
    private readonly float reciprocal = 1 / deviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Apply(float v)
    {
        float x = division.Apply(v) - mean, q = x * reciprocal;
        return MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(-q, deviation, x), reciprocal, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Apply(Vector128<float> v)
    {
        Vector128<float> x = division.Apply(v) - Vector128.Create(mean), q = x * reciprocal;
        return Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(-q, Vector128.Create(deviation), x), Vector128.Create(reciprocal), q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Apply(Vector256<float> v)
    {
        Vector256<float> x = division.Apply(v) - Vector256.Create(mean), q = x * reciprocal;
        return Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(-q, Vector256.Create(deviation), x), Vector256.Create(reciprocal), q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> v)
    {
        Vector512<float> x = division.Apply(v) - Vector512.Create(mean), q = x * reciprocal;
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(-q, Vector512.Create(deviation), x), Vector512.Create(reciprocal), q);
    }
}

/// <summary>Every step as it is written down, with divisions: right for all floats.</summary>
internal readonly struct ExactNormalizer(Normalization normalization, int channel) : IChannelNormalizer
{
    // Dividing and multiplying by 1 and subtracting 0 change nothing, not even the sign of zero.
    private readonly float divisor = normalization.Divisor ?? 1;
    private readonly float multiplier = normalization.Multiplier ?? 1;
    private readonly float mean = normalization.Mean.IsEmpty ? 0 : normalization.Mean[channel];
    private readonly float deviation = normalization.Deviation.IsEmpty ? 1 : normalization.Deviation[channel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Apply(float v) => (v / divisor * multiplier - mean) / deviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Apply(Vector128<float> v) => (v / Vector128.Create(divisor) * multiplier - Vector128.Create(mean)) / Vector128.Create(deviation);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Apply(Vector256<float> v) => (v / Vector256.Create(divisor) * multiplier - Vector256.Create(mean)) / Vector256.Create(deviation);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> v) => (v / Vector512.Create(divisor) * multiplier - Vector512.Create(mean)) / Vector512.Create(deviation);
}

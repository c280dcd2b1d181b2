using System.Numerics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Rounds to decimal places as Python does: by the number's exact binary value, exact ties to the even digit.</summary>
internal static class DecimalRounding
{
    private const int FractionBits = 52;

    /// <summary>The number closest to <paramref name="value"/> that has four decimal places.</summary>
    public static double ToFourPlaces(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int exponent = (int)(bits >> FractionBits) - 1075;

        // Whole numbers stay; so do infinity and NaN.
        if (exponent >= 0)
        {
            return value;
        }

        // value * 10000 is scaled >> shift with what remains below; 53 + 14 bits fit into 128.
        int shift = -exponent;
        var scaled = (UInt128)(ulong)((bits & ((1L << FractionBits) - 1)) | (1L << FractionBits)) * 10000;
        if (shift > 68 || bits >> FractionBits == 0)
        {
            return Math.CopySign(0, value);
        }

        UInt128 whole = scaled >> shift, rest = scaled & ((UInt128.One << shift) - 1), half = UInt128.One << (shift - 1);
        if (rest > half || (rest == half && !UInt128.IsEvenInteger(whole)))
        {
            whole++;
        }

        return Math.CopySign((double)whole / 10000, value);
    }
}

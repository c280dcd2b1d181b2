using System.Globalization;
using System.Numerics;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Decimal digits of doubles, rounded exactly: of two equally near results the even one.</summary>
internal static class DecimalDigits
{
    private const int MantissaBits = 52, Bias = 1075;

    /// <summary>A number with a number of digits after the point.</summary>
    /// <param name="number">A finite number that is not negative.</param>
    /// <param name="decimals">The digits after the point.</param>
    public static string Fixed(double number, int decimals)
    {
        string digits = Scale(number, decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits.AsSpan(0, digits.Length - decimals)}.{digits.AsSpan(digits.Length - decimals)}";
    }

    /// <summary>The significant digits of a number, and the power of ten of the first of them.</summary>
    /// <param name="number">A finite number that is not negative.</param>
    /// <param name="count">How many digits.</param>
    public static (string Digits, int Exponent) Significant(double number, int count)
    {
        if (number == 0)
        {
            return (new('0', count), 0);
        }

        int exponent = PythonFloats.Digits(number).Exponent;
        string digits = Scale(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length < count)
        {
            // The shortest digits were rounded up to the next power of ten.
            exponent--;
            digits = Scale(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return digits.Length > count ? (digits[..count], exponent + 1) : (digits, exponent);
    }

    /// <summary>A number times a power of ten, rounded.</summary>
    private static BigInteger Scale(double number, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)(bits >> MantissaBits & 0x7FF);
        long fraction = bits & ((1L << MantissaBits) - 1);
        BigInteger numerator = exponent == 0 ? fraction : fraction | 1L << MantissaBits, denominator = 1;
        int shift = Math.Max(exponent, 1) - Bias;
        numerator <<= Math.Max(shift, 0);
        denominator <<= Math.Max(-shift, 0);
        numerator *= BigInteger.Pow(10, Math.Max(power, 0));
        denominator *= BigInteger.Pow(10, Math.Max(-power, 0));
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        int half = (remainder * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}

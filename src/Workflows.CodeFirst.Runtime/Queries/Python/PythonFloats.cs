using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Doubles as text and back, and rounded to decimal digits.</summary>
internal static class PythonFloats
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.eE+-");

    // The powers that doubles hold exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    // Beyond these numbers of digits every double rounds to itself and to zero.
    private const int MostDigits = 323;
    private const int FewestDigits = -308;

    /// <summary>Reads a number: blanks around, a sign, underscores between digits, digits of any script, inf and nan.</summary>
    public static bool TryParse(string text, out double number)
    {
        number = 0;
        Span<char> buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return TryClean(text, buffer, out int length) && TryParse(buffer[..length], out number);
    }

    /// <summary>Writes the shortest text that reads back as the same number: always with a point or an exponent.</summary>
    public static string ToText(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var (digits, exponent) = Digits(number);
        var text = new StringBuilder(digits.Length + 8);
        if (double.IsNegative(number))
        {
            text.Append('-');
        }

        return exponent is >= -4 and < 16 ? Plain(text, digits, exponent) : Scientific(text, digits, exponent);
    }

    /// <summary>The shortest significant digits, and the power of ten of the first of them.</summary>
    public static (string Digits, int Exponent) Digits(double number)
    {
        if (number == 0)
        {
            return ("0", 0);
        }

        return Digits(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The shortest significant digits of a float, and the power of ten of the first of them.</summary>
    public static (string Digits, int Exponent) Digits(float number) =>
        number == 0 ? ("0", 0) : Digits(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));

    private static (string Digits, int Exponent) Digits(string shortest)
    {
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = mark < 0 ? shortest : shortest[..mark];
        int power = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        int first = mantissa.AsSpan().IndexOfAnyInRange('1', '9');
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        int exponent = power + (first < whole ? whole - first - 1 : whole - first);
        return (digits, exponent);
    }

    /// <summary>Rounds to decimal digits, exactly by the binary value; what lies in the middle goes to the even digit.</summary>
    /// <param name="number">The number.</param>
    /// <param name="digits">How many digits to keep behind the point; before it, when negative.</param>
    /// <exception cref="PythonException">The rounded number is too large.</exception>
    public static double Round(double number, long digits)
    {
        if (!double.IsFinite(number) || number == 0 || digits > MostDigits)
        {
            return number;
        }

        if (digits < FewestDigits)
        {
            return double.IsNegative(number) ? -0.0 : 0.0;
        }

        return TryRoundQuickly(number, (int)digits) ?? RoundExactly(number, (int)digits);
    }

    /// <summary>Rounds in doubles, where their errors cannot change the digit; null where they might.</summary>
    private static double? TryRoundQuickly(double number, int digits)
    {
        if (Math.Abs(digits) >= PowersOfTen.Length)
        {
            return null;
        }

        double unit = PowersOfTen[Math.Abs(digits)];
        double scaled = digits >= 0 ? number * unit : number / unit;
        double nearest = Math.Round(scaled);
        double fromTheMiddle = Math.Abs(Math.Abs(scaled - nearest) - 0.5);
        return Math.Abs(scaled) < 1L << 52 && fromTheMiddle > Math.Abs(scaled) * 1e-15
            ? digits >= 0 ? nearest / unit : nearest * unit
            : null;
    }

    private static double RoundExactly(double number, int digits)
    {
        // number = mantissa * 2^exponent; times 10^digits it is a fraction of whole numbers.
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFF;
        mantissa |= exponent == 0 ? 0 : 1L << 52;
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger above = mantissa, below = BigInteger.One;
        above *= BigInteger.Pow(10, Math.Max(digits, 0));
        below *= BigInteger.Pow(10, Math.Max(-digits, 0));
        above <<= Math.Max(exponent, 0);
        below <<= Math.Max(-exponent, 0);
        var rounded = RoundToEven(above, below);
        double result = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{rounded}e{-digits}"), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(result)
            ? double.IsNegative(number) ? -result : result
            : throw PythonException.Overflow("the rounded number is too large");
    }

    /// <summary>Rounds a whole number to a power of ten; what lies in the middle goes to the even digit.</summary>
    public static object Round(BigInteger number, long digits)
    {
        if (digits >= 0)
        {
            return PythonValues.Integer(number);
        }

        // A power of ten that is far above the number rounds it to zero.
        if (-digits > number.GetBitLength())
        {
            return 0L;
        }

        var unit = BigInteger.Pow(10, (int)-digits);
        var rounded = RoundToEven(BigInteger.Abs(number), unit) * unit;
        return PythonValues.Integer(number.Sign < 0 ? -rounded : rounded);
    }

    private static BigInteger RoundToEven(BigInteger above, BigInteger below)
    {
        var quotient = BigInteger.DivRem(above, below, out var rest);
        int half = (rest * 2).CompareTo(below);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static string Plain(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        }

        if (digits.Length <= exponent + 1)
        {
            return text.Append(digits).Append('0', exponent + 1 - digits.Length).Append(".0").ToString();
        }

        return text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1).ToString();
    }

    private static string Scientific(StringBuilder text, string digits, int exponent)
    {
        text.Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        return text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>Drops blanks around and underscores between digits; writes all digits in ASCII.</summary>
    private static bool TryClean(string text, Span<char> buffer, out int length)
    {
        length = 0;
        int start = 0, end = text.Length;
        while (start < end && PythonStrings.IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && PythonStrings.IsSpace(text[end - 1]))
        {
            end--;
        }

        bool afterDigit = false;
        for (int i = start; i < end; i++)
        {
            int digit = CharUnicodeInfo.GetDecimalDigitValue(text, i);
            if (digit >= 0)
            {
                buffer[length++] = (char)('0' + digit);
                i += char.IsHighSurrogate(text[i]) ? 1 : 0;
            }
            else if (text[i] == '_')
            {
                if (!afterDigit || i + 1 == end || CharUnicodeInfo.GetDecimalDigitValue(text, i + 1) < 0)
                {
                    return false;
                }
            }
            else if (char.IsAscii(text[i]))
            {
                buffer[length++] = text[i];
            }
            else
            {
                return false;
            }

            afterDigit = digit >= 0;
        }

        return length > 0;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        var unsigned = text[0] is '+' or '-' ? text[1..] : text;
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = double.NaN;
            return true;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        number = 0;
        return !unsigned.ContainsAnyExcept(NumberCharacters) && double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number);
    }
}

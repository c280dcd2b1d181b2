using System.Globalization;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Numbers as text, to the digit as the reference engine's language writes them.</summary>
internal static class PythonText
{
    /// <summary>A number with a fixed count of decimals; halves go to the even digit.</summary>
    public static string Fixed(double number, int decimals)
    {
        string format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        return IsTie(number, decimals, out double below)
            ? ((Math.Floor(below) % 2 == 0 ? Math.Floor(below) : Math.Floor(below) + 1) / Math.Pow(10, decimals)).ToString(format, CultureInfo.InvariantCulture)
            : number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The number that <see cref="Fixed"/> writes.</summary>
    public static double Round(double number, int decimals) => double.IsFinite(number)
        ? double.Parse(Fixed(number, decimals), CultureInfo.InvariantCulture)
        : number;

    /// <summary>The shortest text that reads as the same number; always recognisable as no whole number.</summary>
    public static string Float(double number)
    {
        if (double.IsNaN(number))
        {
            return "nan";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "inf" : "-inf";
        }

        // The shortest digits are the same in both languages; only the point and the exponent are put differently.
        var (digits, exponent) = Decompose(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        string sign = double.IsNegative(number) ? "-" : "";
        return exponent is < -4 or >= 16
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}")
            : exponent < 0
                ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
                : $"{sign}{digits.PadRight(exponent + 1, '0').AsSpan(0, exponent + 1)}.{(digits.Length > exponent + 1 ? digits.AsSpan(exponent + 1) : "0")}";
    }

    /// <summary>The digits that matter, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Decompose(string text)
    {
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = mark < 0 ? text : text[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        exponent += (point < 0 ? digits.Length : point) - 1 - (digits.Length - significant.Length);
        significant = significant.TrimEnd('0');
        return significant.Length == 0 ? ("0", 0) : (significant, exponent);
    }

    /// <summary>Whether a number lies exactly between two that can be written.</summary>
    private static bool IsTie(double number, int decimals, out double scaled)
    {
        double factor = Math.Pow(10, decimals);
        scaled = number * factor;
        return Math.FusedMultiplyAdd(number, factor, -scaled) == 0 && Math.Abs(scaled - Math.Floor(scaled)) == 0.5;
    }
}

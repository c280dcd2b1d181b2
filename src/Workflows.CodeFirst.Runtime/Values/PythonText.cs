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

        double size = Math.Abs(number);
        if (size is >= 1e16 or (> 0 and < 1e-4))
        {
            return Scientific(number);
        }

        string text = number.ToString(size < 1 ? "0.####################" : "R", CultureInfo.InvariantCulture);
        text = text.Contains('E', StringComparison.Ordinal) ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : text;
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static string Scientific(double number)
    {
        string text = number.ToString("E16", CultureInfo.InvariantCulture);
        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = shortest.Contains('E', StringComparison.Ordinal)
            ? shortest[..shortest.IndexOf('E', StringComparison.Ordinal)]
            : (number / Math.Pow(10, exponent)).ToString("R", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>Whether a number lies exactly between two that can be written.</summary>
    private static bool IsTie(double number, int decimals, out double scaled)
    {
        double factor = Math.Pow(10, decimals);
        scaled = number * factor;
        return Math.FusedMultiplyAdd(number, factor, -scaled) == 0 && Math.Abs(scaled - Math.Floor(scaled)) == 0.5;
    }
}

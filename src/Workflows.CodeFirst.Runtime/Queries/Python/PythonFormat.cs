using System.Globalization;
using System.Numerics;
using System.Text;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Values as text in a given format, as Python's built-in <c>format</c> writes them; its locale is that of no country.</summary>
internal static class PythonFormat
{
    private const int DefaultPrecision = 6, CommaGroup = 3, BitGroup = 4;

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">The format; empty for the value as it is.</param>
    /// <exception cref="PythonException">The format is wrong, or wrong for the value.</exception>
    public static string Format(object? value, string format)
    {
        if (format.Length == 0)
        {
            return PythonText.Str(value);
        }

        if (value is string text)
        {
            return FormatText(text, FormatSpec.Parse(format));
        }

        if (!PythonNumber.TryGet(value, out var number))
        {
            throw PythonException.Type($"{PythonValues.Describe(value)} cannot be written in the format '{format}'");
        }

        var spec = FormatSpec.Parse(format);
        return number.IsReal ? FormatReal(number.ToDouble(), spec)
            : spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%' ? FormatReal(number.ToDouble(), spec)
            : FormatWhole(number.Whole, spec);
    }

    private static string FormatText(string text, FormatSpec spec)
    {
        if (spec.Type is not (FormatSpec.None or 's'))
        {
            throw spec.Unknown("texts");
        }

        if (spec.Sign != FormatSpec.None || spec.Align == '=' || spec.Grouping != FormatSpec.None || spec.IsAlternate || spec.HasNoNegativeZero)
        {
            throw PythonException.Value("a text has neither sign nor groups of digits nor an alternate form");
        }

        string shown = spec.Precision is { } precision ? PythonStrings.Slice(text, 0, precision) : text;
        return Pad("", shown, spec, spec.Align == FormatSpec.None ? '<' : spec.Align);
    }

    private static string FormatWhole(BigInteger number, FormatSpec spec)
    {
        if (spec.Precision is not null || spec.HasNoNegativeZero)
        {
            throw PythonException.Value("the format of a whole number has no precision and no 'z'");
        }

        var size = BigInteger.Abs(number);
        switch (spec.Type)
        {
            case FormatSpec.None or 'd' or 'n':
                return Number(number.Sign < 0, "", size.ToString(CultureInfo.InvariantCulture), "", CommaGroup, spec);
            case 'b' or 'o' or 'x' or 'X' when spec.Grouping != ',':
                string prefix = spec.IsAlternate ? $"0{spec.Type}" : "";
                return Number(number.Sign < 0, prefix, Digits(size, spec.Type), "", BitGroup, spec);
            case 'c' when spec.Sign == FormatSpec.None && spec.Grouping == FormatSpec.None && number.Sign >= 0 && number <= 0x10FFFF:
                int code = (int)number;
                string character = code is >= 0xD800 and < 0xE000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
                return Pad("", character, spec, spec.Align == FormatSpec.None ? '<' : spec.Align);
            default:
                throw spec.Unknown("whole numbers");
        }
    }

    private static string Digits(BigInteger size, char type)
    {
        string digits = type switch
        {
            'x' => size.ToString("x", CultureInfo.InvariantCulture),
            'X' => size.ToString("X", CultureInfo.InvariantCulture),
            'b' => size.ToString("b", CultureInfo.InvariantCulture),
            _ => Octal(size),
        };
        digits = digits.TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static string Octal(BigInteger size)
    {
        var digits = new StringBuilder();
        for (; !size.IsZero; size >>= 3)
        {
            digits.Insert(0, (char)('0' + (int)(size & 7)));
        }

        return digits.ToString();
    }

    private static string FormatReal(double number, FormatSpec spec)
    {
        bool isNegative = double.IsNegative(number);
        double size = Math.Abs(number) * (spec.Type == '%' ? 100 : 1);
        string suffix = spec.Type == '%' ? "%" : "";
        string shown;
        if (!double.IsFinite(size))
        {
            isNegative &= !double.IsNaN(number);
            shown = double.IsNaN(size) ? "nan" : "inf";
        }
        else
        {
            int precision = spec.Precision ?? DefaultPrecision;
            shown = spec.Type switch
            {
                'f' or 'F' or '%' => DecimalDigits.Fixed(size, precision) + (spec.IsAlternate && precision == 0 ? "." : ""),
                'e' or 'E' => Scientific(DecimalDigits.Significant(size, precision + 1), spec.IsAlternate),
                'g' or 'G' or 'n' => General(size, Math.Max(precision, 1), Math.Max(precision, 1), spec.IsAlternate),
                FormatSpec.None when spec.Precision is { } given => WithPoint(General(size, Math.Max(given, 1), Math.Max(given, 1) - 1, spec.IsAlternate)),
                FormatSpec.None => PythonFloats.ToText(size),
                _ => throw spec.Unknown("numbers"),
            };
        }

        if (spec.HasNoNegativeZero && shown.AsSpan().IndexOfAnyInRange('1', '9') < 0 && double.IsFinite(size))
        {
            isNegative = false;
        }

        shown = spec.Type is 'E' or 'F' or 'G' ? shown.ToUpperInvariant() : shown;
        int whole = shown.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return whole < 0 || !double.IsFinite(size)
            ? Number(isNegative, "", shown, suffix, double.IsFinite(size) ? CommaGroup : 0, spec)
            : Number(isNegative, "", shown[..whole], shown[whole..] + suffix, CommaGroup, spec);
    }

    /// <summary>Plain below a power of ten, scientific from there on and for very small numbers; without zeros at the end.</summary>
    private static string General(double size, int precision, int firstScientific, bool keepsZeros)
    {
        var (digits, exponent) = DecimalDigits.Significant(size, precision);
        if (exponent < -4 || exponent >= firstScientific)
        {
            return Scientific((keepsZeros ? digits : Trim(digits), exponent), keepsZeros);
        }

        string shown = DecimalDigits.Fixed(size, Math.Max(precision - 1 - exponent, 0));
        if (keepsZeros)
        {
            return shown.Contains('.', StringComparison.Ordinal) ? shown : shown + ".";
        }

        return shown.Contains('.', StringComparison.Ordinal) ? shown.TrimEnd('0').TrimEnd('.') : shown;
    }

    private static string Trim(string digits) => digits[..1] + digits[1..].TrimEnd('0');

    private static string WithPoint(string shown) => shown.AsSpan().IndexOfAny('.', 'e') < 0 ? shown + ".0" : shown;

    private static string Scientific((string Digits, int Exponent) number, bool hasPoint)
    {
        string point = number.Digits.Length > 1 || hasPoint ? "." : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{number.Digits[0]}{point}{number.Digits.AsSpan(1)}e{(number.Exponent < 0 ? '-' : '+')}{Math.Abs(number.Exponent):00}");
    }

    /// <summary>Puts a number together.</summary>
    private static string Number(bool isNegative, string prefix, string whole, string rest, int group, FormatSpec spec)
    {
        string head = (isNegative ? "-" : spec.Sign is '+' or ' ' ? spec.Sign.ToString() : "") + prefix;
        bool isGrouped = spec.Grouping != FormatSpec.None && group > 0;
        char align = spec.Align != FormatSpec.None ? spec.Align : spec.IsZeroPadded ? '=' : '>';
        if (align == '=' && spec.Fill == "0")
        {
            // Zeros belong to the number: they are grouped as well.
            int least = spec.Width - head.Length - rest.Length;
            int digits = Math.Max(whole.Length, isGrouped ? least - least / (group + 1) : least);
            digits += isGrouped && digits + (digits - 1) / group < least ? 1 : 0;
            whole = whole.PadLeft(digits, '0');
        }

        return Pad(head, (isGrouped ? Group(whole, spec.Grouping, group) : whole) + rest, spec, align);
    }

    private static string Group(string digits, char separator, int size)
    {
        var text = new StringBuilder(digits);
        for (int at = digits.Length - size; at > 0; at -= size)
        {
            text.Insert(at, separator);
        }

        return text.ToString();
    }

    private static string Pad(string head, string text, FormatSpec spec, char align)
    {
        int missing = spec.Width - head.Length - PythonStrings.Length(text);
        if (missing <= 0)
        {
            return head + text;
        }

        int before = align switch
        {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        string left = Repeat(spec.Fill, before), right = Repeat(spec.Fill, missing - before);
        return align == '=' ? head + left + text : left + head + text + right;
    }

    private static string Repeat(string fill, int count) => new StringBuilder(fill.Length * count).Insert(0, fill, count).ToString();
}

using System.Globalization;

namespace Workflows.CodeFirst.Imaging;

/// <summary>A colour: red, green and blue, 0 to 255 each.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>Black.</summary>
    public static Rgb Black => default;

    /// <summary>Mid grey, 128 each.</summary>
    public static Rgb Grey => new(128, 128, 128);

    /// <summary>
    /// Reads a colour: <c>#RRGGBB</c>, <c>#RGB</c>, <c>rgb(R, G, B)</c>, <c>bgr(B, G, R)</c>, or one of the names white, black, grey, red, green,
    /// blue, yellow and roboflow (a violet) in any case.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Rgb Parse(string text) => TryParse(text, out var color)
        ? color
        : throw new FormatException(
            $"'{text}' is no colour. Colours are #RRGGBB, rgb(R, G, B), bgr(B, G, R) or one of white, black, grey, red, green, blue, yellow and roboflow.");

    /// <summary>Reads a colour as <see cref="Parse"/> does, without an exception.</summary>
    /// <param name="text">The text.</param>
    /// <param name="color">The colour; black when the text is none.</param>
    /// <returns>Whether the text is a colour.</returns>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (text[0] == '#')
        {
            return TryParseHex(text.AsSpan().TrimStart('#'), out color);
        }

        if (text.StartsWith("rgb(", StringComparison.Ordinal) || text.StartsWith("bgr(", StringComparison.Ordinal))
        {
            bool parsed = TryParseChannels(text.AsSpan(4), out color);
            color = text[0] == 'b' ? new(color.B, color.G, color.R) : color;
            return parsed;
        }

        var named = Named(text);
        color = named ?? default;
        return named is not null;
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";

    private static Rgb? Named(string text) => text.ToUpperInvariant() switch
    {
        "WHITE" => White,
        "BLACK" => Black,
        "GREY" => Grey,
        "RED" => new(255, 0, 0),
        "GREEN" => new(0, 255, 0),
        "BLUE" => new(0, 0, 255),
        "YELLOW" => new(255, 255, 0),
        "ROBOFLOW" => new(163, 81, 251),
        _ => null,
    };

    private static bool TryParseHex(ReadOnlySpan<char> digits, out Rgb color)
    {
        color = default;
        if (digits.Length is not (3 or 6) || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            return false;
        }

        color = digits.Length == 6
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : new((byte)((value >> 8) * 17), (byte)((value >> 4 & 15) * 17), (byte)((value & 15) * 17));
        return true;
    }

    private static bool TryParseChannels(ReadOnlySpan<char> text, out Rgb color)
    {
        color = default;
        if (!text.EndsWith(")"))
        {
            return false;
        }

        Span<byte> channels = stackalloc byte[3];
        int count = 0;
        foreach (var range in text[..^1].Split(','))
        {
            if (count == 3 || !byte.TryParse(text[range].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out channels[count++]))
            {
                return false;
            }
        }

        color = new(channels[0], channels[1], channels[2]);
        return count == 3;
    }
}

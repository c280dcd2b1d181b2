using System.Globalization;

namespace Workflows.CodeFirst;

/// <summary>A colour; converts to the text that blocks take: <c>WithCustomColors(Color.Rgb(255, 128, 0), Color.Black)</c>.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Color Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Color White => new(255, 255, 255);

    /// <summary>A colour by its parts.</summary>
    /// <param name="red">Red, 0 to 255.</param>
    /// <param name="green">Green, 0 to 255.</param>
    /// <param name="blue">Blue, 0 to 255.</param>
    public static Color Rgb(byte red, byte green, byte blue) => new(red, green, blue);

    /// <summary>A colour as the web writes it.</summary>
    /// <param name="text"><c>#RRGGBB</c>, with or without the sign.</param>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public static Color Hex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.AsSpan().TrimStart('#');
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : throw new ArgumentException($"'{text}' is no colour: write #RRGGBB.", nameof(text));
    }

    /// <summary>The text that blocks take.</summary>
    /// <param name="color">The colour.</param>
    public static implicit operator string(Color color) => color.ToString();

    /// <summary><c>#RRGGBB</c>.</summary>
    public override string ToString() => $"#{Red:X2}{Green:X2}{Blue:X2}";
}

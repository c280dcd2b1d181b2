using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Workflows.CodeFirst.Json;

/// <summary>Makes and examines JSON values.</summary>
internal static class JsonValues
{
    public static JsonElement Of(bool value) => Write(writer => writer.WriteBooleanValue(value));

    public static JsonElement Of(string value) => Write(writer => writer.WriteStringValue(value));

    public static JsonElement Of(long value) => Write(writer => writer.WriteNumberValue(value));

    public static JsonElement Of(double value) => Write(writer => writer.WriteNumberValue(value));

    /// <summary>A value from text that is known to be JSON.</summary>
    public static JsonElement OfRaw(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static JsonElement OfArray(List<JsonElement> items) => Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    public static JsonElement OfObject(List<KeyValuePair<string, JsonElement>> members) => Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>Whether a JSON number is written as an integer: without fraction and exponent.</summary>
    public static bool IsInteger(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>Reads a whole number out of text as the language does: blanks around, a sign, underscores between digits, ".0" behind.</summary>
    public static bool TryParseInteger(string text, out JsonElement value)
    {
        value = default;
        string digits = Unseparated(text.Trim());
        int dot = digits.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && digits.AsSpan(dot + 1).IndexOfAnyExcept('0') < 0)
        {
            digits = digits[..dot];
        }

        if (digits.Length is 0 or > 4300 || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = OfRaw(number.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Reads a number out of text; "nan" and "inf" are no numbers in JSON and stay text.</summary>
    public static bool TryParseFloat(string text, out JsonElement value)
    {
        value = default;
        string trimmed = Unseparated(text.Trim());
        if (!double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            if (trimmed.TrimStart('+', '-').ToLowerInvariant() is "nan" or "inf" or "infinity")
            {
                value = Write(writer => writer.WriteStringValue(trimmed));
                return true;
            }

            return false;
        }

        if (!double.IsFinite(number))
        {
            return false;
        }

        value = Of(number);
        return true;
    }

    /// <summary>Underscores may stand between digits, as in 1_000.</summary>
    private static string Unseparated(string text)
    {
        if (!text.Contains('_', StringComparison.Ordinal))
        {
            return text;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i == text.Length - 1 || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1])))
            {
                return text;
            }
        }

        return text.Replace("_", "", StringComparison.Ordinal);
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}

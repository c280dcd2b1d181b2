using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Workflows.CodeFirst.Json;

/// <summary>
/// Finds texts that are not UTF-8, or whose escapes make half a character. The JSON parser would let them pass and fail later, at whoever
/// asks for the text.
/// </summary>
internal static class JsonEncoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text as bytes.</summary>
    /// <exception cref="JsonException">The text has half a character.</exception>
    public static byte[] ToBytes(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new JsonException($"It has half a character at position {e.Index}: a surrogate without its other half.");
        }
    }

    /// <summary>Checks that bytes are UTF-8.</summary>
    /// <exception cref="JsonException">They are not; the message says what they are.</exception>
    public static void Check(ReadOnlySpan<byte> text)
    {
        string? other = text switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "UTF-16",
            _ => null,
        };
        if (other is not null)
        {
            throw new JsonException($"It is {other}: save it as UTF-8.");
        }

        if (!Utf8.IsValid(text))
        {
            int position = 0;
            while (Rune.DecodeFromUtf8(text[position..], out _, out int length) == OperationStatus.Done)
            {
                position += length;
            }

            throw At(text, position, "It is not UTF-8: save it as UTF-8.");
        }
    }

    /// <summary>Checks that no escape of a document stands for half a character.</summary>
    /// <exception cref="JsonException">One does, or the document is not well formed.</exception>
    public static void CheckEscapes(ReadOnlySpan<byte> text, JsonReaderOptions options)
    {
        if (text.IndexOf(@"\ud"u8) < 0 && text.IndexOf(@"\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(text, options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    throw At(text, (int)reader.TokenStartIndex, "An escape stands for half a character: a surrogate without its other half.");
                }
            }
        }
    }

    private static JsonException At(ReadOnlySpan<byte> text, int position, string problem)
    {
        var before = text[..position];
        int line = before.Count((byte)'\n');
        return new(string.Create(CultureInfo.InvariantCulture, $"{problem} LineNumber: {line}"), null, line, position - 1 - before.LastIndexOf((byte)'\n'));
    }
}

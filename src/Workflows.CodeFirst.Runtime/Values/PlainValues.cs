using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>JSON as plain values and back: long (BigInteger beyond its range), double, string, bool, null, lists and dictionaries of those.</summary>
internal static class PlainValues
{
    // More digits are no number that anybody means, and take long to read.
    private const int MostDigits = 4300;

    // Far from where the writer and the stack end.
    private const int Deepest = 500;

    /// <summary>The plain value of a piece of JSON. Numbers without fraction and exponent are whole numbers, as in the language.</summary>
    /// <exception cref="InvalidOperationException">An escape in a text stands for half a character.</exception>
    public static object? Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return json.TryGetInt64(out long whole) ? whole : NumberOf(json);
            case JsonValueKind.Array:
                var list = new object?[json.GetArrayLength()];
                int i = 0;
                foreach (var item in json.EnumerateArray())
                {
                    list[i++] = Of(item);
                }

                return list;
            case JsonValueKind.Object:
                // Not an ordered dictionary, which would pass for a list; without removals the order is kept all the same.
                var dictionary = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (var member in json.EnumerateObject())
                {
                    dictionary[member.Name] = Of(member.Value);
                }

                return dictionary;
            default:
                return null;
        }
    }

    /// <summary>A plain value as JSON; false when the value is none that JSON can express.</summary>
    public static bool TryToJson(object? value, out JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (!TryWrite(writer, value))
            {
                json = default;
                return false;
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        json = document.RootElement.Clone();
        return true;
    }

    /// <summary>Writes a plain value; false, possibly after a part of it, when JSON cannot express it.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return true;
            case string text:
                writer.WriteStringValue(text);
                return true;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return true;
            case long whole:
                writer.WriteNumberValue(whole);
                return true;
            case int whole:
                writer.WriteNumberValue(whole);
                return true;
            case BigInteger whole:
                writer.WriteRawValue(whole.ToString(CultureInfo.InvariantCulture));
                return true;
            case double number:
                Write(writer, number);
                return true;
            case float number:
                Write(writer, number);
                return true;
            case decimal number:
                writer.WriteNumberValue(number);
                return true;
            case JsonElement json:
                json.WriteTo(writer);
                return true;
            case DateTimeOffset or DateTime:
                writer.WriteStringValue(PythonText.Iso(value));
                return true;
            case ReadOnlyMemory<byte> bytes:
                writer.WriteBase64StringValue(bytes.Span);
                return true;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                return true;
            case IEnumerable<KeyValuePair<string, object?>> dictionary:
                return !IsTooDeep(writer) && TryWrite(writer, dictionary);
            case IEnumerable list:
                return !IsTooDeep(writer) && TryWrite(writer, list);
            default:
                return false;
        }
    }

    /// <summary>A number that is no long: a whole number beyond its range, or one with a fraction or an exponent.</summary>
    private static object NumberOf(JsonElement json)
    {
        string text = json.GetRawText();
        return text.Length <= MostDigits && text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : json.GetDouble();
    }

    /// <summary>JSON has no word for what is no finite number: it is written as text, as .NET reads it too.</summary>
    public static void Write(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    /// <summary>Whether what is being written nests so deep that it cannot be written.</summary>
    public static bool IsTooDeep(Utf8JsonWriter writer) => writer.CurrentDepth >= Deepest;

    private static bool TryWrite(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            if (!TryWrite(writer, item))
            {
                return false;
            }
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool TryWrite(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> dictionary)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in dictionary)
        {
            writer.WritePropertyName(key);
            if (!TryWrite(writer, item))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }
}

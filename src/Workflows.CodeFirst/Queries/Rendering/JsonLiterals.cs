using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>Writes literals so that the query language reads them as what they are in C#.</summary>
internal static class JsonLiterals
{
    /// <summary>Writes a number that stays a real one: 2.0 rather than 2, which would be whole.</summary>
    public static void WriteReal(this Utf8JsonWriter writer, double value)
    {
        if (double.IsInteger(value) && Math.Abs(value) < 1e15)
        {
            writer.WriteRawValue(value.ToString("0.0", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">JSON cannot express the number.</exception>
    public static double Finite(double value, string parameter) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(parameter, value, "The number has to be finite: JSON has no other.");

    /// <summary>Writes a list.</summary>
    public static void WriteList<T>(this Utf8JsonWriter writer, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> writeItem)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writeItem(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a table; checks that no key occurs twice when it is made.</summary>
    /// <exception cref="ArgumentException">A key is given twice.</exception>
    public static Action<QueryWriter> Table<T>(string member, IEnumerable<(string Key, T Value)> entries, Action<Utf8JsonWriter, T> writeValue, string parameter)
    {
        ArgumentNullException.ThrowIfNull(entries, parameter);
        (string Key, T Value)[] table = [.. entries];
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in table)
        {
            if (!keys.Add(key ?? throw new ArgumentNullException(parameter, "A key is null.")))
            {
                throw new ArgumentException($"The key '{key}' is given twice.", parameter);
            }
        }

        return writer =>
        {
            writer.Json.WriteStartObject(member);
            foreach (var (key, value) in table)
            {
                writer.Json.WritePropertyName(key);
                writeValue(writer.Json, value);
            }

            writer.Json.WriteEndObject();
        };
    }
}

using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Engine;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>
/// Converts between what producers give and what blocks want, as leniently as the language reads literals: whole numbers may come as
/// floats, numbers and truth values as texts, but a number is never a text.
/// </summary>
internal static class ValueConversion
{
    /// <summary>Converts <paramref name="value"/>; false when it is of another sort.</summary>
    public static bool TryConvert<T>(object? value, out T converted)
    {
        if (value is T exact)
        {
            converted = exact;
            return true;
        }

        if (value is null)
        {
            converted = default!;
            return default(T) is null;
        }

        object? other = ToType(typeof(T), value);
        if (other is T match)
        {
            converted = match;
            return true;
        }

        converted = default!;
        return false;
    }

    /// <summary>Converts to a list of any type of elements; false when it is no list or an element is of another sort.</summary>
    public static bool TryConvertList<T>(object? value, out IReadOnlyList<T> converted)
    {
        converted = value as IReadOnlyList<T> ?? (value is null ? null : ToList<T>(value))!;
        return converted is not null || value is null;
    }

    /// <summary>Converts to a dictionary of any type of values; false when it is no dictionary or a value is of another sort.</summary>
    public static bool TryConvertDictionary<T>(object? value, out IReadOnlyDictionary<string, T> converted)
    {
        converted = value as IReadOnlyDictionary<string, T> ?? (value is null ? null : ToDictionary<T>(value))!;
        return converted is not null || value is null;
    }

    /// <summary>Converts texts to values of a closed set.</summary>
    /// <param name="parse">Turns a text into a value; false when it is none of the set.</param>
    public static TryConverter<T> ToEnumeration<T>(EnumerationParser<T> parse)
        where T : struct, Enum
    {
        return TryParse;

        bool TryParse(object? value, out T converted)
        {
            converted = default;
            return value is string text && parse(text, out converted);
        }
    }

    /// <summary>Converts texts to values of a closed set, and null to null.</summary>
    /// <param name="parse">Turns a text into a value; false when it is none of the set.</param>
    public static TryConverter<T?> ToOptionalEnumeration<T>(EnumerationParser<T> parse)
        where T : struct, Enum
    {
        return TryParse;

        bool TryParse(object? value, out T? converted)
        {
            converted = null;
            if (value is string text && parse(text, out var parsed))
            {
                converted = parsed;
            }

            return value is null || converted is not null;
        }
    }

    /// <summary>A number that is true to its value, from anything that counts as one.</summary>
    public static bool TryToDouble(object value, out double number)
    {
        switch (value)
        {
            case double d:
                number = d;
                return true;
            case float f:
                number = f;
                return true;
            case long l:
                number = l;
                return true;
            case int i:
                number = i;
                return true;
            case bool b:
                number = b ? 1 : 0;
                return true;
            case decimal m:
                number = (double)m;
                return true;
            case BigInteger big:
                number = (double)big;
                return true;
            case string s:
                return double.TryParse(s.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            default:
                number = 0;
                return false;
        }
    }

    private static object? ToType(Type type, object value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is JsonElement json)
        {
            return PlainValues.Of(json) is { } plain ? (type.IsInstanceOfType(plain) ? plain : ToType(type, plain)) : null;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Double => TryToDouble(value, out double number) ? number : null,
            TypeCode.Single => TryToDouble(value, out double number) ? (float)number : null,
            TypeCode.Int64 => ToInteger(value),
            TypeCode.Int32 => ToInteger(value) is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null,
            TypeCode.Boolean => ToBoolean(value),
            _ => value is Detections detections ? DetectionForms.Convert(type, detections) : ToCollection(type, value),
        };
    }

    private static long? ToInteger(object value) => value switch
    {
        long whole => whole,
        int whole => whole,
        _ => TryToDouble(value, out double number) && Math.Floor(number) == number && Math.Abs(number) < 9.2e18 ? (long)number : null,
    };

    private static bool? ToBoolean(object value) => value switch
    {
        string text => text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" or "1" or "T" or "Y" => true,
            "FALSE" or "NO" or "OFF" or "0" or "F" or "N" => false,
            _ => null,
        },
        _ => TryToDouble(value, out double number) && number is 0 or 1 ? number == 1 : null,
    };

    private static object? ToCollection(Type type, object value)
    {
        if (type == typeof(IReadOnlyList<string>))
        {
            return ToList<string>(value);
        }

        if (type == typeof(IReadOnlyList<double>))
        {
            return ToList<double>(value);
        }

        if (type == typeof(IReadOnlyList<long>))
        {
            return ToList<long>(value);
        }

        if (type == typeof(IReadOnlyList<IReadOnlyList<double>>))
        {
            return ToList<IReadOnlyList<double>>(value);
        }

        if (type == typeof(IReadOnlyList<object>))
        {
            return ToList<object?>(value);
        }

        if (type == typeof(IReadOnlyDictionary<string, object>))
        {
            return ToDictionary<object?>(value);
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return ToDictionary<string>(value);
        }

        return type == typeof(JsonElement) && PlainValues.TryToJson(value, out var element) ? element : null;
    }

    private static T[]? ToList<T>(object value)
    {
        value = value is ArrayValue array ? array.ToList() ?? value : value;
        if (value is not IEnumerable items || value is string or IDictionary or IReadOnlyDictionary<string, object?>)
        {
            return null;
        }

        var list = new List<T>();
        foreach (object? item in items)
        {
            if (!TryConvert<T>(item, out var converted))
            {
                return null;
            }

            list.Add(converted);
        }

        return [.. list];
    }

    private static Dictionary<string, T>? ToDictionary<T>(object value)
    {
        if (value is not IEnumerable<KeyValuePair<string, object?>> entries)
        {
            return null;
        }

        var dictionary = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, item) in entries)
        {
            if (!TryConvert<T>(item, out var converted))
            {
                return null;
            }

            dictionary[key] = converted;
        }

        return dictionary;
    }
}

using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>Makes property values out of what the generated builders take.</summary>
public static class PropertyValues
{
    /// <summary>JSON null.</summary>
    public static PropertyValue Null { get; } = Literal(static writer => writer.WriteNullValue());

    /// <summary>A text, or null.</summary>
    /// <param name="value">The text.</param>
    public static PropertyValue Of(string? value) => value is null ? Null : Literal(writer => writer.WriteStringValue(value));

    /// <summary>A text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="parameter">The name of the parameter that gave it, for the message.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static PropertyValue Text(string value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return Of(value);
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static PropertyValue Of(long value) => Literal(writer => writer.WriteNumberValue(value));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="property">The property's name, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">JSON cannot express the number (NaN or infinite).</exception>
    public static PropertyValue Of(double value, string property) => double.IsFinite(value)
        ? Literal(writer => WriteNumber(writer, value))
        : throw new ArgumentOutOfRangeException(property, value, $"'{property}' must be a finite number.");

    /// <summary>True or false.</summary>
    /// <param name="value">The value.</param>
    public static PropertyValue Of(bool value) => Literal(writer => writer.WriteBooleanValue(value));

    /// <summary>A reference.</summary>
    /// <param name="selector">What to refer to.</param>
    /// <param name="parameter">The name of the parameter that gave it, for the message.</param>
    /// <exception cref="ArgumentNullException">The selector is null.</exception>
    public static PropertyValue Of(ISelector selector, [CallerArgumentExpression(nameof(selector))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(selector, parameter);
        return new PropertyValue.Reference(selector);
    }

    /// <summary>A step to go on with.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parameter">The name of the parameter that gave it, for the message.</param>
    /// <exception cref="ArgumentNullException">The step is null.</exception>
    public static PropertyValue Target(Step step, [CallerArgumentExpression(nameof(step))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(step, parameter);
        return new PropertyValue.Target(step.Name, step);
    }

    /// <summary>Any JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static PropertyValue Of(JsonElement value) => new PropertyValue.Literal(value.Clone());

    /// <summary>Any JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static PropertyValue Of(JsonNode? value) => value is null ? Null : Literal(writer => value.WriteTo(writer));

    /// <summary>A JSON object.</summary>
    /// <param name="value">The object; it is copied.</param>
    /// <param name="parameter">The name of the parameter that gave it, for the message.</param>
    /// <exception cref="ArgumentNullException">The object is null.</exception>
    public static PropertyValue Object(JsonObject value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return Of(value);
    }

    /// <summary>Operations of the query language.</summary>
    /// <param name="value">The operations.</param>
    /// <param name="parameter">The name of the parameter that gave them, for the message.</param>
    /// <exception cref="ArgumentNullException">The operations are null.</exception>
    [OverloadResolutionPriority(1)]
    public static PropertyValue Query(QueryOperations value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.ToProperty();
    }

    /// <inheritdoc cref="Query(QueryOperations, string?)"/>
    public static PropertyValue Query(DetectionsQueryOperations value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.ToProperty();
    }

    /// <summary>A condition of the query language.</summary>
    /// <param name="value">The condition.</param>
    /// <param name="parameter">The name of the parameter that gave it, for the message.</param>
    /// <exception cref="ArgumentNullException">The condition is null.</exception>
    public static PropertyValue Query(QueryCondition value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.ToProperty();
    }

    /// <summary>Cases and their results.</summary>
    /// <param name="value">The cases.</param>
    /// <param name="parameter">The name of the parameter that gave them, for the message.</param>
    /// <exception cref="ArgumentNullException">The cases are null.</exception>
    public static PropertyValue Query(Cases value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.ToProperty();
    }

    /// <summary>Options of a language model.</summary>
    /// <param name="value">The options.</param>
    /// <param name="parameter">The name of the parameter that gave them, for the message.</param>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public static PropertyValue Object(LmmOptions value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value.ToProperty();
    }

    /// <summary>The values of a new step, of which only some are given.</summary>
    /// <param name="manifest">The block's facts.</param>
    /// <param name="given">What is given, by position in <see cref="BlockManifest.Properties"/>.</param>
    public static ImmutableArray<PropertyValue?> Initial(BlockManifest manifest, params ReadOnlySpan<(int Property, PropertyValue Value)> given)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var values = new PropertyValue?[manifest.Properties.Length];
        foreach (var (property, value) in given)
        {
            values[property] = value;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <summary>A list of whatever <paramref name="item"/> makes of the elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="item">Makes a property value of one element.</param>
    /// <param name="parameter">The name of the parameter that gave the elements, for the message.</param>
    public static PropertyValue List<T>(IEnumerable<T> values, Func<T, PropertyValue> item, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        ArgumentNullException.ThrowIfNull(item);
        var items = ImmutableArray.CreateBuilder<PropertyValue>();
        bool literal = true;
        foreach (var value in values)
        {
            var made = WithoutParameters(item(value), parameter);
            literal &= made is PropertyValue.Literal;
            items.Add(made);
        }

        // A list without references is plain JSON.
        return literal
            ? Literal(writer =>
            {
                writer.WriteStartArray();
                foreach (var made in items)
                {
                    ((PropertyValue.Literal)made).Json.WriteTo(writer);
                }

                writer.WriteEndArray();
            })
            : new PropertyValue.List(items.ToImmutable());
    }

    /// <summary>A dictionary of whatever <paramref name="item"/> makes of the values.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="entries">The entries; their order is kept.</param>
    /// <param name="item">Makes a property value of one value.</param>
    /// <param name="parameter">The name of the parameter that gave the entries, for the message.</param>
    /// <exception cref="ArgumentException">A key is given twice.</exception>
    public static PropertyValue Dictionary<T>(
        IEnumerable<(string Key, T Value)> entries,
        Func<T, PropertyValue> item,
        [CallerArgumentExpression(nameof(entries))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(entries, parameter);
        ArgumentNullException.ThrowIfNull(item);
        var made = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyValue>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        bool literal = true;
        foreach (var (key, value) in entries)
        {
            ArgumentNullException.ThrowIfNull(key, parameter);
            if (!keys.Add(key))
            {
                throw new ArgumentException($"The key '{key}' is given twice.", parameter);
            }

            var one = WithoutParameters(item(value), parameter);
            literal &= one is PropertyValue.Literal;
            made.Add(new(key, one));
        }

        return literal
            ? Literal(writer =>
            {
                writer.WriteStartObject();
                foreach (var (key, value) in made)
                {
                    writer.WritePropertyName(key);
                    ((PropertyValue.Literal)value).Json.WriteTo(writer);
                }

                writer.WriteEndObject();
            })
            : new PropertyValue.Dictionary(made.ToImmutable());
    }

    /// <summary>Checks a number against a range and returns it.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="value">The number.</param>
    /// <param name="property">The property's name, for the message.</param>
    /// <param name="minimum">Smallest allowed value.</param>
    /// <param name="maximum">Largest allowed value.</param>
    /// <param name="excludesMinimum">Whether the minimum itself is forbidden.</param>
    /// <param name="excludesMaximum">Whether the maximum itself is forbidden.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside the range.</exception>
    public static T InRange<T>(
        T value,
        string property,
        double minimum = double.NegativeInfinity,
        double maximum = double.PositiveInfinity,
        bool excludesMinimum = false,
        bool excludesMaximum = false)
        where T : struct, System.Numerics.INumber<T>
    {
        double number = double.CreateChecked(value);
        bool inside = (excludesMinimum ? number > minimum : number >= minimum) && (excludesMaximum ? number < maximum : number <= maximum);
        if (inside)
        {
            return value;
        }

        string from = double.IsNegativeInfinity(minimum) ? "" : $"{(excludesMinimum ? "greater than" : "at least")} {minimum}";
        string to = double.IsPositiveInfinity(maximum) ? "" : $"{(excludesMaximum ? "less than" : "at most")} {maximum}";
        string range = from.Length > 0 && to.Length > 0 ? $"{from} and {to}" : from + to;
        throw new ArgumentOutOfRangeException(property, value, $"'{property}' must be {range}.");
    }

    /// <summary>Checks the size of a list or text and returns it.</summary>
    /// <param name="value">The list or text.</param>
    /// <param name="property">The property's name, for the message.</param>
    /// <param name="minimum">Least number of items or characters.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static PropertyValue AtLeast(PropertyValue value, string property, int minimum)
    {
        int count = value switch
        {
            PropertyValue.List list => list.Items.Length,
            PropertyValue.Dictionary dictionary => dictionary.Entries.Length,
            PropertyValue.Literal { Json: { ValueKind: JsonValueKind.Array } array } => array.GetArrayLength(),
            PropertyValue.Literal { Json: { ValueKind: JsonValueKind.Object } json } => json.GetPropertyCount(),
            PropertyValue.Literal { Json: { ValueKind: JsonValueKind.String } text } => text.GetString()!.Length,
            _ => minimum,
        };
        if (count >= minimum)
        {
            return value;
        }

        string what = value is PropertyValue.Literal { Json.ValueKind: JsonValueKind.String } ? "character" : "item";
        throw new ArgumentException($"'{property}' needs at least {minimum} {what}{(minimum == 1 ? "" : "s")}, but has {count}.", property);
    }

    /// <summary>A number that happens to be whole stays recognisable as no integer: 1.0, where the writer alone would write 1.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (Math.Abs(value) < 1e15 && double.IsInteger(value))
        {
            writer.WriteRawValue(value.ToString("0.0", CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    private static PropertyValue WithoutParameters(PropertyValue value, string? parameter) => value is PropertyValue.Literal { Parameters: [var used, ..] }
        ? throw new ArgumentException($"Operations in a dictionary know only what they are applied to: '{used.Value.Text}' cannot be used in them.", parameter)
        : value;

    private static PropertyValue.Literal Literal(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new(document.RootElement.Clone());
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// An element of a list or dictionary that takes literals and values of every kind: texts, numbers, booleans, JSON, inputs and outputs of
/// steps convert, so that they can stand side by side: <c>("site", "Berlin"), ("count", count.Output)</c>.
/// </summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "They are those of PropertyValues.")]
public readonly record struct AnyValue
{
    private readonly PropertyValue? value;

    private AnyValue(PropertyValue value) => this.value = value;

    /// <summary>The value as properties have it.</summary>
    public PropertyValue Property => value ?? PropertyValues.Null;

    /// <summary>A value made by <see cref="PropertyValues"/>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AnyValue(PropertyValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>A text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator AnyValue(string value) => new(PropertyValues.Text(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AnyValue(long value) => new(PropertyValues.Of(value));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">JSON cannot express the number (NaN or infinite).</exception>
    public static implicit operator AnyValue(double value) => new(PropertyValues.Of(value, nameof(value)));

    /// <summary>True or false.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator AnyValue(bool value) => new(PropertyValues.Of(value));

    /// <summary>Any JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static implicit operator AnyValue(JsonNode value) => new(PropertyValues.Of(value));
}

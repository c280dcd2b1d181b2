using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// What an author wrote for a property: a literal, a reference, or a list or dictionary of those. Literals, inputs and outputs of steps
/// convert, so that they can stand side by side in a dictionary: <c>("site", "Berlin"), ("count", count.Output)</c>.
/// </summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "They are those of PropertyValues.")]
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>A text, or null.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator PropertyValue(string? value) => PropertyValues.Of(value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator PropertyValue(long value) => PropertyValues.Of(value);

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">JSON cannot express the number (NaN or infinite).</exception>
    public static implicit operator PropertyValue(double value) => PropertyValues.Of(value, nameof(value));

    /// <summary>True or false.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator PropertyValue(bool value) => PropertyValues.Of(value);

    /// <summary>Any JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static implicit operator PropertyValue(JsonNode? value) => PropertyValues.Of(value);

    /// <summary>A literal.</summary>
    /// <param name="Json">The value as JSON.</param>
    public sealed record Literal(JsonElement Json) : PropertyValue
    {
        /// <summary>The values of the workflow that a query uses, by the names under which it does; the step is given them.</summary>
        internal ImmutableArray<KeyValuePair<string, ISelector>> Parameters { get; init; } = [];
    }

    /// <summary>A reference to an input or to an output of a step.</summary>
    /// <param name="Selector">The reference.</param>
    public sealed record Reference(ISelector Selector) : PropertyValue;

    /// <summary>A step that flow control may go to.</summary>
    /// <param name="StepName">The step's name.</param>
    /// <param name="Step">The step; null when the workflow was read from JSON.</param>
    public sealed record Target(string StepName, Step? Step) : PropertyValue
    {
        /// <summary>The selector as workflow JSON writes it.</summary>
        public string Text => $"$steps.{StepName}";
    }

    /// <summary>A list with at least one reference or target in it.</summary>
    /// <param name="Items">The elements.</param>
    public sealed record List(ImmutableArray<PropertyValue> Items) : PropertyValue;

    /// <summary>A dictionary with at least one reference or target in it.</summary>
    /// <param name="Entries">The entries in the order in which they were written.</param>
    public sealed record Dictionary(ImmutableArray<KeyValuePair<string, PropertyValue>> Entries) : PropertyValue;
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>What an author wrote for a property: a literal, a reference, or a list or dictionary of those.</summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

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

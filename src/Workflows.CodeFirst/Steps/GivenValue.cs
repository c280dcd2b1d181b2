using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst;

/// <summary>
/// Reads what a step is given in code by the facts of its block, exactly as from JSON. The types of a builder's parameters rule out most of what
/// a block refuses; this judges the rest, such as the elements of lists that hold values of several types, and objects with a schema.
/// </summary>
internal static class GivenValue
{
    /// <summary>The values of a new step in their proper form.</summary>
    /// <exception cref="ArgumentException">A property does not accept its value.</exception>
    public static ImmutableArray<PropertyValue?> ReadAll(string step, BlockManifest block, ImmutableArray<PropertyValue?> values)
    {
        var read = new PropertyValue?[values.Length];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = values[i] is { } value ? ReadOrThrow(step, block, i, value) : null;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(read);
    }

    /// <summary>The value in its proper form.</summary>
    /// <exception cref="ArgumentException">The property does not accept it.</exception>
    public static PropertyValue ReadOrThrow(string step, BlockManifest block, int property, PropertyValue value)
    {
        var read = Read(step, block, property, value, out var error);
        if (error is null)
        {
            return read;
        }

        string name = block.Properties[property].Name;
        string place = error.Path == name ? "" : $" It stands at {error.Path}.";
        throw new ArgumentException($"{error.Message}{place} {error.Suggestion}".TrimEnd(), name);
    }

    /// <summary>The value in its proper form, or the error that says what the property accepts.</summary>
    public static PropertyValue Read(string step, BlockManifest block, int property, PropertyValue value, out WorkflowError? error)
    {
        var facts = block.Properties[property];
        error = null;
        switch (value)
        {
            case PropertyValue.Reference reference when Accepts(facts, reference.Selector.Text) || NamedRules.TakesAnyReference(block, facts):
                return value;
            case PropertyValue.Literal { Json: { ValueKind: JsonValueKind.String } text } when SelectorText.IsReference(text.GetString()!) && NamedRules.TakesAnyReference(block, facts):
                return new PropertyValue.Reference(new ParsedSelector(text.GetString()!));
        }

        var read = PropertyReader.Read(facts, JsonOf(value), step, () => facts.Name, out error);

        // What holds references to steps keeps them; literals are kept in their proper form.
        return (value, read) switch
        {
            (PropertyValue.Literal { Parameters.IsEmpty: false } query, PropertyValue.Literal proper) => query with { Json = proper.Json },
            (PropertyValue.Literal, not null) => read,
            _ => value,
        };
    }

    private static bool Accepts(PropertyManifest property, string selector)
    {
        foreach (var alternative in property.Accepts)
        {
            if (alternative is SelectorAlternative accepted && SelectorText.IsValueSelector(selector, accepted.Source))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonElement JsonOf(PropertyValue value)
    {
        if (value is PropertyValue.Literal literal)
        {
            return literal.Json;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WorkflowWriter.WriteValue(writer, value);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}

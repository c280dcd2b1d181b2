using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>What is known of the value of a property, as JSON.</summary>
/// <param name="IsKnown">Whether it is known at all. What refers to something never is.</param>
/// <param name="Json">The value, where it is null, a text, a number, true or false.</param>
/// <param name="IsEmpty">Whether it is a list without items.</param>
internal readonly record struct LiteralValue(bool IsKnown, JsonNode? Json, bool IsEmpty)
{
    private static readonly LiteralValue Null = new(true, new(JsonKind.Null, default), false);
    private static readonly LiteralValue Something = new(true, null, false);

    public bool IsNull => Json is { Kind: JsonKind.Null };

    /// <summary>Null, an empty text or an empty list.</summary>
    public bool IsNullOrEmpty => IsNull || IsEmpty || Json is { Kind: JsonKind.String, Text: "" };

    public double? Number => Json is { Kind: JsonKind.Number } number && double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>The value of a property of a step, by default or as it was set.</summary>
    public static LiteralValue Of(StepValue step, string property)
    {
        if (step.Facts?.Named(property) is not { } model)
        {
            return default;
        }

        return step.Values.TryGetValue(property, out var given) ? Of(given.Value, model) : OfJson(model.DefaultJson ?? "null");
    }

    /// <summary>Whether the value is one of a list of JSON values; null when it is not known.</summary>
    public bool? IsOneOf(System.Collections.Generic.IEnumerable<string> values)
    {
        if (!IsKnown)
        {
            return null;
        }

        var json = Json;
        return json is not null && values.Any(value => JsonReader.Read(value, out _, out _) is { } other && Equal(json, other));
    }

    /// <summary>The value as a message shows it.</summary>
    public override string ToString() => Json switch
    {
        { Kind: JsonKind.String } text => $"\"{text.Text}\"",
        { Kind: JsonKind.Null } => "null",
        { Kind: JsonKind.True } => "true",
        { Kind: JsonKind.False } => "false",
        { } number => number.Text,
        null => "",
    };

    private static LiteralValue OfJson(string text) => JsonReader.Read(text, out _, out _) switch
    {
        null => default,
        { Kind: JsonKind.Object } node => new(true, null, node.Members.Count == 0),
        { Kind: JsonKind.Array } node => new(true, null, node.Items.Count == 0),
        { } node => new(true, node, false),
    };

    private static LiteralValue Of(IOperation operation, PropertyModel property)
    {
        operation = MethodModel.Unwrap(operation);
        if (operation is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } field })
        {
            return TextOf(field, property) is { } text ? new(true, new(JsonKind.String, default, text), false) : default;
        }

        return operation switch
        {
            { Type.TypeKind: TypeKind.Enum } => default,
            { ConstantValue: { HasValue: true, Value: var constant } } => OfConstant(constant),
            ICollectionExpressionOperation collection => OfItems(collection.Elements.Length),
            IArrayCreationOperation array => OfItems(array.Initializer?.ElementValues.Length ?? -1),
            IInterpolatedStringOperation => default,
            IObjectCreationOperation or ITupleOperation => Something,
            _ => default,
        };
    }

    private static LiteralValue OfItems(int count) => count switch
    {
        < 0 => default,
        0 => new(true, null, true),
        _ => Something,
    };

    private static LiteralValue OfConstant(object? value) => value switch
    {
        null => Null,
        string text => new(true, new(JsonKind.String, default, text), false),
        bool flag => new(true, new(flag ? JsonKind.True : JsonKind.False, default), false),
        IFormattable number => new(true, new(JsonKind.Number, default, number.ToString(null, CultureInfo.InvariantCulture)), false),
        _ => default,
    };

    private static string? TextOf(IFieldSymbol field, PropertyModel property)
    {
        foreach (var literal in property.Accepts.OfType<LiteralModel>())
        {
            foreach (var value in literal.Enumeration is { } enumeration ? enumeration.Values : [])
            {
                if (value.Identifier == field.Name)
                {
                    return value.Text;
                }
            }
        }

        return null;
    }

    private static bool Equal(JsonNode left, JsonNode right) => left.Kind == right.Kind && left.Kind switch
    {
        JsonKind.String => left.Text == right.Text,
        JsonKind.Number => double.TryParse(left.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double a)
            && double.TryParse(right.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double b)
            && a.Equals(b),
        JsonKind.Object or JsonKind.Array => false,
        _ => true,
    };
}

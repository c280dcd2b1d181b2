using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>The CLR type in which a block's implementation gets a property, and how it is bound.</summary>
/// <param name="Type">The type, nullable where null is possible.</param>
/// <param name="Source">The type argument of the source that is read.</param>
/// <param name="Binding">The call on the binder.</param>
/// <param name="Default">The default as a C# constant; null when it is none.</param>
internal sealed record ArgumentType(string Type, string Source, string Binding, string? Default);

/// <summary>Finds the CLR type that all alternatives of a property have in common.</summary>
internal sealed class ClrTypes(VersionModel version, Vocabulary vocabulary)
{
    private const string Anything = "object";
    private const string ListPrefix = "IReadOnlyList<";
    private const string DictionaryPrefix = "IReadOnlyDictionary<string, ";

    private enum Shape
    {
        Value,
        List,
        Dictionary,
    }

    public ArgumentType Of(PropertyModel property, int index)
    {
        string position = Text.Literal(index);
        if (TargetShape(property.Accepts) is { } targets)
        {
            return targets == Shape.Dictionary
                ? new(DictionaryPrefix + "StepTarget>", DictionaryPrefix + "StepTarget>", $"TargetDictionary({position})", null)
                : new(ListPrefix + "StepTarget>", ListPrefix + "StepTarget>", $"Targets({position})", null);
        }

        bool nullable = property.DefaultJson == "null"
            || !(property.Required || property.DefaultJson is not null)
            || property.Accepts.Any(static alternative => alternative is LiteralModel { Kind: LiteralKind.Null });
        if (IsBatch(property))
        {
            return OfBatch(property, position, nullable);
        }

        nullable |= version.Batch.AcceptsEmptyValues && property.Accepts.Any(static alternative => alternative is SelectorModel);
        if (EnumerationOf(property.Accepts) is { } enumeration)
        {
            string parse = $"{Emitted.TextsOf(enumeration.Name)}.TryParse";
            return nullable
                ? new(enumeration.Name + "?", enumeration.Name + "?", $"OptionalEnumeration<{enumeration.Name}>({position}, {parse})", Default(property, enumeration.Name, nullable, enumeration))
                : new(enumeration.Name, enumeration.Name, $"Enumeration<{enumeration.Name}>({position}, {parse})", Default(property, enumeration.Name, nullable, enumeration));
        }

        string type = TypeOf(property.Accepts);
        string annotated = nullable || type == Anything ? type + "?" : type;
        string? @default = Default(property, type, nullable, null);
        return ShapeOf(property.Accepts) switch
        {
            Shape.List when type.StartsWith(ListPrefix, StringComparison.Ordinal) => new(annotated, type, $"List<{Argument(type, ListPrefix)}>({position})", @default),
            Shape.Dictionary when type.StartsWith(DictionaryPrefix, StringComparison.Ordinal) => new(annotated, type, $"Dictionary<{Argument(type, DictionaryPrefix)}>({position})", @default),
            _ => new(annotated, annotated, $"Value<{annotated}>({position})", @default),
        };
    }

    private ArgumentType OfBatch(PropertyModel property, string position, bool nullable)
    {
        bool elementsNullable = nullable || version.Batch.AcceptsEmptyValues;
        bool nested = !property.Accepts.Any(static alternative => alternative is SelectorModel);
        var shape = nested ? ShapeOf(property.Accepts) : Shape.Value;
        var alternatives = shape == Shape.Value
            ? property.Accepts
            : property.Accepts.OfType<LiteralModel>().SelectMany(static literal => literal.Items).ToEquatableArray();
        string element = TypeOf(alternatives);
        element = elementsNullable || element == Anything ? element + "?" : element;
        string batch = $"Batch<{element}>";
        return shape switch
        {
            Shape.List => new($"{ListPrefix}{batch}>", $"{ListPrefix}{batch}>", $"BatchList<{element}>({position})", null),
            Shape.Dictionary => new($"{DictionaryPrefix}{batch}>", $"{DictionaryPrefix}{batch}>", $"BatchDictionary<{element}>({position})", null),
            _ => new(batch, batch, $"Batch<{element}>({position})", null),
        };
    }

    /// <summary>
    /// Whether one call gets a batch of the property: all elements in a block that takes batches (one that expands elements gets them one
    /// by one), the children of the element where the property lies deeper, all elements where a dimension is collapsed.
    /// </summary>
    private bool IsBatch(PropertyModel property)
    {
        var batch = version.Batch;
        if (batch.Offsets.Any(offset => offset.Property == property.Name && offset.Offset > 0))
        {
            return true;
        }

        bool takesBatch = batch.Batches.Contains(property.Name) || batch.BatchesAndScalars.Contains(property.Name);
        return batch.OutputOffset switch
        {
            > 0 => false,
            < 0 => takesBatch || batch.AutoCast.Contains(property.Name),
            _ => takesBatch,
        };
    }

    private static Shape? TargetShape(EquatableArray<AlternativeModel> alternatives)
    {
        foreach (var alternative in alternatives)
        {
            switch (alternative)
            {
                case TargetModel:
                    return Shape.Value;
                case LiteralModel { Kind: LiteralKind.List } list when list.Items.Any(static item => item is TargetModel):
                    return Shape.List;
                case LiteralModel { Kind: LiteralKind.Dictionary } dictionary when dictionary.Items.Any(static item => item is TargetModel):
                    return Shape.Dictionary;
            }
        }

        return null;
    }

    private static Shape ShapeOf(EquatableArray<AlternativeModel> alternatives)
    {
        bool list = alternatives.Any(static alternative => alternative is LiteralModel { Kind: LiteralKind.List or LiteralKind.Tuple });
        bool dictionary = alternatives.Any(static alternative => alternative is LiteralModel { Kind: LiteralKind.Dictionary });
        return (list, dictionary) switch
        {
            (true, false) => Shape.List,
            (false, true) => Shape.Dictionary,
            _ => Shape.Value,
        };
    }

    /// <summary>The closed set that every value comes from; texts from elsewhere are parsed into it.</summary>
    private EnumerationModel? EnumerationOf(EquatableArray<AlternativeModel> alternatives)
    {
        EnumerationModel? found = null;
        foreach (var alternative in alternatives)
        {
            switch (alternative)
            {
                case LiteralModel { Kind: LiteralKind.Null }:
                    break;
                case LiteralModel { Enumeration: { } enumeration } when found is null:
                    found = enumeration;
                    break;
                case SelectorModel selector when vocabulary.ValueOf(selector.Kinds) is "string" or Anything:
                    break;
                default:
                    return null;
            }
        }

        return found;
    }

    private string TypeOf(IEnumerable<AlternativeModel> alternatives)
    {
        string? type = null;
        foreach (var alternative in alternatives)
        {
            string? next = alternative switch
            {
                SelectorModel selector => Emitted.ValueType(vocabulary.ValueOf(selector.Kinds)),
                LiteralModel literal => TypeOf(literal),
                _ => Anything,
            };
            if (next is not null)
            {
                type = type is null ? next : Common(type, next);
            }
        }

        return type ?? Anything;
    }

    private string? TypeOf(LiteralModel literal) => literal.Kind switch
    {
        LiteralKind.String => "string",
        LiteralKind.Integer => "long",
        LiteralKind.Float => "double",
        LiteralKind.Boolean => "bool",
        LiteralKind.Null => null,
        LiteralKind.List => $"{ListPrefix}{ElementOf(literal.Items)}>",
        LiteralKind.Tuple => $"{ListPrefix}{ElementOf(literal.TupleItems.SelectMany(static place => place))}>",
        LiteralKind.Dictionary => $"{DictionaryPrefix}{ElementOf(literal.Items)}>",
        _ => Anything,
    };

    private string ElementOf(IEnumerable<AlternativeModel> items)
    {
        var all = items.ToList();
        string type = TypeOf(all);
        return type == Anything || all.Any(static item => item is LiteralModel { Kind: LiteralKind.Null }) ? type + "?" : type;
    }

    /// <summary>The type that holds values of both: a list of anything that is connected is converted to the list that a literal states.</summary>
    private static string Common(string a, string b)
    {
        if (a == b)
        {
            return a;
        }

        return (a, b) switch
        {
            ("long", "double") or ("double", "long") => "double",
            _ when a == ListPrefix + "object?>" && b.StartsWith(ListPrefix, StringComparison.Ordinal) => b,
            _ when b == ListPrefix + "object?>" && a.StartsWith(ListPrefix, StringComparison.Ordinal) => a,
            _ when a == DictionaryPrefix + "object?>" && b.StartsWith(DictionaryPrefix, StringComparison.Ordinal) => b,
            _ when b == DictionaryPrefix + "object?>" && a.StartsWith(DictionaryPrefix, StringComparison.Ordinal) => a,
            _ => Anything,
        };
    }

    private static string Argument(string type, string prefix) => type.Substring(prefix.Length, type.Length - prefix.Length - 1);

    private static string? Default(PropertyModel property, string type, bool nullable, EnumerationModel? enumeration)
    {
        switch (property.DefaultJson)
        {
            case null:
                return property.Required || !nullable ? null : "null";
            case "null":
                return "null";
            case var json when enumeration is not null:
                var value = enumeration.Values.FirstOrDefault(value => Text.Literal(value.Text) == json);
                return value is null ? null : $"{enumeration.Name}.{value.Identifier}";
            case var json when type is "bool" or "double":
                return json;
            case var json when type == "long":
                return long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? json : null;
            case var json when type == "string" && json[0] == '"' && json.IndexOf('\\') < 0:
                return json;
            default:
                return null;
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>Says in words what a property accepts and what was found instead.</summary>
internal static class Expectations
{
    /// <summary>"a number from 0 to 1, or a selector of kind 'float_zero_to_one'".</summary>
    public static string Describe(PropertyManifest property) => Describe(property.Accepts, property.Bounds);

    /// <summary>What a JSON value is, with a short excerpt.</summary>
    public static string DescribeFound(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Excerpt(json.GetRawText()),
        JsonValueKind.String => $"the text \"{Excerpt(json.GetString()!)}\"",
        JsonValueKind.Array => $"a list of {json.GetArrayLength()}",
        _ => "an object",
    };

    /// <summary>What a set of alternatives accepts.</summary>
    public static string Describe(ImmutableArray<Alternative> alternatives) => Describe(alternatives, default);

    private static string Describe(ImmutableArray<Alternative> alternatives, Bounds bounds)
    {
        var parts = new List<string>();
        foreach (var alternative in alternatives)
        {
            string part = alternative switch
            {
                SelectorAlternative selector => DescribeSelector(selector),
                StepTargetAlternative => "a step as $steps.<name>",
                LiteralAlternative literal => DescribeLiteral(literal, bounds),
                _ => "",
            };
            if (part.Length > 0 && !parts.Contains(part))
            {
                parts.Add(part);
            }
        }

        return parts.Count switch
        {
            0 => "nothing",
            1 => parts[0],
            _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} or {parts[^1]}",
        };
    }

    private static string DescribeSelector(SelectorAlternative selector)
    {
        string form = selector.Source switch
        {
            SelectorSource.Input => "$inputs.<name>",
            SelectorSource.StepOutput => "$steps.<step>.<output>",
            _ => "a selector",
        };
        return selector.Kinds.Contains("*") ? form : $"{form} of kind {string.Join(" or ", selector.Kinds.Select(kind => $"'{kind}'"))}";
    }

    private static string DescribeLiteral(LiteralAlternative literal, Bounds union) => literal.Type switch
    {
        LiteralType.Any => "any value",
        LiteralType.Null => "null",
        LiteralType.Boolean => "true or false",
        LiteralType.String when !literal.Values.IsEmpty => $"one of {string.Join(", ", literal.Values.Select(value => $"\"{value}\""))}",
        LiteralType.String => literal.MinLength is > 0 ? "a text that is not empty" : "a text",
        LiteralType.Integer => "a whole number" + DescribeBounds(literal.Bounds, union),
        LiteralType.Float => "a number" + DescribeBounds(literal.Bounds, union),
        LiteralType.List => "a list" + (literal.Items.IsEmpty ? "" : $" of ({Describe(literal.Items, default)})"),
        LiteralType.Tuple => $"a list of exactly {literal.TupleItems.Length}",
        LiteralType.Dictionary => "an object" + (literal.Items.IsEmpty ? "" : $" of ({Describe(literal.Items, default)})"),
        _ => literal.Schema is null ? "an object" : $"an object of type {literal.Schema}",
    };

    private static string DescribeBounds(Bounds own, Bounds union)
    {
        var bounds = own == default ? union : own;
        return bounds switch
        {
            { Minimum: { } from, Maximum: { } to } => $" from {Number(from)} to {Number(to)}",
            { ExclusiveMinimum: { } above, Maximum: { } to } => $" above {Number(above)} and up to {Number(to)}",
            { ExclusiveMinimum: { } above } => $" above {Number(above)}",
            { Minimum: { } from } => $" of at least {Number(from)}",
            { Maximum: { } to } => $" of at most {Number(to)}",
            { ExclusiveMaximum: { } below } => $" below {Number(below)}",
            _ => "",
        };
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Excerpt(string text) => text.Length <= 60 ? text : text[..57] + "...";
}

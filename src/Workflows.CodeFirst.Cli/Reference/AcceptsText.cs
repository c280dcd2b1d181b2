using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Says in a few words what a property accepts.</summary>
internal static class AcceptsText
{
    private const int MostValues = 8;

    /// <summary>Literals with ranges and values, then the kinds that can be connected: <c>number ≥ 0, ≤ 1; connects to `float_zero_to_one`</c>.</summary>
    public static string Of(PropertyManifest property)
    {
        var parts = property.Accepts.OfType<LiteralAlternative>().Select(literal => Literal(literal, property.Bounds)).Distinct().ToList();
        if (property.Accepts.OfType<StepTargetAlternative>().Any())
        {
            parts.Add("a step");
        }

        string[] literals = parts.Count == 0 ? [] : [string.Join(" or ", parts)];
        var connections = new List<string>();
        foreach (var group in property.Accepts.OfType<SelectorAlternative>().GroupBy(static selector => selector.Source))
        {
            string from = group.Key switch
            {
                SelectorSource.Input => " of an input",
                SelectorSource.StepOutput => " of a step",
                _ => "",
            };
            connections.Add($"connects to {Kinds(group.SelectMany(static selector => selector.Kinds))}{from}");
        }

        return string.Join("; ", literals.Concat(connections));
    }

    /// <summary>Kinds, in the notation of code.</summary>
    public static string Kinds(IEnumerable<string> kinds) => string.Join(", ", kinds.Distinct(StringComparer.Ordinal).Select(static kind => $"`{kind}`"));

    private static string Literal(LiteralAlternative literal, Bounds bounds) => literal.Type switch
    {
        LiteralType.String when !literal.Values.IsEmpty => Values(literal.Values),
        LiteralType.String => "text",
        LiteralType.Integer => "integer" + Range(literal.Bounds, bounds),
        LiteralType.Float => "number" + Range(literal.Bounds, bounds),
        LiteralType.Boolean => "true or false",
        LiteralType.Null => "null",
        LiteralType.List => "list" + Items(literal.Items) + ((literal.Bounds.MinItems ?? bounds.MinItems) is { } least ? $", at least {least}" : ""),
        LiteralType.Dictionary => "object" + Items(literal.Items),
        LiteralType.Tuple => $"list of {literal.TupleItems.Length}",
        LiteralType.Object => literal.Schema ?? "object",
        _ => "any JSON",
    };

    private static string Items(ImmutableArray<Alternative> items)
    {
        var parts = items.OfType<LiteralAlternative>().Select(static item => Literal(item, default)).ToList();
        var kinds = items.OfType<SelectorAlternative>().SelectMany(static selector => selector.Kinds).ToList();
        if (kinds.Count > 0)
        {
            parts.Add(Kinds(kinds));
        }

        if (items.OfType<StepTargetAlternative>().Any())
        {
            parts.Add("steps");
        }

        return parts.Count == 0 || parts is ["any JSON"] ? "" : $" of ({string.Join(" or ", parts)})";
    }

    private static string Values(ImmutableArray<string> values)
    {
        string shown = string.Join(", ", values.Take(MostValues).Select(static value => $"`{value.Replace("|", "\\|", StringComparison.Ordinal)}`"));
        return values.Length > MostValues ? $"{shown} and {values.Length - MostValues} more" : shown;
    }

    private static string Range(Bounds inner, Bounds outer)
    {
        string? least = (inner.Minimum ?? outer.Minimum) is { } minimum ? $"≥ {Number(minimum)}" : (inner.ExclusiveMinimum ?? outer.ExclusiveMinimum) is { } above ? $"> {Number(above)}" : null;
        string? most = (inner.Maximum ?? outer.Maximum) is { } maximum ? $"≤ {Number(maximum)}" : (inner.ExclusiveMaximum ?? outer.ExclusiveMaximum) is { } below ? $"< {Number(below)}" : null;
        return (least, most) switch
        {
            (null, null) => "",
            (null, _) => $" {most}",
            (_, null) => $" {least}",
            _ => $" {least}, {most}",
        };
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>Why a value was refused, in the codes of the reference's validator, for tools that know those.</summary>
internal static class RefusalReasons
{
    /// <summary>The codes, alternative by alternative.</summary>
    public static ImmutableArray<string> Of(JsonElement json, ImmutableArray<Alternative> alternatives, Bounds bounds)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (bounds != default && LiteralReader.Read(json, alternatives, default, out var value) < Fit.Violates)
        {
            // Some alternative took the value; then the bounds of the whole property refused it.
            return [bounds.MinItems is not null && json.ValueKind == JsonValueKind.Array ? "too_short" : BoundReason(value, bounds, default)];
        }

        foreach (var alternative in alternatives)
        {
            // Null is no alternative of its own there: it makes the others optional.
            if (alternative is not LiteralAlternative { Type: LiteralType.Null })
            {
                Add(json, alternative, bounds, reasons);
            }
        }

        return reasons.ToImmutable();
    }

    private static void Add(JsonElement json, Alternative alternative, Bounds bounds, ImmutableArray<string>.Builder reasons)
    {
        if (alternative is not LiteralAlternative literal)
        {
            reasons.Add(json.ValueKind == JsonValueKind.String ? "string_pattern_mismatch" : "string_type");
            return;
        }

        var fit = LiteralReader.Read(json, [alternative], bounds, out var value);
        switch (literal.Type)
        {
            case LiteralType.String when !literal.Values.IsEmpty:
                reasons.Add("literal_error");
                break;
            case LiteralType.String:
                reasons.Add(json.ValueKind != JsonValueKind.String ? "string_type" : literal.MinLength is not null ? "string_too_short" : "string_pattern_mismatch");
                break;
            case LiteralType.Integer or LiteralType.Float when fit == Fit.Violates:
                reasons.Add(BoundReason(value, literal.Bounds, bounds));
                break;
            case LiteralType.Integer:
                reasons.Add(json.ValueKind switch
                {
                    JsonValueKind.Number => "int_from_float",
                    JsonValueKind.String => "int_parsing",
                    _ => "int_type",
                });
                break;
            case LiteralType.Float:
                reasons.Add(json.ValueKind == JsonValueKind.String ? "float_parsing" : "float_type");
                break;
            case LiteralType.Boolean:
                reasons.Add(json.ValueKind is JsonValueKind.String or JsonValueKind.Number && IsWhole(json) ? "bool_parsing" : "bool_type");
                break;
            case LiteralType.List when json.ValueKind == JsonValueKind.Array:
                AddElements(json, literal, reasons);
                break;
            case LiteralType.List:
                reasons.Add("list_type");
                break;
            case LiteralType.Tuple:
                AddTuple(json, literal, reasons);
                break;
            case LiteralType.Dictionary when json.ValueKind == JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    AddIfRefused(member.Value, literal.Items, reasons);
                }

                break;
            case LiteralType.Dictionary:
                reasons.Add("dict_type");
                break;
            case LiteralType.Object:
                reasons.Add(json.ValueKind != JsonValueKind.Object ? "model_type" : ObjectReader.LacksMembers(json, literal.Schema) ? "missing" : "value_error");
                break;
        }
    }

    private static bool IsWhole(JsonElement json) => json.ValueKind != JsonValueKind.Number || JsonValues.IsInteger(json) || Math.Truncate(json.GetDouble()) == json.GetDouble();

    private static void AddElements(JsonElement json, LiteralAlternative literal, ImmutableArray<string>.Builder reasons)
    {
        if (literal.MinLength is { } minimum && json.GetArrayLength() < minimum)
        {
            reasons.Add("too_short");
            return;
        }

        foreach (var item in json.EnumerateArray())
        {
            AddIfRefused(item, literal.Items, reasons);
        }
    }

    private static void AddTuple(JsonElement json, LiteralAlternative literal, ImmutableArray<string>.Builder reasons)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            reasons.Add("tuple_type");
            return;
        }

        for (int i = 0; i < literal.TupleItems.Length; i++)
        {
            if (i >= json.GetArrayLength())
            {
                reasons.Add("missing");
            }
            else
            {
                AddIfRefused(json[i], literal.TupleItems[i], reasons);
            }
        }

        if (json.GetArrayLength() > literal.TupleItems.Length)
        {
            reasons.Add("too_long");
        }
    }

    private static void AddIfRefused(JsonElement json, ImmutableArray<Alternative> alternatives, ImmutableArray<string>.Builder reasons)
    {
        if (!alternatives.IsEmpty && LiteralReader.Read(json, alternatives, default, out _) >= Fit.Violates)
        {
            reasons.AddRange(Of(json, alternatives, default));
        }
    }

    private static string BoundReason(JsonElement value, Bounds own, Bounds union)
    {
        double number = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
        return Check(own) ?? Check(union) ?? "finite_number";

        string? Check(Bounds bounds) => bounds switch
        {
            { Minimum: { } minimum } when !(number >= minimum) => "greater_than_equal",
            { ExclusiveMinimum: { } above } when !(number > above) => "greater_than",
            { Maximum: { } maximum } when !(number <= maximum) => "less_than_equal",
            { ExclusiveMaximum: { } below } when !(number < below) => "less_than",
            _ => null,
        };
    }
}

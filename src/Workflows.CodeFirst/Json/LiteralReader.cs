using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>How well a JSON value fits an alternative; of several that fit, the closest wins.</summary>
internal enum Fit
{
    /// <summary>The very type.</summary>
    Exact,

    /// <summary>A type that contains it: an integer where a number is wanted.</summary>
    Strict,

    /// <summary>Only after conversion: the text "3" where a number is wanted.</summary>
    Lax,

    /// <summary>The right type, but outside its bounds or set of values.</summary>
    Violates,

    /// <summary>Something else.</summary>
    None,
}

/// <summary>
/// Decides what a JSON value means for the alternatives of a property, as leniently as the reference engine does: "3" is a number, 1 is
/// true, 3.0 is an integer. The outcome is the value in its proper JSON form.
/// </summary>
internal static class LiteralReader
{
    // A pattern comes from a manifest, the text from anywhere.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The value as the best of the alternatives reads it.</summary>
    public static Fit Read(JsonElement json, ImmutableArray<Alternative> alternatives, Bounds bounds, out JsonElement value)
    {
        var best = Fit.None;
        value = json;
        foreach (var alternative in alternatives)
        {
            var fit = Read(json, alternative, bounds, out var candidate);
            if (fit < best)
            {
                best = fit;
                value = candidate;
                if (best == Fit.Exact)
                {
                    break;
                }
            }
        }

        return best;
    }

    private static Fit Read(JsonElement json, Alternative alternative, Bounds bounds, out JsonElement value)
    {
        value = json;
        return alternative switch
        {
            SelectorAlternative selector => json.ValueKind == JsonValueKind.String && SelectorText.IsValueSelector(json.GetString()!, selector.Source) ? Fit.Exact : Fit.None,
            StepTargetAlternative => json.ValueKind == JsonValueKind.String && SelectorText.IsTarget(json.GetString()!) ? Fit.Exact : Fit.None,
            LiteralAlternative literal => ReadLiteral(json, literal, bounds, out value),
            _ => Fit.None,
        };
    }

    private static Fit ReadLiteral(JsonElement json, LiteralAlternative literal, Bounds bounds, out JsonElement value)
    {
        value = json;
        switch (literal.Type)
        {
            case LiteralType.Any:
                return Fit.Exact;
            case LiteralType.Null:
                return json.ValueKind == JsonValueKind.Null ? Fit.Exact : Fit.None;
            case LiteralType.String:
                return ReadString(json, literal, bounds);
            case LiteralType.Boolean:
                return ReadBoolean(json, out value);
            case LiteralType.Integer:
                return WithinBounds(ReadInteger(json, out value), value, literal.Bounds, bounds);
            case LiteralType.Float:
                return WithinBounds(ReadFloat(json, out value), value, literal.Bounds, bounds);
            case LiteralType.List:
                return ReadList(json, literal, bounds, out value);
            case LiteralType.Tuple:
                return ReadTuple(json, literal, out value);
            case LiteralType.Dictionary:
                return ReadDictionary(json, literal, out value);
            case LiteralType.Object:
                return ObjectReader.Read(json, literal.Schema, out value);
            default:
                return Fit.None;
        }
    }

    private static Fit ReadString(JsonElement json, LiteralAlternative literal, Bounds bounds)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return Fit.None;
        }

        string text = json.GetString()!;
        bool allowed = literal.Values.IsEmpty || literal.Values.Contains(text);
        int length = text.Length;
        allowed &= LengthFits(length, literal) && !(length < literal.Bounds.MinLength) && !(length < bounds.MinLength);
        if (allowed && literal.Pattern is { } pattern)
        {
            allowed = Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }

        return allowed ? Fit.Exact : Fit.Violates;
    }

    private static Fit ReadBoolean(JsonElement json, out JsonElement value)
    {
        value = json;
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return Fit.Exact;
            case JsonValueKind.Number when json.TryGetDouble(out double number) && number is 0 or 1:
                value = JsonValues.Of(json.GetDouble() == 1);
                return Fit.Lax;
            case JsonValueKind.String:
                bool? flag = json.GetString()!.ToLowerInvariant() switch
                {
                    "true" or "t" or "yes" or "y" or "on" or "1" => true,
                    "false" or "f" or "no" or "n" or "off" or "0" => false,
                    _ => null,
                };
                if (flag is { } known)
                {
                    value = JsonValues.Of(known);
                    return Fit.Lax;
                }

                return Fit.None;
            default:
                return Fit.None;
        }
    }

    private static Fit ReadInteger(JsonElement json, out JsonElement value)
    {
        value = json;
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                if (JsonValues.IsInteger(json))
                {
                    return Fit.Exact;
                }

                return TryWhole(json.GetDouble(), out value) ? Fit.Lax : Fit.None;
            case JsonValueKind.True or JsonValueKind.False:
                value = JsonValues.Of(json.ValueKind == JsonValueKind.True ? 1L : 0L);
                return Fit.Lax;
            case JsonValueKind.String:
                return JsonValues.TryParseInteger(json.GetString()!, out value) ? Fit.Lax : Fit.None;
            default:
                return Fit.None;
        }
    }

    private static bool TryWhole(double number, out JsonElement value)
    {
        bool whole = double.IsFinite(number) && Math.Truncate(number) == number;
        value = whole ? JsonValues.OfRaw(new System.Numerics.BigInteger(number).ToString(CultureInfo.InvariantCulture)) : default;
        return whole;
    }

    private static Fit ReadFloat(JsonElement json, out JsonElement value)
    {
        value = json;
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                return JsonValues.IsInteger(json) ? Fit.Strict : Fit.Exact;
            case JsonValueKind.True or JsonValueKind.False:
                value = JsonValues.Of(json.ValueKind == JsonValueKind.True ? 1.0 : 0.0);
                return Fit.Lax;
            case JsonValueKind.String:
                return JsonValues.TryParseFloat(json.GetString()!, out value) ? Fit.Lax : Fit.None;
            default:
                return Fit.None;
        }
    }

    private static Fit WithinBounds(Fit fit, JsonElement value, Bounds own, Bounds union)
    {
        if (fit >= Fit.Violates)
        {
            return fit;
        }

        // Text such as "nan" passes as a number in the language; no bound admits it.
        double number = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
        return Inside(number, own) && Inside(number, union) ? fit : Fit.Violates;
    }

    private static bool Inside(double number, Bounds bounds) =>
        bounds == default
        || ((bounds.Minimum is not { } minimum || number >= minimum)
            && (bounds.Maximum is not { } maximum || number <= maximum)
            && (bounds.ExclusiveMinimum is not { } above || number > above)
            && (bounds.ExclusiveMaximum is not { } below || number < below));

    private static bool LengthFits(int length, LiteralAlternative literal) =>
        (literal.MinLength is not { } minimum || length >= minimum) && (literal.MaxLength is not { } maximum || length <= maximum);

    private static Fit ReadList(JsonElement json, LiteralAlternative literal, Bounds bounds, out JsonElement value)
    {
        value = json;
        if (json.ValueKind != JsonValueKind.Array)
        {
            return Fit.None;
        }

        int length = json.GetArrayLength();
        if (!LengthFits(length, literal) || length < literal.Bounds.MinItems || length < bounds.MinItems)
        {
            return Fit.Violates;
        }

        if (literal.Items.IsEmpty)
        {
            return Fit.Exact;
        }

        int index = 0;
        return ReadItems(json, _ => literal.Items, ref index, out value);
    }

    private static Fit ReadTuple(JsonElement json, LiteralAlternative literal, out JsonElement value)
    {
        value = json;
        if (json.ValueKind != JsonValueKind.Array)
        {
            return Fit.None;
        }

        if (json.GetArrayLength() != literal.TupleItems.Length)
        {
            return Fit.Violates;
        }

        int index = 0;
        return ReadItems(json, position => literal.TupleItems[position], ref index, out value);
    }

    private static Fit ReadItems(JsonElement json, Func<int, ImmutableArray<Alternative>> alternatives, ref int index, out JsonElement value)
    {
        var worst = Fit.Exact;
        bool changed = false;
        var items = new List<JsonElement>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            var fit = Read(item, alternatives(index++), default, out var read);
            worst = fit > worst ? fit : worst;
            changed |= fit == Fit.Lax;
            items.Add(read);
        }

        value = changed && worst < Fit.Violates ? JsonValues.OfArray(items) : json;

        // A list with a wrong element is the right type all the same: a better report than "not a list".
        return worst == Fit.None ? Fit.Violates : worst;
    }

    private static Fit ReadDictionary(JsonElement json, LiteralAlternative literal, out JsonElement value)
    {
        value = json;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fit.None;
        }

        var worst = Fit.Exact;
        bool changed = false;
        var members = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in json.EnumerateObject())
        {
            var read = member.Value;
            var fit = literal.Items.IsEmpty ? Fit.Exact : Read(member.Value, literal.Items, default, out read);
            worst = fit > worst ? fit : worst;
            changed |= fit == Fit.Lax;
            members.Add(new(member.Name, read));
        }

        value = changed && worst < Fit.Violates ? JsonValues.OfObject(members) : json;
        return worst == Fit.None ? Fit.Violates : worst;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>Reads one property of a step out of JSON.</summary>
internal static class PropertyReader
{
    /// <summary>The value, or the error that says what the property accepts.</summary>
    public static PropertyValue? Read(PropertyManifest property, JsonElement json, string step, Func<string> path, out WorkflowError? error)
    {
        var fit = LiteralReader.Read(Modernise(property, json), property.Accepts, property.Bounds, out var value);
        if (fit >= Fit.Violates && property.WrapsSingle && json.ValueKind == JsonValueKind.String)
        {
            json = JsonValues.OfArray([json]);
            fit = LiteralReader.Read(json, property.Accepts, property.Bounds, out value);
        }

        if (fit < Fit.Violates)
        {
            error = null;
            return ToValue(property, value);
        }

        // Deep inside a configuration object, the place says more than the property's alternatives.
        string place = path();
        var detail = json.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? ObjectReader.Explain(json, property.Accepts, place) : null;
        error = new WorkflowError
        {
            Code = fit == Fit.Violates && json.ValueKind == JsonValueKind.Number ? WorkflowErrorCodes.OutOfRange : WorkflowErrorCodes.InvalidValue,
            Error = "WorkflowSyntaxError",
            Message = detail is { } inside
                ? $"In the property '{property.Name}' of step '{step}': {inside.Message}."
                : $"The property '{property.Name}' of step '{step}' accepts {Expectations.Describe(property)}, but got {Expectations.DescribeFound(json)}.",
            Path = detail?.Path ?? place,
            Step = step,
            Property = property.Name,
            Suggestion = Suggest(property, json),
            Reasons = RefusalReasons.Of(json, property.Accepts, property.Bounds),
            Context = "workflow_compilation | workflow_definition_parsing",
        };
        return null;
    }

    /// <summary>Replaces a text of older workflows by what it is called now.</summary>
    private static JsonElement Modernise(PropertyManifest property, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            foreach (var (old, current) in property.ValueAliases)
            {
                if (json.ValueEquals(old))
                {
                    return JsonValues.Of(current);
                }
            }
        }

        return json;
    }

    /// <summary>Texts that begin with a dollar are references wherever the property accepts references; there is no escaping.</summary>
    private static PropertyValue ToValue(PropertyManifest property, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String when HasReferences(property.Accepts) && SelectorText.IsReference(json.GetString()!):
                return Reference(json.GetString()!);
            case JsonValueKind.Array when HasNestedReferences(property, LiteralType.List) && HasDollar(json.EnumerateArray()):
                var items = ImmutableArray.CreateBuilder<PropertyValue>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                {
                    items.Add(Nested(item));
                }

                return new PropertyValue.List(items.MoveToImmutable());
            case JsonValueKind.Object when HasNestedReferences(property, LiteralType.Dictionary) && HasDollar(json.EnumerateObject()):
                var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyValue>>();
                foreach (var member in json.EnumerateObject())
                {
                    entries.Add(new(member.Name, Nested(member.Value)));
                }

                return new PropertyValue.Dictionary(entries.ToImmutable());
            default:
                return new PropertyValue.Literal(json.Clone());
        }
    }

    private static PropertyValue Nested(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && SelectorText.IsReference(json.GetString()!)
            ? Reference(json.GetString()!)
            : new PropertyValue.Literal(json.Clone());

    private static PropertyValue Reference(string text) =>
        SelectorText.Parse(text) is { Form: SelectorForm.Step, Name: var step }
            ? new PropertyValue.Target(step, null)
            : new PropertyValue.Reference(new ParsedSelector(text));

    private static bool HasReferences(ImmutableArray<Alternative> alternatives)
    {
        foreach (var alternative in alternatives)
        {
            if (alternative is SelectorAlternative or StepTargetAlternative)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNestedReferences(PropertyManifest property, LiteralType container)
    {
        foreach (var alternative in property.Accepts)
        {
            if (alternative is LiteralAlternative literal && literal.Type == container && HasReferences(literal.Items))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDollar(JsonElement.ArrayEnumerator items)
    {
        foreach (var item in items)
        {
            if (item.ValueKind == JsonValueKind.String && SelectorText.IsReference(item.GetString()!))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDollar(JsonElement.ObjectEnumerator members)
    {
        foreach (var member in members)
        {
            if (member.Value.ValueKind == JsonValueKind.String && SelectorText.IsReference(member.Value.GetString()!))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Suggest(PropertyManifest property, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text = json.GetString()!;
        foreach (var alternative in property.Accepts)
        {
            if (alternative is LiteralAlternative { Type: LiteralType.String, Values: { IsEmpty: false } values }
                && Suggestions.DidYouMean(text, values) is { } suggestion)
            {
                return suggestion;
            }
        }

        return property.Kinds.IsEmpty ? null : SelectorText.Correct(text) is { } selector ? $"Did you mean '{selector}'?" : null;
    }
}

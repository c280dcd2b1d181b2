using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.CodeGeneration;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>
/// Finds the arguments that state a JSON value, by nothing but the types of parameters: where there is none, C# cannot say it. The types are a
/// closed set, and conversions of the language change none of these values: a number stays that number, text becomes no number.
/// </summary>
internal static class BuilderArguments
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Every argument of a parameter that states the value.</summary>
    /// <exception cref="NotSupportedException">The parameter is of a type that no builder is known to have.</exception>
    public static IReadOnlyList<object?> Of(ParameterInfo parameter, JsonElement json) => [.. Of(parameter.ParameterType, Nullability.Create(parameter), json)];

    private static IEnumerable<object?> Of(Type type, NullabilityInfo annotation, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            bool takesNull = Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && annotation.WriteState == NullabilityState.Nullable);
            return type == typeof(PropertyValue) ? [PropertyValues.Null] : type == typeof(AnyValue) ? [default(AnyValue)] : takesNull ? [null] : [];
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(PropertyValue))
        {
            return AnyValue(json);
        }

        if (type == typeof(AnyValue))
        {
            return AnyValue(json).Select(static value => (object)(AnyValue)(PropertyValue)value!);
        }

        if (type == typeof(JsonNode))
        {
            return [JsonNode.Parse(json.GetRawText())];
        }

        if (FromObject(type) is { } convert)
        {
            return json.ValueKind == JsonValueKind.Object ? [convert(JsonNode.Parse(json.GetRawText())!.AsObject())] : [];
        }

        if (FromObjects(type) is { } convertList)
        {
            bool areObjects = json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object);
            return areObjects ? [convertList(JsonNode.Parse(json.GetRawText())!.AsArray())] : [];
        }

        if (type == typeof(Step))
        {
            return json.ValueKind == JsonValueKind.String && Target(json.GetString()!) is { } target ? [target] : [];
        }

        if (typeof(ISelector).IsAssignableFrom(type))
        {
            return json.ValueKind == JsonValueKind.String ? Selectors(json.GetString()!).Where(type.IsInstanceOfType) : [];
        }

        return type.IsPrimitive || type.IsEnum || type == typeof(string) ? Scalar(type, json) : Compound(type, annotation, json);
    }

    /// <summary>How a JSON object becomes one of the types that stand for objects; null for other types. Nothing but objects says what is in them.</summary>
    public static Func<JsonObject, object>? FromObject(Type type) =>
        type == typeof(JsonObject) ? static json => json
        : type == typeof(QueryCondition) ? static json => (QueryCondition)json
        : type == typeof(Cases) ? static json => (Cases)json
        : type == typeof(LmmOptions) ? static json => (LmmOptions)json
        : null;

    /// <summary>How a JSON list of objects becomes one of the types that stand for such lists; null for other types.</summary>
    public static Func<JsonArray, object>? FromObjects(Type type) =>
        type == typeof(QueryOperations) ? static json => (QueryOperations)json
        : type == typeof(DetectionsQueryOperations) ? static json => (DetectionsQueryOperations)json
        : null;

    private static IEnumerable<object?> Scalar(Type type, JsonElement json)
    {
        if (type == typeof(string))
        {
            return json.ValueKind == JsonValueKind.String ? [json.GetString()] : [];
        }

        if (type == typeof(bool))
        {
            return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? [json.GetBoolean()] : [];
        }

        if (type == typeof(long))
        {
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out long whole) ? [whole] : [];
        }

        if (type == typeof(double))
        {
            return json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double number) ? [number] : [];
        }

        if (type.IsEnum)
        {
            var toText = type.Assembly.GetType(type.FullName + "Text")!.GetMethod("ToText", [type])!;
            return json.ValueKind == JsonValueKind.String
                ? Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => Enum.ToObject(type, value)).Where(member => (string?)toText.Invoke(null, [member]) == json.GetString())
                : [];
        }

        throw new NotSupportedException($"A builder has a parameter of type {type}.");
    }

    private static IEnumerable<object?> Compound(Type type, NullabilityInfo annotation, JsonElement json)
    {
        if (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return json.ValueKind == JsonValueKind.Array ? Tuple(type, annotation, [.. json.EnumerateArray()]) : [];
        }

        if (ArgumentWriter.ElementOf(type) is not { } element)
        {
            throw new NotSupportedException($"A builder has a parameter of type {type}.");
        }

        bool isDictionary = IsEntry(element);
        if (json.ValueKind == JsonValueKind.Object && isDictionary)
        {
            var value = annotation.GenericTypeArguments[0].GenericTypeArguments[1];
            return Sequence(element, json.EnumerateObject().Select(member => Of(value.Type, value, member.Value).Take(1).Select(made => Activator.CreateInstance(element, member.Name, made))));
        }

        return json.ValueKind == JsonValueKind.Array && !isDictionary
            ? Sequence(element, json.EnumerateArray().Select(item => Of(element, annotation.GenericTypeArguments[0], item).Take(1)))
            : [];
    }

    /// <summary>Keys and values; the only pairs that builders take in sequences of their own are those.</summary>
    private static bool IsEntry(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTuple<,>) && type.GetGenericArguments()[0] == typeof(string);

    private static IEnumerable<object?> Tuple(Type type, NullabilityInfo annotation, JsonElement[] items)
    {
        var types = type.GetGenericArguments();
        if (types.Length != items.Length)
        {
            return [];
        }

        var places = items.Select((item, i) => Of(types[i], annotation.GenericTypeArguments[i], item).Take(1).ToList()).ToList();
        return places.TrueForAll(place => place.Count > 0) ? [Activator.CreateInstance(type, [.. places.Select(place => place[0])])] : [];
    }

    private static IEnumerable<object?> Sequence(Type element, IEnumerable<IEnumerable<object?>> items)
    {
        var all = items.Select(item => item.ToList()).ToList();
        if (all.Exists(item => item.Count == 0))
        {
            yield break;
        }

        var array = Array.CreateInstance(element, all.Count);
        for (int i = 0; i < all.Count; i++)
        {
            array.SetValue(all[i][0], i);
        }

        yield return array;
    }

    private static IEnumerable<object?> AnyValue(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            foreach (var selector in Selectors(json.GetString()!))
            {
                yield return PropertyValues.Of(selector);
            }

            if (Target(json.GetString()!) is { } target)
            {
                yield return PropertyValues.Target(target);
            }
        }

        yield return PropertyValues.Of(json);
    }

    /// <summary>Only these are selectors, and their texts have two parts behind <c>$steps</c>, one behind <c>$inputs</c>.</summary>
    private static IEnumerable<ISelector> Selectors(string text)
    {
        const string inputs = "$inputs.", steps = "$steps.";
        if (text.StartsWith(inputs, StringComparison.Ordinal))
        {
            yield return ProbeSources.Input(text[inputs.Length..]);
        }
        else if (text.StartsWith(steps, StringComparison.Ordinal) && text.IndexOf('.', steps.Length) is > 0 and var dot && dot < text.Length - 1)
        {
            yield return ProbeSources.Output(text[steps.Length..dot], text[(dot + 1)..]);
        }
    }

    private static UntypedStep? Target(string text) =>
        SelectorText.Parse(text) is { Form: SelectorForm.Step, Name: var name } ? ProbeSources.Step(name) : null;
}

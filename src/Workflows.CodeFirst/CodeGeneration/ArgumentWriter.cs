using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Expresses property values as arguments of builder methods.</summary>
/// <param name="selector">The variable of a reference; null when there is none.</param>
/// <param name="step">The variable of a step.</param>
/// <param name="indentation">Where the further lines of an argument begin.</param>
[RequiresUnreferencedCode(WorkflowSource.Reflection)]
[RequiresDynamicCode(WorkflowSource.Reflection)]
internal sealed class ArgumentWriter(Func<string, Variable?> selector, Func<string, string> step, string indentation)
{
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>Whether an argument that was written needs the namespace of JSON nodes.</summary>
    public bool UsesNodes { get; private set; }

    /// <summary>The argument; null when the parameter cannot take the value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="overloaded">Whether an empty sequence has to say of what it is one.</param>
    public string? Write(ParameterInfo parameter, PropertyValue value, bool overloaded)
    {
        bool isEmpty = value is PropertyValue.Literal { Json: { ValueKind: JsonValueKind.Array } json } && json.GetArrayLength() == 0;
        return isEmpty && !overloaded && ElementOf(parameter.ParameterType) is not null ? "[]" : Write(parameter.ParameterType, nullability.Create(parameter), value);
    }

    /// <summary>An argument that only holds the place until a <c>With…</c> method gives the value; null when there is none.</summary>
    public string? Placeholder(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
        {
            return "\"\"";
        }

        if (type == typeof(long) || type == typeof(double))
        {
            return Placeholder(parameter.GetCustomAttribute<ValueRangeAttribute>());
        }

        if (ElementOf(type) is { } element)
        {
            return Empty(element);
        }

        return type.IsEnum || type == typeof(bool) ? $"default({NameOf(type)})" : null;
    }

    private static string Placeholder(ValueRangeAttribute? range)
    {
        double low = range?.Minimum ?? double.NegativeInfinity, high = range?.Maximum ?? double.PositiveInfinity;
        double inside = double.IsFinite(low) ? low + (range!.ExcludesMinimum ? 1 : 0) : double.IsFinite(high) ? high - (range!.ExcludesMaximum ? 1 : 0) : 0;
        return CSharpText.Literal((long)Math.Ceiling(inside));
    }

    /// <summary>A JSON value as an expression of type <see cref="JsonNode"/>.</summary>
    public string Node(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return "null";
            case JsonValueKind.True or JsonValueKind.False:
                return CSharpText.Literal(json.GetBoolean());
            case JsonValueKind.String:
                return CSharpText.Literal(json.GetString()!);
            case JsonValueKind.Number when json.TryGetInt64(out long number) && json.GetRawText() == CSharpText.Literal(number):
                return CSharpText.Literal(number);
            case JsonValueKind.Number when json.TryGetDouble(out double number) && json.GetRawText() == CSharpText.Literal(number) && !double.IsInteger(number):
                return CSharpText.Literal(number);
            default:
                UsesNodes = true;
                return $"JsonNode.Parse({CSharpText.RawJson(json, indentation)})";
        }
    }

    /// <summary>The variable of a reference; null when there is none.</summary>
    public string? Reference(ISelector reference) => selector(reference.Text)?.Expression;

    /// <summary>A property value as an expression of type <see cref="PropertyValue"/>, whatever it holds; null when a reference has no variable.</summary>
    public string? Any(PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Literal { Json: { ValueKind: JsonValueKind.String } json }:
                return $"PropertyValues.Of({CSharpText.Literal(json.GetString()!)})";
            case PropertyValue.Literal literal:
                string node = Node(literal.Json);
                return node == "null" ? "PropertyValues.Null" : $"PropertyValues.Of({node})";
            case PropertyValue.Reference reference:
                return selector(reference.Selector.Text) is { } variable ? $"PropertyValues.Of({variable.Expression})" : null;
            case PropertyValue.Target target:
                return $"PropertyValues.Target({step(target.StepName)})";
            case PropertyValue.List list:
                return Join(list.Items.Select(Any)) is { } items ? $"PropertyValues.List<PropertyValue>([{items}], item => item)" : null;
            case PropertyValue.Dictionary dictionary:
                return Join(dictionary.Entries.Select(entry => Any(entry.Value) is { } made ? $"({CSharpText.Literal(entry.Key)}, {made})" : null)) is { } entries
                    ? $"PropertyValues.Dictionary<PropertyValue>([{entries}], item => item)"
                    : null;
            default:
                return null;
        }
    }

    private string? Write(Type type, NullabilityInfo annotation, PropertyValue value)
    {
        if (type == typeof(PropertyValue) || type == typeof(AnyValue))
        {
            return Any(value);
        }

        switch (value)
        {
            case PropertyValue.Reference reference:
                return typeof(ISelector).IsAssignableFrom(type) && selector(reference.Selector.Text) is { } variable && type.IsAssignableFrom(variable.Type)
                    ? variable.Expression
                    : DanglingText(type, reference.Selector.Text);
            case PropertyValue.Target target:
                return type == typeof(Step) ? step(target.StepName) : DanglingText(type, target.Text);
            case PropertyValue.List list:
                return Sequence(type, annotation, list.Items);
            case PropertyValue.Dictionary dictionary:
                return Entries(type, annotation, dictionary.Entries);
            case PropertyValue.Literal literal:
                return Literal(type, annotation, literal.Json);
            default:
                return null;
        }
    }

    private string? Literal(Type type, NullabilityInfo annotation, JsonElement json)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        if (json.ValueKind == JsonValueKind.Null)
        {
            return underlying is not null || (!type.IsValueType && annotation.WriteState == NullabilityState.Nullable) ? "null" : null;
        }

        type = underlying ?? type;
        if (type == typeof(JsonNode))
        {
            return Node(json);
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.String when type == typeof(string):
                return CSharpText.Literal(json.GetString()!);
            case JsonValueKind.String when type.IsEnum:
                return EnumerationValue(type, json.GetString()!);
            case JsonValueKind.True or JsonValueKind.False when type == typeof(bool):
                return CSharpText.Literal(json.GetBoolean());
            case JsonValueKind.Number when type == typeof(long):
                return json.TryGetInt64(out long whole) ? CSharpText.Literal(whole) : null;
            case JsonValueKind.Number when type == typeof(double):
                return json.TryGetInt64(out long exact) && Math.Abs(exact) < 1L << 53
                    ? CSharpText.Literal(exact)
                    : json.TryGetDouble(out double number) && double.IsFinite(number) ? CSharpText.Literal(number) : null;
            case JsonValueKind.Object when type == typeof(JsonObject) || type == typeof(QueryCondition) || type == typeof(Cases) || type == typeof(LmmOptions):
                return json.EnumerateObject().Any() ? Node(json) + "!.AsObject()" : NewObject();
            case JsonValueKind.Array when type == typeof(QueryOperations) || type == typeof(DetectionsQueryOperations):
                return json.GetArrayLength() > 0 ? Node(json) + "!.AsArray()" : "[]";
            case JsonValueKind.Array:
                return Sequence(type, annotation, [.. json.EnumerateArray().Select(static item => new PropertyValue.Literal(item))]);
            case JsonValueKind.Object:
                return Entries(type, annotation, [.. json.EnumerateObject().Select(static member => KeyValuePair.Create(member.Name, (PropertyValue)new PropertyValue.Literal(member.Value)))]);
            default:
                return null;
        }
    }

    /// <summary>A text with a dollar that refers to nothing, where text is taken: it is read as it is in JSON.</summary>
    private static string? DanglingText(Type type, string text) =>
        type == typeof(string) && SelectorText.Parse(text).Form is not (SelectorForm.Input or SelectorForm.StepOutput) ? CSharpText.Literal(text) : null;

    private string NewObject()
    {
        UsesNodes = true;
        return "new JsonObject()";
    }

    private static string? EnumerationValue(Type type, string text)
    {
        var toText = type.Assembly.GetType(type.FullName + "Text")?.GetMethod("ToText", [type]);
        foreach (object value in Enum.GetValuesAsUnderlyingType(type))
        {
            object member = Enum.ToObject(type, value);
            if ((string?)toText?.Invoke(null, [member]) == text)
            {
                return $"{type.Name}.{member}";
            }
        }

        return null;
    }

    private string? Sequence(Type type, NullabilityInfo annotation, ImmutableArray<PropertyValue> items)
    {
        if (IsTuple(type, items.Length))
        {
            var types = type.GetGenericArguments();
            return Join(items.Select((item, i) => Write(types[i], annotation.GenericTypeArguments[i], item))) is { } places ? $"({places})" : null;
        }

        if (ElementOf(type) is not { } element)
        {
            return null;
        }

        return items.IsEmpty ? Empty(element) : Join(items.Select(item => Write(element, annotation.GenericTypeArguments[0], item))) is { } list ? $"[{list}]" : null;
    }

    private string? Entries(Type type, NullabilityInfo annotation, ImmutableArray<KeyValuePair<string, PropertyValue>> entries)
    {
        if (ElementOf(type) is not { } element || !IsTuple(element, 2) || element.GetGenericArguments()[0] != typeof(string))
        {
            return null;
        }

        if (entries.IsEmpty)
        {
            return Empty(element);
        }

        var value = element.GetGenericArguments()[1];
        var valueAnnotation = annotation.GenericTypeArguments[0].GenericTypeArguments[1];
        return Join(entries.Select(entry => Write(value, valueAnnotation, entry.Value) is { } made ? $"({CSharpText.Literal(entry.Key)}, {made})" : null)) is { } list
            ? $"[{list}]"
            : null;
    }

    /// <summary>The type of the elements of a sequence; null for anything else.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? type.GetGenericArguments()[0] : null;

    private static bool IsTuple(Type type, int length) =>
        type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && type.GetGenericArguments().Length == length;

    /// <summary>Of several overloads for sequences, an empty one has to say which it is meant for.</summary>
    private string Empty(Type element) => $"new {NameOf(element)}[0]";

    private string NameOf(Type type)
    {
        UsesNodes |= type == typeof(JsonNode) || type == typeof(JsonObject);
        if (!type.IsGenericType)
        {
            return type == typeof(string) ? "string" : type == typeof(long) ? "long" : type == typeof(double) ? "double" : type == typeof(bool) ? "bool" : type == typeof(JsonNode) ? "JsonNode?" : type.Name;
        }

        string arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
        return IsTuple(type, type.GetGenericArguments().Length) ? $"({arguments})" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }

    /// <summary>The parts with commas between; null when one is missing.</summary>
    private static string? Join(IEnumerable<string?> parts)
    {
        var list = parts.ToList();
        return list.Contains(null) ? null : string.Join(", ", list);
    }
}

using System.Reflection;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.CodeGeneration;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>Arguments that hold a place while another property is tried.</summary>
internal static class NeutralArguments
{
    public static object Of(ParameterInfo parameter)
    {
        var range = parameter.GetCustomAttribute<ValueRangeAttribute>();
        var type = parameter.ParameterType;
        double inside = Inside(range);
        return type == typeof(long) ? (long)inside : type == typeof(double) ? inside : Of(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static double Inside(ValueRangeAttribute? range)
    {
        double low = range?.Minimum ?? double.NegativeInfinity, high = range?.Maximum ?? double.PositiveInfinity;
        return (double.IsFinite(low), double.IsFinite(high)) switch
        {
            (true, true) => (low + high) / 2,
            (true, false) => Math.Floor(low) + 1,
            (false, true) => Math.Ceiling(high) - 1,
            _ => 1,
        };
    }

    private static object Of(Type type)
    {
        if (type == typeof(string))
        {
            return "x";
        }

        if (type == typeof(JsonNode))
        {
            return JsonValue.Create("x");
        }

        if (BuilderArguments.FromObject(type) is { } convert)
        {
            return convert([]);
        }

        if (BuilderArguments.FromObjects(type) is { } convertList)
        {
            return convertList([]);
        }

        if (type == typeof(AnyValue))
        {
            return (AnyValue)"x";
        }

        if (type == typeof(PropertyValue))
        {
            return PropertyValues.Of("x");
        }

        if (type == typeof(Step))
        {
            return ProbeSources.Step("x");
        }

        if (typeof(ISelector).IsAssignableFrom(type))
        {
            var input = ProbeSources.Input("x");
            return type.IsInstanceOfType(input) ? input : ProbeSources.Output("x", "y");
        }

        if (ArgumentWriter.ElementOf(type) is { } element)
        {
            var array = Array.CreateInstance(element, 1);
            array.SetValue(Of(element), 0);
            return array;
        }

        return type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Of)])!
            : Activator.CreateInstance(type)!;
    }
}

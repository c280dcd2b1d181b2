using System.Numerics;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations that give numbers or truth values.</summary>
internal static class NumberOperations
{
    private static readonly Dictionary<string, bool> Casts = new(StringComparer.Ordinal) { ["int"] = true, ["float"] = false };

    public static Operation ToNumber(Definition definition, OperationSite site)
    {
        bool isWhole = definition.Choice("cast_to", Casts);
        return (value, _) =>
        {
            double number = ToReal(value, site);
            return !isWhole ? number
                : double.IsNaN(number) ? throw site.Wrong("a number", value)
                : double.IsInfinity(number) ? throw PythonException.Overflow("infinity is no whole number")
                : PythonValues.Integer(new BigInteger(Math.Truncate(number)));
        };
    }

    public static Operation ToBoolean(Definition definition, OperationSite site) => (value, _) =>
    {
        try
        {
            return PythonValues.IsTrue(value);
        }
        catch (PythonException e) when (e.IsTypeOrValue)
        {
            throw site.Wrong(e);
        }
    };

    public static Operation Round(Definition definition, OperationSite site)
    {
        long digits = definition.Integer("decimal_digits");
        return (value, _) => value switch
        {
            ArrayValue { Rank: 0 } scalar => ArrayMath.Round(scalar, digits),
            double real => PythonFloats.Round(real, digits),
            _ => PythonNumber.TryGet(value, out var whole) ? PythonFloats.Round(whole.Whole, digits) : throw site.Wrong("a number", value),
        };
    }

    public static Operation Multiply(Definition definition, OperationSite site)
    {
        var other = definition.Number("other");
        return (value, scope) =>
        {
            try
            {
                return value is ArrayValue array ? ArrayMath.Multiply(array, other)
                    : PythonNumber.TryGet(value, out var number) ? PythonNumber.Multiply(number, other)
                    : Repeat(value, other, site, scope);
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation Divide(Definition definition, OperationSite site)
    {
        var other = definition.Number("other");
        return (value, _) =>
        {
            try
            {
                return value is ArrayValue array ? ArrayMath.Divide(array, other)
                    : PythonNumber.TryGet(value, out var number) ? PythonNumber.Divide(number, other)
                    : throw site.Wrong("a number", value);
            }
            catch (PythonException e) when (e.IsTypeOrValue || e.Kind == "ZeroDivisionError")
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation Random(Definition definition, OperationSite site)
    {
        double least = definition.Real("min_value", 0), most = definition.Real("max_value", 1);
        double range = Math.Abs(most - least);
        return (_, scope) => least == most ? least : least + scope.Environment.Random() * range;
    }

    private static double ToReal(object? value, OperationSite site)
    {
        if (value is ArrayValue { Size: 1 } single)
        {
            value = single.Items[0];
        }

        return value switch
        {
            string text => PythonFloats.TryParse(text, out double parsed) ? parsed : throw site.Wrong("a number", value),
            byte[] bytes => PythonFloats.TryParse(System.Text.Encoding.Latin1.GetString(bytes), out double parsed) ? parsed : throw site.Wrong("a number", value),
            _ => PythonNumber.TryGet(value, out var number) ? number.ToDouble() : throw site.Wrong("a number", value),
        };
    }

    /// <summary>Texts and lists are multiplied by being repeated.</summary>
    private static object Repeat(object? value, in PythonNumber times, OperationSite site, QueryScope scope)
    {
        if (times.IsReal || value is not (string or IReadOnlyList<object?> or byte[]))
        {
            throw site.Wrong(times.IsReal ? "a number" : "a number, a text or a list", value);
        }

        int length = value is string text ? text.Length : PythonSequences.Length(value);
        var total = times.Whole.Sign <= 0 ? BigInteger.Zero : length * times.Whole;
        site.CheckLength(total > long.MaxValue ? long.MaxValue : (long)total);
        site.Spend(scope, value is string ? 0 : (long)total);
        int count = length == 0 ? 0 : (int)(total / length);
        switch (value)
        {
            case string repeated:
                return string.Create((int)total, repeated, static (target, source) =>
                {
                    for (; target.Length > 0; target = target[source.Length..])
                    {
                        source.CopyTo(target);
                    }
                });
            case byte[] bytes:
                var copies = new byte[(int)total];
                for (int i = 0; i < count; i++)
                {
                    bytes.CopyTo(copies, i * length);
                }

                return copies;
            default:
                var list = (IReadOnlyList<object?>)value;
                var items = new object?[(int)total];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = list[i % length];
                }

                return list is TupleValue ? new TupleValue(items) : items;
        }
    }
}

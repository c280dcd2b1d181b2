using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Arithmetic and comparisons of arrays, element by element.</summary>
internal static class ArrayMath
{
    /// <summary>Multiplies every element.</summary>
    public static ArrayValue Multiply(ArrayValue array, in PythonNumber factor)
    {
        var type = Promote(array.Type, factor.IsReal);
        var other = factor;
        return Map(array, type, item => Fit(type, PythonNumber.Multiply(Number(item), other)));
    }

    /// <summary>Divides every element; by zero to infinity.</summary>
    public static ArrayValue Divide(ArrayValue array, in PythonNumber divisor)
    {
        var type = array.Type == ArrayElementType.Float32 ? ArrayElementType.Float32 : ArrayElementType.Float64;
        double by = divisor.ToDouble();
        return Map(array, type, item => Fit(type, Number(item).ToDouble() / by));
    }

    /// <summary>Rounds a number of a certain width.</summary>
    public static ArrayValue Round(ArrayValue scalar, long digits) => Map(scalar, scalar.Type, item => item switch
    {
        double real => PythonFloats.Round(real, digits),
        _ => PythonFloats.Round(Number(item).Whole, digits),
    });

    /// <summary>Adds two arrays of one shape, or a number to every element.</summary>
    /// <exception cref="PythonException">The shapes differ, or an element is no number.</exception>
    public static object Add(object? left, object? right)
    {
        if (left is ArrayValue a && right is ArrayValue b && (a.Rank == 0) == (b.Rank == 0))
        {
            if (!a.Shape.AsSpan().SequenceEqual(b.Shape.AsSpan()))
            {
                throw PythonException.Value($"{PythonValues.Describe(a)} and {PythonValues.Describe(b)} cannot be added");
            }

            var type = (ArrayElementType)Math.Max((int)a.Type, (int)b.Type);
            int i = 0;
            return Map(a, type, item => Fit(type, PythonNumber.Add(Number(item), Number(b.Items[i++]))));
        }

        var array = left is ArrayValue { Rank: > 0 } || right is not ArrayValue ? (ArrayValue)left! : (ArrayValue)right;
        var number = Number(ReferenceEquals(array, left) ? right : left);
        var promoted = Promote(array.Type, number.IsReal);
        return Map(array, promoted, item => Fit(promoted, PythonNumber.Add(Number(item), number)));
    }

    /// <summary>Compares an array, or two of one shape; only the answer for a single element is an answer.</summary>
    /// <exception cref="PythonException">There are several elements, or none.</exception>
    public static bool Compare(object? left, object? right, Func<object?, object?, bool> compare)
    {
        var array = left as ArrayValue ?? (ArrayValue)right!;
        if (array.Size != 1 || (left is ArrayValue a && right is ArrayValue b && a.Size != b.Size))
        {
            throw PythonValues.Ambiguous();
        }

        return compare(Single(left), Single(right));
    }

    /// <summary>The number that an element is.</summary>
    /// <exception cref="PythonException">It is none.</exception>
    private static PythonNumber Number(object? item) =>
        PythonNumber.TryGet(item, out var number) ? number : throw PythonException.Type($"{PythonValues.Describe(item)} is no number");

    private static object? Single(object? value) => value switch
    {
        ArrayValue array => array.Items[0],
        IReadOnlyList<object?> { Count: 1 } list => Single(PythonValues.Normalize(list[0])),
        _ => value,
    };

    private static ArrayElementType Promote(ArrayElementType type, bool isReal) => type switch
    {
        ArrayElementType.Float32 or ArrayElementType.Float64 or ArrayElementType.Object or ArrayElementType.Text => type,
        _ when isReal => ArrayElementType.Float64,
        ArrayElementType.Boolean => ArrayElementType.Int64,
        _ => type,
    };

    private static object Fit(ArrayElementType type, object number) => type switch
    {
        ArrayElementType.Float32 => (double)(float)Number(number).ToDouble(),
        ArrayElementType.Float64 => Number(number).ToDouble(),
        _ => number,
    };

    private static ArrayValue Map(ArrayValue array, ArrayElementType type, Func<object?, object?> convert)
    {
        if (array.Type == ArrayElementType.Text)
        {
            throw PythonException.Type("an array of texts cannot be computed with");
        }

        var items = new object?[array.Size];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = convert(array.Items[i]);
        }

        return new(type, array.Shape, items);
    }
}

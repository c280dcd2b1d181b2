using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// An array of any rank, as the reference engine's blocks hand around: polygons, velocities, keypoints of one detection. Rank 0 is a
/// number of a certain width; it divides by zero to infinity where other numbers fail.
/// </summary>
/// <param name="type">The type of the elements.</param>
/// <param name="shape">The length of every dimension.</param>
/// <param name="items">The elements, the last dimension first.</param>
internal sealed class ArrayValue(ArrayElementType type, ImmutableArray<int> shape, IReadOnlyList<object?> items)
{
    public ArrayElementType Type { get; } = type;

    public ImmutableArray<int> Shape { get; } = shape;

    public IReadOnlyList<object?> Items { get; } = items;

    public int Rank => Shape.Length;

    /// <summary>Number of elements.</summary>
    public int Size => Items.Count;

    /// <summary>Number of parts along the first dimension.</summary>
    public int Length => Shape[0];

    /// <summary>The part at <paramref name="index"/> of the first dimension: an array of a rank less, or an element.</summary>
    public object? this[int index]
    {
        get
        {
            if (Rank == 1)
            {
                return Type is ArrayElementType.Float64 or ArrayElementType.Text or ArrayElementType.Object
                    ? Items[index]
                    : new ArrayValue(Type, [], [Items[index]]);
            }

            int size = Size / Length;
            return new ArrayValue(Type, Shape.RemoveAt(0), new Part(Items, index * size, size));
        }
    }

    public static ArrayValue Of(params double[] values) => new(ArrayElementType.Float64, [values.Length], Array.ConvertAll(values, value => (object?)value));

    public static ArrayValue Of(params long[] values) => new(ArrayElementType.Int64, [values.Length], Array.ConvertAll(values, value => (object?)value));

    /// <summary>The array as lists of lists.</summary>
    public object? ToList() => Rank == 0 ? Items[0] : ToList(0, 0, Size);

    private object?[] ToList(int dimension, int offset, int size)
    {
        var list = new object?[Shape[dimension]];
        int step = list.Length == 0 ? 0 : size / list.Length;
        for (int i = 0; i < list.Length; i++)
        {
            int at = offset + i * step;
            list[i] = dimension == Rank - 1 ? Items[at] : ToList(dimension + 1, at, step);
        }

        return list;
    }

    private sealed class Part(IReadOnlyList<object?> items, int offset, int count) : IReadOnlyList<object?>
    {
        public int Count => count;

        public object? this[int index] => (uint)index < (uint)count ? items[offset + index] : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<object?> GetEnumerator()
        {
            for (int i = 0; i < count; i++)
            {
                yield return items[offset + i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What the elements of an <see cref="ArrayValue"/> are.</summary>
internal enum ArrayElementType
{
    Boolean,
    UInt8,
    Int32,
    Int64,
    Float32,
    Float64,
    Text,
    Object,
}

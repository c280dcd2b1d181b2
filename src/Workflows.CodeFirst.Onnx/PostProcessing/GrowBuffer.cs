using System.Numerics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>An array that is kept from run to run and only ever grows, so that steady state allocates nothing.</summary>
internal struct GrowBuffer<T>
    where T : struct
{
    private T[]? array;

    /// <summary>The first <paramref name="length"/> elements, with whatever they held.</summary>
    public Span<T> Take(int length)
    {
        if (array is null || array.Length < length)
        {
            array = new T[Math.Max(256, length > 1 << 29 ? length : (int)BitOperations.RoundUpToPowerOf2((uint)length))];
        }

        return array.AsSpan(0, length);
    }
}

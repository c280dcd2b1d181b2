using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Sorts by falling score; equal scores keep the order of their numbers. In place and without allocation.</summary>
internal static class ScoreOrder
{
    /// <summary>A key that sorts, ascending, as (falling <paramref name="score"/>, rising <paramref name="index"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(float score, int index)
    {
        // Adding zero makes -0 and +0 the same. Flipping maps floats to unsigned integers of the same order.
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
        uint rising = (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
        return ((ulong)~rising << 32) | (uint)index;
    }

    /// <summary>The number in a key.</summary>
    public static int Index(ulong key) => (int)(uint)key;

    /// <summary>Fills and sorts the keys of <paramref name="scores"/>.</summary>
    public static Span<ulong> Sort(ReadOnlySpan<float> scores, ScratchMemory memory)
    {
        var keys = memory.Take<ulong>(scores.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(scores[i], i);
        }

        keys.Sort();
        return keys;
    }
}

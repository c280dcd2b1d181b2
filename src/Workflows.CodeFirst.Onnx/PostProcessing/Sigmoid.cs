using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>1 / (1 + e^-x), in single precision.</summary>
internal static class Sigmoid
{
    /// <summary>Of one number; the same bits as <see cref="Of(ReadOnlySpan{float}, Span{float})"/> gives.</summary>
    public static float Of(float value)
    {
        float result = 0;
        Of<Lanes1>(new(in value), new(ref result));
        return result;
    }

    /// <summary>Of many numbers. The spans may be the same.</summary>
    public static void Of(ReadOnlySpan<float> values, Span<float> results)
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Of<Lanes512>(values, results);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            done = Of<Lanes256>(values, results);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            done = Of<Lanes128>(values, results);
        }

        Of<Lanes1>(values[done..], results[done..]);
    }

    internal static int Of<TLanes>(ReadOnlySpan<float> values, Span<float> results)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref readonly float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(results[..values.Length]);
        int i = 0;
        for (; i + TLanes.Count <= values.Length; i += TLanes.Count)
        {
            TLanes.Store(Of(TLanes.Load(in source, i)), ref target, i);
        }

        return i;
    }

    /// <summary>Of each lane.</summary>
    internal static TLanes Of<TLanes>(TLanes value)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var one = TLanes.Broadcast(1);
        return one / (one + TLanes.Exp(TLanes.Broadcast(0) - value));
    }
}

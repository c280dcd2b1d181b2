using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Scores that are stored anchor by anchor: a row of classes for each.</summary>
internal static class RowScan
{
    /// <summary>Whether any number of a row is above a bound.</summary>
    public static bool AnyAbove(ReadOnlySpan<float> row, float bound)
    {
        ref readonly float first = ref MemoryMarshal.GetReference(row);
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var limit = Lanes256.Broadcast(bound);
            for (; i + Lanes256.Count <= row.Length; i += Lanes256.Count)
            {
                if (Lanes256.GreaterBits(Lanes256.Load(in first, i), limit) != 0)
                {
                    return true;
                }
            }
        }

        for (; i < row.Length; i++)
        {
            if (row[i] > bound)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The greatest number of a row, NaN aside, and the first place that has it.</summary>
    public static (float Score, int Class) Best(ReadOnlySpan<float> row)
    {
        float best = float.NegativeInfinity;
        int at = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] > best)
            {
                (best, at) = (row[i], i);
            }
        }

        return (best, at);
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>The best class of each pixel of a row and its share in the softmax over all classes.</summary>
internal static class PixelClasses
{
    /// <summary>Judges a row.</summary>
    /// <param name="logits">One row a class, each <paramref name="stride"/> apart.</param>
    /// <param name="stride">From one class's row to the next; at least the width, rounded up to 16.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    /// <param name="ids">Receives the first class with the greatest logit, as a number; as long as <paramref name="stride"/>.</param>
    /// <param name="scores">Receives its share; NaN where a logit is not finite. As long as <paramref name="stride"/>.</param>
    public static void Judge(ReadOnlySpan<float> logits, int stride, int classes, Span<float> ids, Span<float> scores)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Judge<Lanes512>(logits, stride, classes, ids, scores);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Judge<Lanes256>(logits, stride, classes, ids, scores);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Judge<Lanes128>(logits, stride, classes, ids, scores);
        }
        else
        {
            Judge<Lanes1>(logits, stride, classes, ids, scores);
        }
    }

    internal static void Judge<TLanes>(ReadOnlySpan<float> logits, int stride, int classes, Span<float> ids, Span<float> scores)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref readonly float source = ref MemoryMarshal.GetReference(logits[..(stride * classes)]);
        ref float idRef = ref MemoryMarshal.GetReference(ids[..stride]);
        ref float scoreRef = ref MemoryMarshal.GetReference(scores[..stride]);
        var one = TLanes.Broadcast(1);
        for (int x = 0; x < stride; x += TLanes.Count)
        {
            var best = TLanes.Load(in source, x);
            var id = TLanes.Broadcast(0);
            for (int c = 1; c < classes; c++)
            {
                var logit = TLanes.Load(in source, c * stride + x);
                id = TLanes.IfGreater(logit, best, TLanes.Broadcast(c), id);
                best = TLanes.IfGreater(logit, best, logit, best);
            }

            var sum = TLanes.Broadcast(0);
            for (int c = 0; c < classes; c++)
            {
                // The vectors' exponential of 0 is a little more than 1, which would keep certain pixels below the full score.
                var difference = TLanes.Load(in source, c * stride + x) - best;
                sum += TLanes.IfEqual(difference, TLanes.Broadcast(0), one, TLanes.Exp(difference));
            }

            TLanes.Store(id, ref idRef, x);
            TLanes.Store(one / sum, ref scoreRef, x);
        }
    }
}

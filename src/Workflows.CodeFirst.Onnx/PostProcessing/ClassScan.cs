using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Finds the best class of every anchor in scores that are stored class by class, and the anchors whose best score passes: one pass over
/// the tensor in stripes of anchors whose intermediate values stay in the first-level cache.
/// </summary>
internal static class ClassScan
{
    private const int StripeLength = 1024;

    /// <summary>Lists the anchors, ascending, whose greatest score is above a bound.</summary>
    /// <param name="scores">Class-major scores: the score of anchor <c>a</c> for class <c>c</c> is at <c>c * anchors + a</c>.</param>
    /// <param name="classes">Number of classes, 1 or more.</param>
    /// <param name="anchors">Number of anchors.</param>
    /// <param name="bound">What the score must exceed.</param>
    /// <param name="passed">Receives anchors; as long as there are anchors.</param>
    /// <param name="bestScores">Receives the greatest score of each listed anchor, NaN aside.</param>
    /// <param name="bestClasses">Receives the first class that has it.</param>
    /// <returns>How many anchors passed.</returns>
    public static int Run(
        ReadOnlySpan<float> scores, int classes, int anchors, float bound, Span<int> passed, Span<float> bestScores, Span<int> bestClasses)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Run<Lanes512>(scores, classes, anchors, bound, passed, bestScores, bestClasses);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Run<Lanes256>(scores, classes, anchors, bound, passed, bestScores, bestClasses);
        }

        return Vector128.IsHardwareAccelerated
            ? Run<Lanes128>(scores, classes, anchors, bound, passed, bestScores, bestClasses)
            : Run<Lanes1>(scores, classes, anchors, bound, passed, bestScores, bestClasses);
    }

    internal static int Run<TLanes>(
        ReadOnlySpan<float> scores, int classes, int anchors, float bound, Span<int> passed, Span<float> bestScores, Span<int> bestClasses)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, (long)classes * anchors, nameof(scores));
        Span<float> best = stackalloc float[StripeLength];
        Span<float> bestClass = stackalloc float[StripeLength];
        int count = 0;
        for (int start = 0; start < anchors; start += StripeLength)
        {
            int length = Math.Min(StripeLength, anchors - start);
            int whole = length - length % TLanes.Count;
            Stripe<TLanes>(scores, classes, anchors, start, whole, best, bestClass);
            Tail(scores, classes, anchors, start, whole, length, best, bestClass);
            count = Compact<TLanes>(best[..length], bestClass, start, bound, count, passed, bestScores, bestClasses);
        }

        return count;
    }

    private static void Stripe<TLanes>(
        ReadOnlySpan<float> scores, int classes, int anchors, int start, int length, Span<float> best, Span<float> bestClass)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref float bestRef = ref MemoryMarshal.GetReference(best);
        ref float classRef = ref MemoryMarshal.GetReference(bestClass);
        var lowest = TLanes.Broadcast(float.NegativeInfinity);
        var zero = TLanes.Broadcast(0);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(lowest, ref bestRef, i);
            TLanes.Store(zero, ref classRef, i);
        }

        // Four classes at a time, so that the running maximum is loaded and stored a quarter as often.
        int c = 0;
        for (; c + 4 <= classes; c += 4)
        {
            ref readonly float row0 = ref scores[c * anchors + start];
            ref readonly float row1 = ref scores[(c + 1) * anchors + start];
            ref readonly float row2 = ref scores[(c + 2) * anchors + start];
            ref readonly float row3 = ref scores[(c + 3) * anchors + start];
            TLanes id0 = TLanes.Broadcast(c), id1 = TLanes.Broadcast(c + 1), id2 = TLanes.Broadcast(c + 2), id3 = TLanes.Broadcast(c + 3);
            for (int i = 0; i < length; i += TLanes.Count)
            {
                var max = TLanes.Load(in bestRef, i);
                var id = TLanes.Load(in classRef, i);
                Take(TLanes.Load(in row0, i), id0, ref max, ref id);
                Take(TLanes.Load(in row1, i), id1, ref max, ref id);
                Take(TLanes.Load(in row2, i), id2, ref max, ref id);
                Take(TLanes.Load(in row3, i), id3, ref max, ref id);
                TLanes.Store(max, ref bestRef, i);
                TLanes.Store(id, ref classRef, i);
            }
        }

        for (; c < classes && length > 0; c++)
        {
            ref readonly float row = ref scores[c * anchors + start];
            var rowId = TLanes.Broadcast(c);
            for (int i = 0; i < length; i += TLanes.Count)
            {
                var max = TLanes.Load(in bestRef, i);
                var id = TLanes.Load(in classRef, i);
                Take(TLanes.Load(in row, i), rowId, ref max, ref id);
                TLanes.Store(max, ref bestRef, i);
                TLanes.Store(id, ref classRef, i);
            }
        }
    }

    private static void Take<TLanes>(TLanes score, TLanes scoreId, ref TLanes max, ref TLanes id)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        id = TLanes.IfGreater(score, max, scoreId, id);
        max = TLanes.IfGreater(score, max, score, max);
    }

    private static void Tail(
        ReadOnlySpan<float> scores, int classes, int anchors, int start, int from, int to, Span<float> best, Span<float> bestClass)
    {
        for (int i = from; i < to; i++)
        {
            float max = float.NegativeInfinity;
            int id = 0;
            for (int c = 0; c < classes; c++)
            {
                float score = scores[c * anchors + start + i];
                if (score > max)
                {
                    (max, id) = (score, c);
                }
            }

            (best[i], bestClass[i]) = (max, id);
        }
    }

    private static int Compact<TLanes>(
        ReadOnlySpan<float> best, ReadOnlySpan<float> bestClass, int start, float bound, int count, Span<int> passed, Span<float> scores, Span<int> classes)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        ref readonly float bestRef = ref MemoryMarshal.GetReference(best);
        var limit = TLanes.Broadcast(bound);
        int i = 0;
        for (; i + TLanes.Count <= best.Length; i += TLanes.Count)
        {
            for (uint bits = TLanes.GreaterBits(TLanes.Load(in bestRef, i), limit); bits != 0; bits &= bits - 1)
            {
                int at = i + BitOperations.TrailingZeroCount(bits);
                (passed[count], scores[count], classes[count]) = (start + at, best[at], (int)bestClass[at]);
                count++;
            }
        }

        for (; i < best.Length; i++)
        {
            if (best[i] > bound)
            {
                (passed[count], scores[count], classes[count]) = (start + i, best[i], (int)bestClass[i]);
                count++;
            }
        }

        return count;
    }
}

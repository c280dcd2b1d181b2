using System.Numerics;
using System.Runtime.CompilerServices;
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
    private const int GroupLength = 8;

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

        // What a stripe leaves behind lies on the stack, aligned like the rows.
        Span<float> memory = stackalloc float[2 * (StripeLength + TLanes.Count) + TLanes.Count];
        memory = memory[Lead<TLanes>(memory)..];
        var scan = new Scan(scores, classes, anchors, memory[..(StripeLength + TLanes.Count)], memory[(StripeLength + TLanes.Count)..]);
        int count = 0, start = 0;

        // Rows mostly start at the same place of a cache line. Vectors that cross into the next line take twice as long, so the first few
        // anchors are looked at apart.
        int lead = Lead<TLanes>(scores);
        if (lead > 0 && anchors >= 2 * TLanes.Count)
        {
            scan.Stripe<TLanes>(0, TLanes.Count, bound);
            count = scan.Compact<TLanes>(0, lead, bound, count, passed, bestScores, bestClasses);
            start = lead;
        }

        while (start < anchors)
        {
            // What would be less than a vector at the end is added to the stripe before it.
            int left = anchors - start, length = left < StripeLength + TLanes.Count ? left : StripeLength;
            scan.Stripe<TLanes>(start, length, bound);
            count = scan.Compact<TLanes>(start, length, bound, count, passed, bestScores, bestClasses);
            start += length;
        }

        return count;
    }

    /// <summary>How many numbers come before the first one that lies at a multiple of the vector's size.</summary>
    private static int Lead<TLanes>(ReadOnlySpan<float> scores)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(scores));
        return (int)(-address / sizeof(float) & (TLanes.Count - 1));
    }

    /// <summary>The scores, and what a stripe leaves behind.</summary>
    private readonly ref struct Scan(ReadOnlySpan<float> scores, int classes, int anchors, Span<float> best, Span<float> bestGroup)
    {
        private readonly ReadOnlySpan<float> scores = scores;
        private readonly Span<float> best = best;
        private readonly Span<float> bestGroup = bestGroup;

        /// <summary>
        /// For each anchor of a stripe the greatest score above the bound and the first class of the group that has it. Few anchors have one,
        /// so mostly nothing is stored. Which class of the group it is gets looked up later, for the anchors that pass.
        /// </summary>
        public void Stripe<TLanes>(int start, int length, float bound)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            if (length < TLanes.Count)
            {
                Narrow(start, length);
                return;
            }

            best[..length].Fill(bound);
            bestGroup[..length].Clear();
            int grouped = classes - classes % GroupLength;
            for (int c = 0; c < grouped; c += GroupLength)
            {
                Group<TLanes>(start, length, c);
            }

            for (int c = grouped; c < classes; c++)
            {
                Single<TLanes>(start, length, c);
            }
        }

        /// <summary>Lists the anchors of a stripe that pass.</summary>
        public int Compact<TLanes>(int start, int length, float bound, int count, Span<int> passed, Span<float> bestScores, Span<int> bestClasses)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            ref readonly float bestRef = ref MemoryMarshal.GetReference(best);
            var limit = TLanes.Broadcast(bound);
            for (int i = 0; i < length; i += TLanes.Count)
            {
                uint bits = TLanes.GreaterBits(TLanes.Load(in bestRef, i), limit);
                for (; bits != 0; bits &= bits - 1)
                {
                    int at = i + BitOperations.TrailingZeroCount(bits);
                    if (at >= length)
                    {
                        break;
                    }

                    passed[count] = start + at;
                    bestScores[count] = best[at];
                    bestClasses[count] = ClassOf(start + at, (int)bestGroup[at], best[at]);
                    count++;
                }
            }

            return count;
        }

        private void Group<TLanes>(int start, int length, int c)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            ref float bestRef = ref MemoryMarshal.GetReference(best);
            ref float groupRef = ref MemoryMarshal.GetReference(bestGroup);
            ref readonly float row = ref scores[c * anchors + start];
            var id = TLanes.Broadcast(c);
            for (int i = 0; ; i += TLanes.Count)
            {
                // The last vector overlaps the one before it.
                i = Math.Min(i, length - TLanes.Count);
                var before = TLanes.Load(in bestRef, i);

                // The running maximum is the second operand, which is what stays when the score is not a number.
                var max = TLanes.Max(TLanes.Load(in row, i), before);
                max = TLanes.Max(TLanes.Load(in row, i + anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 2 * anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 3 * anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 4 * anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 5 * anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 6 * anchors), max);
                max = TLanes.Max(TLanes.Load(in row, i + 7 * anchors), max);
                Keep(max, before, id, ref bestRef, ref groupRef, i);
                if (i + TLanes.Count >= length)
                {
                    return;
                }
            }
        }

        private void Single<TLanes>(int start, int length, int c)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            ref float bestRef = ref MemoryMarshal.GetReference(best);
            ref float groupRef = ref MemoryMarshal.GetReference(bestGroup);
            ref readonly float row = ref scores[c * anchors + start];
            var id = TLanes.Broadcast(c);
            for (int i = 0; ; i += TLanes.Count)
            {
                i = Math.Min(i, length - TLanes.Count);
                var before = TLanes.Load(in bestRef, i);
                var max = TLanes.Max(TLanes.Load(in row, i), before);
                Keep(max, before, id, ref bestRef, ref groupRef, i);
                if (i + TLanes.Count >= length)
                {
                    return;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Keep<TLanes>(TLanes max, TLanes before, TLanes id, ref float bestRef, ref float groupRef, int i)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            if (TLanes.GreaterBits(max, before) != 0)
            {
                TLanes.Store(TLanes.IfGreater(max, before, id, TLanes.Load(in groupRef, i)), ref groupRef, i);
                TLanes.Store(max, ref bestRef, i);
            }
        }

        /// <summary>Fewer anchors than a vector holds.</summary>
        private void Narrow(int start, int length)
        {
            for (int i = 0; i < length; i++)
            {
                best[i] = float.NegativeInfinity;
                bestGroup[i] = 0;
                for (int c = 0; c < classes; c++)
                {
                    float score = scores[c * anchors + start + i];
                    if (score > best[i])
                    {
                        (best[i], bestGroup[i]) = (score, c);
                    }
                }
            }
        }

        /// <summary>The first class from a group's first on that has the score.</summary>
        private int ClassOf(int anchor, int group, float score)
        {
            int c = group;
            while (scores[c * anchors + anchor] != score)
            {
                c++;
            }

            return c;
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Drops boxes that overlap a stronger one too much. Going down the scores, a box is compared with the boxes kept so far; since only
/// those suppress, this gives what the usual formulation gives, and it can stop as soon as enough boxes are kept: 100,000 candidates
/// cost at most 100,000 times the number of kept boxes.
/// </summary>
internal static class NonMaxSuppression
{
    // torchvision's CPU form of batched NMS separates classes by shifting boxes while there are at most this many.
    private const int MostShifted = 1000;

    /// <summary>Intersection over union as torchvision's <c>batched_nms</c> does it on a CPU (today's packages).</summary>
    /// <remarks>
    /// Up to 1,000 candidates classes are separated by adding class × (greatest coordinate + 1) to the coordinates, in single
    /// precision; the rounding that this causes is part of the reference's results.
    /// </remarks>
    /// <param name="candidates">The boxes.</param>
    /// <param name="iouThreshold">A box goes when the ratio is greater.</param>
    /// <param name="classAgnostic">Whether boxes of other classes suppress too.</param>
    /// <param name="most">How many boxes to keep at most.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <returns>Rows of <paramref name="candidates"/>, by falling score.</returns>
    public static Span<int> Current(Candidates candidates, double iouThreshold, bool classAgnostic, int most, DecodeScratch scratch)
    {
        bool shifted = !classAgnostic && candidates.Count <= MostShifted;
        float shift = shifted ? GreatestCoordinate(candidates) + 1f : 0f;
        return Run(candidates, new IntersectionOverUnion(Bound(iouThreshold)), shift, !classAgnostic && !shifted, most, scratch);
    }

    /// <summary>The same as <see cref="Current"/> with classes kept apart exactly, whatever their number.</summary>
    /// <inheritdoc cref="Current"/>
    internal static Span<int> PerClass(Candidates candidates, double iouThreshold, int most, DecodeScratch scratch) =>
        Run(candidates, new IntersectionOverUnion(Bound(iouThreshold)), 0f, perClass: true, most, scratch);

    /// <summary>Intersection over the weaker box's own area, with one pixel added to every extent (packages of the legacy format).</summary>
    /// <inheritdoc cref="Current"/>
    public static Span<int> Legacy(Candidates candidates, double iouThreshold, bool classAgnostic, int most, DecodeScratch scratch) =>
        Run(candidates, new IntersectionOverOwnArea((float)iouThreshold), 0f, !classAgnostic, most, scratch);

    // The ratio is single, the threshold double precision: greater than the threshold means greater than the float below it.
    private static float Bound(double iouThreshold)
    {
        float bound = (float)iouThreshold;
        return bound > iouThreshold ? MathF.BitDecrement(bound) : bound;
    }

    private static float GreatestCoordinate(Candidates candidates)
    {
        float greatest = float.NegativeInfinity;
        for (int i = 0; i < candidates.Count; i++)
        {
            greatest = Math.Max(greatest, Math.Max(Math.Max(candidates.X1[i], candidates.X2[i]), Math.Max(candidates.Y1[i], candidates.Y2[i])));
        }

        return greatest;
    }

    private static Span<int> Run<TOverlap>(Candidates candidates, TOverlap overlap, float shift, bool perClass, int most, DecodeScratch scratch)
        where TOverlap : struct, IOverlap
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Run<Lanes512, TOverlap>(candidates, overlap, shift, perClass, most, scratch);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Run<Lanes256, TOverlap>(candidates, overlap, shift, perClass, most, scratch);
        }

        return Vector128.IsHardwareAccelerated
            ? Run<Lanes128, TOverlap>(candidates, overlap, shift, perClass, most, scratch)
            : Run<Lanes1, TOverlap>(candidates, overlap, shift, perClass, most, scratch);
    }

    internal static Span<int> Run<TLanes, TOverlap>(
        Candidates candidates, TOverlap overlap, float shift, bool perClass, int most, DecodeScratch scratch)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOverlap : struct, IOverlap
    {
        var keys = ScoreOrder.Sort(candidates.Scores, scratch.Memory);
        most = Math.Clamp(most, 0, keys.Length);
        var rows = scratch.Memory.Take<int>(most);
        int capacity = (most + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        var memory = scratch.Memory.Take<float>(capacity * 6);
        var kept = new KeptBoxes(memory, capacity);
        int count = 0;
        for (int i = 0; i < keys.Length && count < most; i++)
        {
            int row = ScoreOrder.Index(keys[i]);
            float offset = candidates.ClassIds[row] * shift;
            float x1 = candidates.X1[row] + offset, y1 = candidates.Y1[row] + offset;
            float x2 = candidates.X2[row] + offset, y2 = candidates.Y2[row] + offset;
            float group = perClass ? candidates.ClassIds[row] : 0f;
            float area = TOverlap.Area(x1, y1, x2, y2);
            if (IsSuppressed<TLanes, TOverlap>(overlap, kept, count, x1, y1, x2, y2, area, group))
            {
                continue;
            }

            if (count % TLanes.Count == 0)
            {
                kept.ClearGroups(count, TLanes.Count);
            }

            kept.Set(count, x1, y1, x2, y2, area, group);
            rows[count++] = row;
        }

        return rows[..count];
    }

    private static bool IsSuppressed<TLanes, TOverlap>(
        TOverlap overlap, KeptBoxes kept, int count, float x1, float y1, float x2, float y2, float area, float group)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOverlap : struct, IOverlap
    {
        TLanes left = TLanes.Broadcast(x1), top = TLanes.Broadcast(y1), right = TLanes.Broadcast(x2), bottom = TLanes.Broadcast(y2);
        TLanes own = TLanes.Broadcast(area), ownGroup = TLanes.Broadcast(group), zero = TLanes.Broadcast(0);
        ref float x1s = ref MemoryMarshal.GetReference(kept.X1);
        ref float y1s = ref MemoryMarshal.GetReference(kept.Y1);
        ref float x2s = ref MemoryMarshal.GetReference(kept.X2);
        ref float y2s = ref MemoryMarshal.GetReference(kept.Y2);
        ref float areas = ref MemoryMarshal.GetReference(kept.Areas);
        ref float groups = ref MemoryMarshal.GetReference(kept.Groups);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            var width = TOverlap.Extent(TLanes.Min(right, TLanes.Load(in x2s, i)), TLanes.Max(left, TLanes.Load(in x1s, i)));
            var height = TOverlap.Extent(TLanes.Min(bottom, TLanes.Load(in y2s, i)), TLanes.Max(top, TLanes.Load(in y1s, i)));
            var intersection = TLanes.Max(width, zero) * TLanes.Max(height, zero);

            // Another class, or a place behind the last kept box, does not suppress: no area in common. Most vectors have none at all,
            // and zero is never above a threshold from zero up, so the division is rarely needed.
            intersection = TLanes.IfEqual(TLanes.Load(in groups, i), ownGroup, intersection, zero);
            if ((overlap.Bound < 0 || TLanes.GreaterBits(intersection, zero) != 0)
                && overlap.Exceeds(intersection, TLanes.Load(in areas, i), own, TLanes.Load(in groups, i), ownGroup))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How overlap is measured.</summary>
    internal interface IOverlap
    {
        float Bound { get; }

        static abstract float Area(float x1, float y1, float x2, float y2);

        static abstract TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes>;

        bool Exceeds<TLanes>(TLanes intersection, TLanes keptArea, TLanes ownArea, TLanes keptGroup, TLanes ownGroup)
            where TLanes : struct, IFloatLanes<TLanes>;
    }

    internal readonly struct IntersectionOverUnion(float bound) : IOverlap
    {
        public float Bound => bound;

        public static float Area(float x1, float y1, float x2, float y2) => (x2 - x1) * (y2 - y1);

        public static TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes> => end - start;

        public bool Exceeds<TLanes>(TLanes intersection, TLanes keptArea, TLanes ownArea, TLanes keptGroup, TLanes ownGroup)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            var ratio = intersection / (keptArea + ownArea - intersection);
            var limit = TLanes.Broadcast(bound);
            return TLanes.GreaterBits(TLanes.IfEqual(keptGroup, ownGroup, ratio, limit), limit) != 0;
        }
    }

    internal readonly struct IntersectionOverOwnArea(float bound) : IOverlap
    {
        public float Bound => bound;

        public static float Area(float x1, float y1, float x2, float y2) => (x2 - x1 + 1f) * (y2 - y1 + 1f);

        public static TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes> => end - start + TLanes.Broadcast(1);

        public bool Exceeds<TLanes>(TLanes intersection, TLanes keptArea, TLanes ownArea, TLanes keptGroup, TLanes ownGroup)
            where TLanes : struct, IFloatLanes<TLanes>
        {
            var limit = TLanes.Broadcast(bound);
            return TLanes.GreaterBits(TLanes.IfEqual(keptGroup, ownGroup, intersection / ownArea, limit), limit) != 0;
        }
    }

    /// <summary>Columns of kept boxes; places behind the last one belong to no class.</summary>
    private readonly ref struct KeptBoxes(Span<float> memory, int capacity)
    {
        public Span<float> X1 { get; } = memory[..capacity];

        public Span<float> Y1 { get; } = memory.Slice(capacity, capacity);

        public Span<float> X2 { get; } = memory.Slice(2 * capacity, capacity);

        public Span<float> Y2 { get; } = memory.Slice(3 * capacity, capacity);

        public Span<float> Areas { get; } = memory.Slice(4 * capacity, capacity);

        public Span<float> Groups { get; } = memory.Slice(5 * capacity, capacity);

        public void ClearGroups(int start, int length) => Groups.Slice(start, length).Fill(float.NaN);

        public void Set(int i, float x1, float y1, float x2, float y2, float area, float group)
        {
            X1[i] = x1;
            Y1[i] = y1;
            X2[i] = x2;
            Y2[i] = y2;
            Areas[i] = area;
            Groups[i] = group;
        }
    }
}

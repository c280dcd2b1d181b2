using System.Numerics.Tensors;
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

    private static float GreatestCoordinate(Candidates candidates) => candidates.Count == 0
        ? 0
        : Math.Max(
            Math.Max(TensorPrimitives.Max(candidates.X1), TensorPrimitives.Max(candidates.X2)),
            Math.Max(TensorPrimitives.Max(candidates.Y1), TensorPrimitives.Max(candidates.Y2)));

    private static Span<int> Run<TOverlap>(Candidates candidates, TOverlap overlap, float shift, bool perClass, int most, DecodeScratch scratch)
        where TOverlap : struct, IOverlap
    {
        // Places of a vector that hold no box yet have no area in common with anything, which is not above a threshold from zero up.
        if (Vector512.IsHardwareAccelerated && overlap.Bound >= 0)
        {
            return Run<Lanes512, TOverlap>(candidates, overlap, shift, perClass, most, scratch);
        }

        if (Vector256.IsHardwareAccelerated && overlap.Bound >= 0)
        {
            return Run<Lanes256, TOverlap>(candidates, overlap, shift, perClass, most, scratch);
        }

        return Vector128.IsHardwareAccelerated && overlap.Bound >= 0
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
        var kept = new KeptBoxes(scratch.Memory.Take<float>(capacity * KeptBoxes.Columns), capacity);
        ReadOnlySpan<float> x1s = candidates.X1, y1s = candidates.Y1, x2s = candidates.X2, y2s = candidates.Y2;
        var classIds = candidates.ClassIds;
        int count = 0;
        for (int i = 0; i < keys.Length && count < most; i++)
        {
            int row = ScoreOrder.Index(keys[i]);
            float offset = classIds[row] * shift;
            float x1 = x1s[row] + offset, y1 = y1s[row] + offset, x2 = x2s[row] + offset, y2 = y2s[row] + offset;
            float area = TOverlap.Area(x1, y1, x2, y2);
            bool isSuppressed = perClass
                ? kept.SuppressInClass<TLanes, TOverlap>(overlap, count, x1, y1, x2, y2, area, classIds[row])
                : kept.Suppress<TLanes, TOverlap>(overlap, count, x1, y1, x2, y2, area);
            if (isSuppressed)
            {
                continue;
            }

            if (count % TLanes.Count == 0)
            {
                kept.Clear(count, TLanes.Count);
            }

            kept.Set(count, x1, y1, x2, y2, area, classIds[row]);
            rows[count++] = row;
        }

        return rows[..count];
    }

    /// <summary>How overlap is measured.</summary>
    internal interface IOverlap
    {
        /// <summary>A box goes when the ratio is greater.</summary>
        float Bound { get; }

        static abstract float Area(float x1, float y1, float x2, float y2);

        /// <summary>The length from one coordinate to another; negative or zero where there is none.</summary>
        static abstract TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes>;

        static abstract TLanes Ratio<TLanes>(TLanes common, TLanes keptArea, TLanes ownArea)
            where TLanes : struct, IFloatLanes<TLanes>;
    }

    internal readonly struct IntersectionOverUnion(float bound) : IOverlap
    {
        public float Bound => bound;

        public static float Area(float x1, float y1, float x2, float y2) => (x2 - x1) * (y2 - y1);

        public static TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes> => end - start;

        public static TLanes Ratio<TLanes>(TLanes common, TLanes keptArea, TLanes ownArea)
            where TLanes : struct, IFloatLanes<TLanes> => common / (keptArea + ownArea - common);
    }

    internal readonly struct IntersectionOverOwnArea(float bound) : IOverlap
    {
        public float Bound => bound;

        public static float Area(float x1, float y1, float x2, float y2) => (x2 - x1 + 1f) * (y2 - y1 + 1f);

        public static TLanes Extent<TLanes>(TLanes end, TLanes start)
            where TLanes : struct, IFloatLanes<TLanes> => end - start + TLanes.Broadcast(1);

        public static TLanes Ratio<TLanes>(TLanes common, TLanes keptArea, TLanes ownArea)
            where TLanes : struct, IFloatLanes<TLanes> => common / ownArea;
    }
}

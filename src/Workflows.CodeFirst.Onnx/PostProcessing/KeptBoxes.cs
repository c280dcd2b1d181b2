using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>The boxes that suppression kept so far, as columns that are compared a vector at a time.</summary>
internal readonly ref struct KeptBoxes
{
    /// <summary>How many numbers a box takes.</summary>
    public const int Columns = 6;

    private readonly Span<float> x1;
    private readonly Span<float> y1;
    private readonly Span<float> x2;
    private readonly Span<float> y2;
    private readonly Span<float> areas;
    private readonly Span<float> classes;

    /// <param name="memory">Room for the boxes.</param>
    /// <param name="capacity">The most boxes; whole vectors.</param>
    public KeptBoxes(Span<float> memory, int capacity)
    {
        x1 = memory[..capacity];
        y1 = memory.Slice(capacity, capacity);
        x2 = memory.Slice(2 * capacity, capacity);
        y2 = memory.Slice(3 * capacity, capacity);
        areas = memory.Slice(4 * capacity, capacity);
        classes = memory.Slice(5 * capacity, capacity);
    }

    /// <summary>Makes places hold boxes that are inside out and overlap nothing.</summary>
    public void Clear(int start, int length)
    {
        x1.Slice(start, length).Fill(float.PositiveInfinity);
        y1.Slice(start, length).Fill(float.PositiveInfinity);
        x2.Slice(start, length).Fill(float.NegativeInfinity);
        y2.Slice(start, length).Fill(float.NegativeInfinity);
        areas.Slice(start, length).Clear();
        classes.Slice(start, length).Fill(float.NaN);
    }

    public void Set(int i, float left, float top, float right, float bottom, float area, int classId)
    {
        x1[i] = left;
        y1[i] = top;
        x2[i] = right;
        y2[i] = bottom;
        areas[i] = area;
        classes[i] = classId;
    }

    /// <summary>Whether any of the first <paramref name="count"/> boxes overlaps a box too much.</summary>
    public bool Suppress<TLanes, TOverlap>(TOverlap overlap, int count, float left, float top, float right, float bottom, float area)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOverlap : struct, NonMaxSuppression.IOverlap
    {
        ref readonly float x1Ref = ref MemoryMarshal.GetReference(x1), y1Ref = ref MemoryMarshal.GetReference(y1);
        ref readonly float x2Ref = ref MemoryMarshal.GetReference(x2), y2Ref = ref MemoryMarshal.GetReference(y2);
        TLanes l = TLanes.Broadcast(left), t = TLanes.Broadcast(top), r = TLanes.Broadcast(right), b = TLanes.Broadcast(bottom);
        var zero = TLanes.Broadcast(0);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            var width = TOverlap.Extent(TLanes.Min(r, TLanes.Load(in x2Ref, i)), TLanes.Max(l, TLanes.Load(in x1Ref, i)));
            var height = TOverlap.Extent(TLanes.Min(b, TLanes.Load(in y2Ref, i)), TLanes.Max(t, TLanes.Load(in y1Ref, i)));
            var common = TLanes.Max(width, zero) * TLanes.Max(height, zero);

            // Most boxes have nothing in common with any of a vector's, which saves the division.
            if (overlap.Bound >= 0 && TLanes.GreaterBits(common, zero) == 0)
            {
                continue;
            }

            var ratio = TOverlap.Ratio(common, TLanes.Load(in MemoryMarshal.GetReference(areas), i), TLanes.Broadcast(area));
            if (TLanes.GreaterBits(ratio, TLanes.Broadcast(overlap.Bound)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same among the boxes of one class.</summary>
    public bool SuppressInClass<TLanes, TOverlap>(
        TOverlap overlap, int count, float left, float top, float right, float bottom, float area, int classId)
        where TLanes : struct, IFloatLanes<TLanes>
        where TOverlap : struct, NonMaxSuppression.IOverlap
    {
        ref readonly float x1Ref = ref MemoryMarshal.GetReference(x1), y1Ref = ref MemoryMarshal.GetReference(y1);
        ref readonly float x2Ref = ref MemoryMarshal.GetReference(x2), y2Ref = ref MemoryMarshal.GetReference(y2);
        ref readonly float classRef = ref MemoryMarshal.GetReference(classes);
        TLanes l = TLanes.Broadcast(left), t = TLanes.Broadcast(top), r = TLanes.Broadcast(right), b = TLanes.Broadcast(bottom);
        TLanes zero = TLanes.Broadcast(0), own = TLanes.Broadcast(classId), limit = TLanes.Broadcast(overlap.Bound);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            var width = TOverlap.Extent(TLanes.Min(r, TLanes.Load(in x2Ref, i)), TLanes.Max(l, TLanes.Load(in x1Ref, i)));
            var height = TOverlap.Extent(TLanes.Min(b, TLanes.Load(in y2Ref, i)), TLanes.Max(t, TLanes.Load(in y1Ref, i)));
            var kept = TLanes.Load(in classRef, i);
            var common = TLanes.IfEqual(kept, own, TLanes.Max(width, zero) * TLanes.Max(height, zero), zero);
            if (overlap.Bound >= 0 && TLanes.GreaterBits(common, zero) == 0)
            {
                continue;
            }

            var ratio = TOverlap.Ratio(common, TLanes.Load(in MemoryMarshal.GetReference(areas), i), TLanes.Broadcast(area));
            if (TLanes.GreaterBits(TLanes.IfEqual(kept, own, ratio, limit), limit) != 0)
            {
                return true;
            }
        }

        return false;
    }
}

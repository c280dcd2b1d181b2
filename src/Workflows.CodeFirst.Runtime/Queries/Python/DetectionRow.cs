namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// One detection of a set, as filters see it. In Python it is a tuple: box, mask, confidence, class number, tracker number, and a
/// dictionary with everything else.
/// </summary>
internal sealed class DetectionRow(Detections detections, int index)
{
    public const int TupleLength = 6;

    public Detections Detections { get; } = detections;

    public int Index { get; } = index;

    public bool IsSame(DetectionRow other) => ReferenceEquals(Detections, other.Detections) && Index == other.Index;

    /// <summary>The detection as the tuple.</summary>
    public TupleValue ToTuple()
    {
        var box = Detections.Boxes[Index];
        var masks = DetectionMasks.Of(Detections);
        return new(
            ArrayValue.Of(box.X1, box.Y1, box.X2, box.Y2),
            masks.IsDefaultOrEmpty ? null : new ArrayValue(ArrayElementType.Boolean, [masks[Index].Size.Height, masks[Index].Size.Width], new MaskPixels(masks[Index])),
            Detections.Confidences.IsDefaultOrEmpty ? null : Detections.Confidences[Index],
            Detections.ClassIds.IsDefaultOrEmpty ? null : (long)Detections.ClassIds[Index],
            Detections.TrackerIds.IsDefaultOrEmpty ? null : (long)Detections.TrackerIds[Index],
            DetectionColumns.Row(Detections, Index));
    }

    /// <summary>The pixels of a mask as elements of an array, made when they are read.</summary>
    private sealed class MaskPixels(Mask mask) : IReadOnlyList<object?>
    {
        private static readonly object Set = true, Unset = false;

        public int Count => (int)mask.Size.PixelCount;

        public object? this[int index]
        {
            get
            {
                var (row, column) = Math.DivRem(index, mask.Size.Width);
                return mask.Contains(column, row) ? Set : Unset;
            }
        }

        public IEnumerator<object?> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

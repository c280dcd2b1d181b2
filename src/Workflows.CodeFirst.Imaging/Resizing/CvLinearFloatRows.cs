using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// OpenCV's bilinear resize of floats: columns first, then rows, each as <c>a * (1 - f) + b * f</c> with every product and sum rounded
/// (no fused multiply-add); the plain mean when both axes shrink to exactly one half; a copy when the size stays.
/// </summary>
internal ref struct CvLinearFloatRows<TSource> : IFloatPixelRows
    where TSource : struct, IFloatPixelRows, allows ref struct
{
    private readonly CvLinearAxis columns;
    private readonly CvLinearAxis rows;
    private readonly SimdWidth width;
    private readonly Span<float> sourceRow;
    private readonly Span<float> first;
    private readonly Span<float> second;
    private TSource source;
    private RowPair<float> blended;

    public CvLinearFloatRows(TSource source, ImageSize sourceSize, ImageSize destination, ScratchMemory scratch, SimdWidth width)
    {
        this.source = source;
        this.width = width;
        columns = CvLinearAxis.Get(sourceSize.Width, destination.Width);
        rows = CvLinearAxis.Get(sourceSize.Height, destination.Height);
        sourceRow = scratch.Take<float>(PixelRows.Length(sourceSize.Width));
        int length = PixelRows.Length(Math.Max(columns.IsHalving && rows.IsHalving ? sourceSize.Width : 0, destination.Width));
        first = scratch.Take<float>(length);
        second = scratch.Take<float>(length);
        blended = new(first, second);
    }

    /// <inheritdoc/>
    public void Read(int y, Span<float> quads)
    {
        if (columns.Source == columns.Destination && rows.Source == rows.Destination)
        {
            source.Read(y, quads);
            return;
        }

        if (columns.IsHalving && rows.IsHalving)
        {
            source.Read(2 * y, first);
            source.Read(2 * y + 1, second);
            Halve(first, second, quads, columns.Destination);
            return;
        }

        if (blended.IsUpperMissing(rows.UpperRow[y], out var upper))
        {
            BlendColumns(rows.UpperRow[y], upper);
        }

        if (blended.IsLowerMissing(rows.LowerRow[y], out var lower))
        {
            BlendColumns(rows.LowerRow[y], lower);
        }

        FloatBlend.Rows(upper, lower, 1 - rows.RowFraction[y], rows.RowFraction[y], quads, columns.Destination * 4, width);
    }

    private void BlendColumns(int y, Span<float> blended)
    {
        source.Read(y, sourceRow);

        // The last column's right neighbour has weight 0, but 0 times whatever lies there must be 0.
        sourceRow.Slice(columns.Source * 4, 4).Clear();
        if (width == SimdWidth.Scalar)
        {
            for (int x = 0; x < columns.Destination; x++)
            {
                int left = columns.Column[x] * 4;
                float fraction = columns.ColumnFraction[x];
                for (int c = 0; c < 4; c++)
                {
                    float a = sourceRow[left + c] * (1 - fraction), b = sourceRow[left + 4 + c] * fraction;
                    blended[x * 4 + c] = a + b;
                }
            }

            return;
        }

        ref float from = ref MemoryMarshal.GetReference(sourceRow);
        ref float to = ref MemoryMarshal.GetReference(blended);
        for (int x = 0; x < columns.Destination; x++)
        {
            int left = columns.Column[x] * 4;
            float fraction = columns.ColumnFraction[x];
            Vector128<float> a = Vector128.LoadUnsafe(ref from, (nuint)left) * (1 - fraction);
            Vector128<float> b = Vector128.LoadUnsafe(ref from, (nuint)(left + 4)) * fraction;
            (a + b).StoreUnsafe(ref to, (nuint)(x * 4));
        }
    }

    private static void Halve(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Span<float> target, int count)
    {
        for (int x = 0; x < count; x++)
        {
            for (int c = 0; c < 4; c++)
            {
                int at = x * 8 + c;
                target[x * 4 + c] = (upper[at] + upper[at + 4] + lower[at] + lower[at + 4]) * 0.25f;
            }
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// <see cref="CvLinearFloatRows{TSource}"/> for bytes that are resized as floats: only the pixels that are needed are converted. Neither for
/// sizes that stay nor for exact halves.
/// </summary>
internal ref struct CvLinearByteFloatRows : IFloatPixelRows
{
    private readonly SourceRows source;
    private readonly PixelShuffle shuffle;
    private readonly CvLinearAxis columns;
    private readonly CvLinearAxis rows;
    private readonly SimdWidth width;
    private RowPair<float> blended;

    public CvLinearByteFloatRows(ImageView source, ImageSize destination, ChannelOrder order, ScratchMemory scratch, SimdWidth width)
    {
        this.source = new SourceRows(source, scratch);
        this.width = width;
        shuffle = new PixelShuffle(source.Format, order);
        columns = CvLinearAxis.Get(source.Width, destination.Width);
        rows = CvLinearAxis.Get(source.Height, destination.Height);
        blended = new(scratch.Take<float>(PixelRows.Length(destination.Width)), scratch.Take<float>(PixelRows.Length(destination.Width)));
    }

    /// <inheritdoc/>
    public void Read(int y, Span<float> quads)
    {
        int first = rows.UpperRow[y], second = rows.LowerRow[y];
        if (blended.IsUpperMissing(first, out var upper))
        {
            BlendColumns(source[first], upper);
        }

        if (blended.IsLowerMissing(second, out var lower))
        {
            BlendColumns(source[second], lower);
        }

        FloatBlend.Rows(upper, lower, 1 - rows.RowFraction[y], rows.RowFraction[y], quads, columns.Destination * 4, width);
    }

    private readonly void BlendColumns(ReadOnlySpan<byte> row, Span<float> blended)
    {
        if (width == SimdWidth.Scalar)
        {
            BlendColumnsScalar(row, blended);
            return;
        }

        ref byte pixels = ref MemoryMarshal.GetReference(row);
        ref float target = ref MemoryMarshal.GetReference(blended);
        ref float blends = ref MemoryMarshal.GetArrayDataReference(columns.ColumnBlends);
        int step = shuffle.Step;
        Vector128<byte> quads = shuffle.FourPixels;
        for (int x = 0; x < columns.Destination; x++)
        {
            Vector128<byte> pair = Lanes.Shuffle(Vector128.LoadUnsafe(ref pixels, (nuint)(columns.Column[x] * step)), quads);
            if (Avx2.IsSupported && width >= SimdWidth.Vector256)
            {
                Vector256<float> values = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(pair)) * Vector256.LoadUnsafe(ref blends, (nuint)(x * 8));
                (values.GetLower() + values.GetUpper()).StoreUnsafe(ref target, (nuint)(x * 4));
            }
            else
            {
                (Vector128<uint> left, Vector128<uint> right) = Vector128.Widen(Vector128.WidenLower(pair));
                Vector128<float> a = Vector128.ConvertToSingle(left.AsInt32()) * Vector128.LoadUnsafe(ref blends, (nuint)(x * 8));
                Vector128<float> b = Vector128.ConvertToSingle(right.AsInt32()) * Vector128.LoadUnsafe(ref blends, (nuint)(x * 8 + 4));
                (a + b).StoreUnsafe(ref target, (nuint)(x * 4));
            }
        }
    }

    private readonly void BlendColumnsScalar(ReadOnlySpan<byte> row, Span<float> blended)
    {
        Span<int> offsets = [shuffle.Channel0, shuffle.Channel1, shuffle.Channel2];
        for (int x = 0; x < columns.Destination; x++)
        {
            int left = columns.Column[x], right = Math.Min(left + 1, columns.Source - 1);
            float fraction = columns.ColumnFraction[x];
            for (int c = 0; c < 3; c++)
            {
                float a = row[left * shuffle.Step + offsets[c]] * (1 - fraction), b = row[right * shuffle.Step + offsets[c]] * fraction;
                blended[x * 4 + c] = a + b;
            }

            blended[x * 4 + 3] = 0;
        }
    }
}

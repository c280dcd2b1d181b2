using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Rows of bytes as floats: the same numbers, or what a table of 3 × 256 floats makes of them.</summary>
internal ref struct WidenedPixelRows<TRows> : IFloatPixelRows
    where TRows : struct, IPixelRows, allows ref struct
{
    private readonly int width;
    private readonly float[]? table;
    private readonly Span<byte> quads;
    private TRows rows;

    public WidenedPixelRows(TRows rows, int width, float[]? table, ScratchMemory scratch)
    {
        this.rows = rows;
        this.width = width;
        this.table = table;
        quads = scratch.Take<byte>(PixelRows.Length(width));
    }

    /// <inheritdoc/>
    public void Read(int y, Span<float> quads)
    {
        rows.Read(y, this.quads);
        if (table is not null)
        {
            for (int x = 0; x < width * 4; x += 4)
            {
                quads[x] = table[this.quads[x]];
                quads[x + 1] = table[256 + this.quads[x + 1]];
                quads[x + 2] = table[512 + this.quads[x + 2]];
                quads[x + 3] = 0;
            }

            return;
        }

        ref byte from = ref MemoryMarshal.GetReference(this.quads);
        ref float to = ref MemoryMarshal.GetReference(quads);
        for (int x = 0; x < width * 4; x += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)x));
            (Vector128<uint> p0, Vector128<uint> p1) = Vector128.Widen(low);
            (Vector128<uint> p2, Vector128<uint> p3) = Vector128.Widen(high);
            Vector128.ConvertToSingle(p0.AsInt32()).StoreUnsafe(ref to, (nuint)x);
            Vector128.ConvertToSingle(p1.AsInt32()).StoreUnsafe(ref to, (nuint)(x + 4));
            Vector128.ConvertToSingle(p2.AsInt32()).StoreUnsafe(ref to, (nuint)(x + 8));
            Vector128.ConvertToSingle(p3.AsInt32()).StoreUnsafe(ref to, (nuint)(x + 12));
        }
    }
}

/// <summary>An image of float quads in memory, such as the result of a first step.</summary>
internal readonly ref struct FloatImageRows(ReadOnlySpan<float> quads, int width) : IFloatPixelRows
{
    private readonly ReadOnlySpan<float> image = quads;

    /// <inheritdoc/>
    public void Read(int y, Span<float> quads) => image.Slice(y * width * 4, width * 4).CopyTo(quads);
}

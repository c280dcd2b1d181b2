namespace Workflows.CodeFirst;

/// <summary>Makes masks out of masks, word by word.</summary>
internal static class MaskCombination
{
    public static Mask Union(Mask left, Mask right)
    {
        left.CheckSize(right);
        var (a, b) = (left.Region, right.Region);
        if (a.IsEmpty || b.IsEmpty)
        {
            return a.IsEmpty ? right : left;
        }

        int x = Math.Min(a.X, b.X), y = Math.Min(a.Y, b.Y);
        var region = new PixelRectangle(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
        var plane = new BitPlane(region.Width, region.Height);
        Add(left, region, plane);
        Add(right, region, plane);
        return new(left.Size, region, plane);
    }

    public static Mask Intersect(Mask left, Mask right)
    {
        left.CheckSize(right);
        var region = left.Region.Intersect(right.Region);
        var plane = new BitPlane(region.Width, region.Height);
        Span<ulong> words = new ulong[BitPlane.Stride(region.Width)];
        for (int y = 0; y < region.Height; y++)
        {
            var target = plane.Row(y);
            BitPlane.Shift(left.Bits.Row(region.Y + y - left.Region.Y), region.X - left.Region.X, region.Width, target);
            BitPlane.Shift(right.Bits.Row(region.Y + y - right.Region.Y), region.X - right.Region.X, region.Width, words);
            for (int i = 0; i < words.Length; i++)
            {
                target[i] &= words[i];
            }
        }

        return new(left.Size, region, plane);
    }

    /// <summary>The nearest pixels of a mask: pixel <c>x, y</c> of the result is pixel <c>columns[x], rows[y]</c>.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="columns">Columns of the mask, ascending.</param>
    /// <param name="rows">Rows of the mask, ascending.</param>
    public static Mask Sample(Mask mask, ReadOnlySpan<int> columns, ReadOnlySpan<int> rows)
    {
        var size = new ImageSize(columns.Length, rows.Length);
        var region = mask.Region;
        int left = FirstAtLeast(columns, region.X), right = FirstAtLeast(columns, region.Right);
        int top = FirstAtLeast(rows, region.Y), bottom = FirstAtLeast(rows, region.Bottom);
        var target = new PixelRectangle(left, top, right - left, bottom - top);
        if (region.IsEmpty || target.IsEmpty)
        {
            return new(size);
        }

        var plane = new BitPlane(target.Width, target.Height);
        for (int y = 0; y < target.Height; y++)
        {
            if (y > 0 && rows[top + y] == rows[top + y - 1])
            {
                plane.Row(y - 1).CopyTo(plane.Row(y));
                continue;
            }

            var source = mask.Bits.Row(rows[top + y] - region.Y);
            for (int x = BitPlane.Next(source, 0, true, region.Width); x < region.Width;)
            {
                int end = BitPlane.Next(source, x, false, region.Width);
                plane.Fill(FirstAtLeast(columns, region.X + x) - left, FirstAtLeast(columns, region.X + end) - left, y);
                x = BitPlane.Next(source, end, true, region.Width);
            }
        }

        return new(size, target, plane);
    }

    private static void Add(Mask mask, PixelRectangle region, BitPlane plane)
    {
        for (int y = 0; y < mask.Region.Height; y++)
        {
            var source = mask.Bits.Row(y);
            var target = plane.Row(mask.Region.Y + y - region.Y);
            int word = (mask.Region.X - region.X) >> 6, shift = (mask.Region.X - region.X) & 63;
            for (int i = 0; i < source.Length; i++, word++)
            {
                target[word] |= source[i] << shift;
                if (shift != 0 && word + 1 < target.Length)
                {
                    target[word + 1] |= source[i] >> (64 - shift);
                }
            }
        }
    }

    private static int FirstAtLeast(ReadOnlySpan<int> ascending, int value)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (ascending[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

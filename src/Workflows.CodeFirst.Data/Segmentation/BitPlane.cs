using System.Numerics;

namespace Workflows.CodeFirst;

/// <summary>Bits in rows of 64-bit words, the first pixel in the lowest bit. Bits behind the width are zero.</summary>
internal readonly struct BitPlane
{
    private readonly ulong[] words;

    public BitPlane(int width, int height)
        : this(new ulong[(long)Stride(width) * height], width, height)
    {
    }

    public BitPlane(ulong[] words, int width, int height)
    {
        this.words = words;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    public bool this[int x, int y] => (Row(y)[x >> 6] >> (x & 63) & 1) != 0;

    /// <summary>Words a row takes.</summary>
    public static int Stride(int width) => (width + 63) >> 6;

    public Span<ulong> Row(int y)
    {
        int stride = Stride(Width);
        return words.AsSpan(y * stride, stride);
    }

    public void Set(int x, int y) => Row(y)[x >> 6] |= 1ul << (x & 63);

    /// <summary>Sets the columns from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public void Fill(int start, int end, int y) => Fill(Row(y), start, end);

    public static void Fill(Span<ulong> row, int start, int end)
    {
        if (start >= end)
        {
            return;
        }

        int first = start >> 6, last = (end - 1) >> 6;
        ulong head = ulong.MaxValue << (start & 63), tail = ulong.MaxValue >> (63 - ((end - 1) & 63));
        if (first == last)
        {
            row[first] |= head & tail;
            return;
        }

        row[first] |= head;
        row[(first + 1)..last].Fill(ulong.MaxValue);
        row[last] |= tail;
    }

    public long CountBits()
    {
        long count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The first column at or after <paramref name="x"/> whose bit is <paramref name="value"/>; the width when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> row, int x, bool value, int width)
    {
        int word = x >> 6;
        if (word >= row.Length)
        {
            return width;
        }

        ulong flip = value ? 0 : ulong.MaxValue;
        ulong bits = (row[word] ^ flip) & (ulong.MaxValue << (x & 63));
        while (bits == 0)
        {
            if (++word == row.Length)
            {
                return width;
            }

            bits = row[word] ^ flip;
        }

        return Math.Min(width, (word << 6) + BitOperations.TrailingZeroCount(bits));
    }

    /// <summary>
    /// Writes columns <paramref name="start"/> to before <paramref name="start"/> + <paramref name="width"/> of <paramref name="row"/> to
    /// <paramref name="target"/>, from its first bit on.
    /// </summary>
    public static void Shift(ReadOnlySpan<ulong> row, int start, int width, Span<ulong> target)
    {
        int word = start >> 6, shift = start & 63;
        for (int i = 0; i < target.Length; i++, word++)
        {
            ulong low = word < row.Length ? row[word] >> shift : 0;
            ulong high = shift != 0 && word + 1 < row.Length ? row[word + 1] << (64 - shift) : 0;
            target[i] = low | high;
        }

        if ((width & 63) != 0)
        {
            target[^1] &= ulong.MaxValue >> (64 - (width & 63));
        }
    }
}

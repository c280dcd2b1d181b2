using System.Numerics;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// OpenCV's <c>resize</c> with <c>INTER_AREA</c>, bit for bit: a pixel becomes the mean of the area that it covers. Where an image grows,
/// this is a bilinear resize whose transitions are one source pixel wide.
/// </summary>
internal static class AreaResize
{
    private const int WeightBits = 11;

    /// <summary>Resizes an image, keeping its format.</summary>
    /// <param name="source">The image.</param>
    /// <param name="size">The new size.</param>
    public static Image Apply(ImageView source, ImageSize size)
    {
        var resized = Image.Create(size.Width, size.Height, source.Format);
        if (source.Width < size.Width || source.Height < size.Height)
        {
            Grow(source, resized);
        }
        else if (source.Width % size.Width == 0 && source.Height % size.Height == 0)
        {
            ShrinkByWholes(source, resized);
        }
        else
        {
            Shrink(source, resized);
        }

        return resized;
    }

    private static void ShrinkByWholes(ImageView source, Image target)
    {
        int step = source.Format.BytesPerPixel(), across = source.Width / target.Width, down = source.Height / target.Height;
        var sums = new int[target.Width * step];
        float scale = 1f / (across * down);
        for (int y = 0; y < target.Height; y++)
        {
            Array.Clear(sums);
            for (int row = y * down; row < (y + 1) * down; row++)
            {
                AddGroups(source.Row(row), across, step, sums);
            }

            var line = target.Pixels.Slice(y * target.Stride, sums.Length);
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = across == 2 && down == 2 ? (byte)((sums[i] + 2) >> 2) : (byte)MathF.Round(sums[i] * scale);
            }
        }
    }

    private static void AddGroups(ReadOnlySpan<byte> row, int across, int step, Span<int> sums)
    {
        for (int i = 0, from = 0; i < sums.Length; i += step)
        {
            for (int k = 0; k < across; k++)
            {
                for (int channel = 0; channel < step; channel++)
                {
                    sums[i + channel] += row[from++];
                }
            }
        }
    }

    private static void Shrink(ImageView source, Image target)
    {
        int step = source.Format.BytesPerPixel();
        var (columns, rows) = (Parts(source.Width, target.Width), Parts(source.Height, target.Height));
        var line = new float[target.Width * step];
        var sums = new float[line.Length];
        int y = 0;
        foreach (var (row, position, weight) in rows)
        {
            if (position != y)
            {
                Write(sums, target, y);
                Array.Clear(sums);
                y = position;
            }

            Array.Clear(line);
            AddParts(source.Row(row), columns, step, line);
            AddWeighted(line, weight, sums);
        }

        Write(sums, target, y);
    }

    private static void AddParts(ReadOnlySpan<byte> row, List<Part> columns, int step, Span<float> line)
    {
        foreach (var (column, position, weight) in CollectionsMarshal.AsSpan(columns))
        {
            for (int channel = 0; channel < step; channel++)
            {
                line[position * step + channel] += row[column * step + channel] * weight;
            }
        }
    }

    private static void AddWeighted(ReadOnlySpan<float> line, float weight, Span<float> sums)
    {
        int i = 0;
        for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sums[i..]) + new Vector<float>(line[i..]) * weight).CopyTo(sums[i..]);
        }

        for (; i < line.Length; i++)
        {
            sums[i] += line[i] * weight;
        }
    }

    private static void Write(ReadOnlySpan<float> sums, Image target, int y)
    {
        var line = target.Pixels.Slice(y * target.Stride, sums.Length);
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = (byte)Math.Clamp(MathF.Round(sums[i]), 0, byte.MaxValue);
        }
    }

    /// <summary>What each position of the source gives to which of the result.</summary>
    private static List<Part> Parts(int from, int to)
    {
        const double Sliver = 1e-3;
        var parts = new List<Part>(from + to);
        double scale = 1 / ((double)to / from);
        for (int i = 0; i < to; i++)
        {
            double start = i * scale, end = start + scale, covered = Math.Min(scale, from - start);
            int last = Math.Min((int)Math.Floor(end), from - 1), first = Math.Min((int)Math.Ceiling(start), last);
            if (first - start > Sliver)
            {
                parts.Add(new(first - 1, i, (float)((first - start) / covered)));
            }

            for (int position = first; position < last; position++)
            {
                parts.Add(new(position, i, (float)(1 / covered)));
            }

            if (end - last > Sliver)
            {
                parts.Add(new(last, i, (float)(Math.Min(Math.Min(end - last, 1), covered) / covered)));
            }
        }

        return parts;
    }

    private static void Grow(ImageView source, Image target)
    {
        int step = source.Format.BytesPerPixel();
        var (columns, rows) = (Steps(source.Width, target.Width), Steps(source.Height, target.Height));
        var (upper, lower) = (new int[target.Width * step], new int[target.Width * step]);
        for (int y = 0; y < target.Height; y++)
        {
            var (row, near, far) = rows[y];
            Blend(source.Row(row), columns, step, upper);
            Blend(source.Row(Math.Min(row + 1, source.Height - 1)), columns, step, lower);
            var line = target.Pixels.Slice(y * target.Stride, upper.Length);
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = (byte)((((near * (upper[i] >> 4)) >> 16) + ((far * (lower[i] >> 4)) >> 16) + 2) >> 2);
            }
        }
    }

    private static void Blend(ReadOnlySpan<byte> row, (int Position, int Near, int Far)[] columns, int step, Span<int> line)
    {
        for (int x = 0, i = 0; x < columns.Length; x++)
        {
            var (column, near, far) = columns[x];
            int at = column * step, next = Math.Min(at + step, row.Length - step);
            for (int channel = 0; channel < step; channel++)
            {
                line[i++] = row[at + channel] * near + row[next + channel] * far;
            }
        }
    }

    /// <summary>For each position of the result, one of the source and the weights of it and of the one behind it.</summary>
    private static (int Position, int Near, int Far)[] Steps(int from, int to)
    {
        const int One = 1 << WeightBits;
        var steps = new (int, int, int)[to];
        double inverse = (double)to / from, scale = 1 / inverse;
        for (int i = 0; i < to; i++)
        {
            int position = (int)Math.Floor(i * scale);
            float share = (float)(i + 1 - (position + 1) * inverse);
            share = share <= 0 ? 0 : share - MathF.Floor(share);
            steps[i] = position >= from - 1 ? (from - 1, One, 0) : (position, (int)MathF.Round((1 - share) * One), (int)MathF.Round(share * One));
        }

        return steps;
    }

    private readonly record struct Part(int Source, int Position, float Weight);
}

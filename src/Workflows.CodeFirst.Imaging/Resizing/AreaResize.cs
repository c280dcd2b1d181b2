using System.Numerics;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// OpenCV's <c>resize</c> with <c>INTER_AREA</c>: a pixel becomes the mean of the area that it covers. Where an image grows, this is a
/// bilinear resize whose transitions are one source pixel wide.
/// </summary>
internal static class AreaResize
{
    /// <summary>Resizes an image, keeping its format.</summary>
    /// <param name="source">The image.</param>
    /// <param name="size">The new size.</param>
    public static Image Apply(ImageView source, ImageSize size)
    {
        var resized = Image.Create(size.Width, size.Height, source.Format);
        int step = source.Format.BytesPerPixel();
        bool shrinks = source.Width >= size.Width && source.Height >= size.Height;
        Axis columns = Axis.Create(source.Width, size.Width, shrinks), rows = Axis.Create(source.Height, size.Height, shrinks);
        var line = new float[size.Width * step];
        var sums = new float[line.Length];
        int known = -1;
        for (int y = 0; y < size.Height; y++)
        {
            Array.Clear(sums);
            foreach (var (position, weight) in rows.Of(y))
            {
                if (position != known)
                {
                    Shrink(source.Row(position), columns, step, line);
                    known = position;
                }

                AddWeighted(line, weight, sums);
            }

            var target = resized.Pixels.Slice(y * resized.Stride, line.Length);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = (byte)MathF.Round(Math.Clamp(sums[i], 0, 255));
            }
        }

        return resized;
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

    private static void Shrink(ReadOnlySpan<byte> row, Axis columns, int step, Span<float> line)
    {
        for (int x = 0, i = 0; i < line.Length; x++)
        {
            var parts = columns.Of(x);
            for (int channel = 0; channel < step; channel++, i++)
            {
                float sum = 0;
                foreach (var (position, weight) in parts)
                {
                    sum += row[position * step + channel] * weight;
                }

                line[i] = sum;
            }
        }
    }

    /// <summary>For each place of the result, the places of the source that it is made of, with their shares.</summary>
    private sealed class Axis(List<(int Position, float Weight)> parts, int[] starts)
    {
        public static Axis Create(int from, int to, bool shrinks)
        {
            var parts = new List<(int, float)>();
            var starts = new int[to + 1];
            double scale = (double)from / to;
            for (int i = 0; i < to; i++)
            {
                starts[i] = parts.Count;
                if (shrinks)
                {
                    AddArea(parts, i * scale, Math.Min((i + 1) * scale, from), Math.Min(scale, from - i * scale));
                }
                else
                {
                    AddLine(parts, i, from, to, scale);
                }
            }

            starts[to] = parts.Count;
            return new(parts, starts);
        }

        public ReadOnlySpan<(int Position, float Weight)> Of(int place) =>
            CollectionsMarshal.AsSpan(parts)[starts[place]..starts[place + 1]];

        private static void AddArea(List<(int, float)> parts, double start, double end, double covered)
        {
            const double Sliver = 1e-3;
            int first = (int)Math.Ceiling(start), last = Math.Max(first, (int)Math.Floor(end));
            if (first - start > Sliver)
            {
                parts.Add((first - 1, (float)((first - start) / covered)));
            }

            for (int i = first; i < last; i++)
            {
                parts.Add((i, (float)(1 / covered)));
            }

            if (end - last > Sliver)
            {
                parts.Add((last, (float)(Math.Min(Math.Min(end - last, 1), covered) / covered)));
            }
        }

        private static void AddLine(List<(int, float)> parts, int place, int from, int to, double scale)
        {
            int position = (int)Math.Floor(place * scale);
            double share = place + 1 - (position + 1) * ((double)to / from);
            share = share <= 0 ? 0 : share - Math.Floor(share);
            position = Math.Min(position, from - 1);
            if (share == 0 || position == from - 1)
            {
                parts.Add((position, 1));
                return;
            }

            parts.Add((position, (float)(1 - share)));
            parts.Add((position + 1, (float)share));
        }
    }
}

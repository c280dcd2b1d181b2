using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.CodeFirst;

/// <summary>A class and a score for every pixel of an image, row by row from the top.</summary>
public sealed record SemanticSegmentation
{
    /// <summary>The size of the image that was looked at.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>The class number of every pixel: width × height bytes.</summary>
    public required ReadOnlyMemory<byte> ClassMap { get; init; }

    /// <summary>The score of every pixel, 0 to 255 for 0 to 1: width × height bytes.</summary>
    public required ReadOnlyMemory<byte> ConfidenceMap { get; init; }

    /// <summary>The names of the classes by number.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>The numbers of the classes that occur, ascending.</summary>
    public ImmutableArray<int> PresentClassIds
    {
        get
        {
            Span<bool> occurs = stackalloc bool[256];
            occurs.Clear();
            foreach (byte id in ClassMap.Span)
            {
                occurs[id] = true;
            }

            var present = ImmutableArray.CreateBuilder<int>();
            for (int id = 0; id < occurs.Length; id++)
            {
                if (occurs[id])
                {
                    present.Add(id);
                }
            }

            return present.ToImmutable();
        }
    }

    /// <summary>
    /// One detection for each class that occurs, class 0 excepted: all its pixels as the mask, their mean score as the confidence, and as
    /// the box the first and the last column and row that hold one (so a single pixel has a box of size 0).
    /// </summary>
    public SemanticDetections ToDetections()
    {
        var statistics = new ClassStatistics[256];
        Collect(statistics);
        var rows = new Columns();
        for (int id = 1; id < statistics.Length; id++)
        {
            if (statistics[id].Count > 0)
            {
                rows.Add(id, NameOf(id), statistics[id], MaskOf((byte)id, statistics[id]));
            }
        }

        return new SemanticDetections
        {
            Boxes = rows.Boxes.ToImmutable(),
            Confidences = rows.Confidences.ToImmutable(),
            ClassIds = rows.ClassIds.ToImmutable(),
            ClassNames = rows.ClassNames.ToImmutable(),
            Masks = rows.Masks.ToImmutable(),
            ConfidenceMap = ConfidenceMap,
            ImageSize = Size,
        };
    }

    private void Collect(ClassStatistics[] statistics)
    {
        var ids = ClassMap.Span;
        var scores = ConfidenceMap.Span;
        for (int y = 0; y < Size.Height; y++)
        {
            var row = ids.Slice(y * Size.Width, Size.Width);
            var rowScores = scores.Slice(y * Size.Width, Size.Width);

            // Neighbours mostly belong to one class: a run at a time.
            for (int x = 0; x < row.Length;)
            {
                int length = row[x..].IndexOfAnyExcept(row[x]);
                int end = length < 0 ? row.Length : x + length;
                long total = 0;
                foreach (byte score in rowScores[x..end])
                {
                    total += score;
                }

                statistics[row[x]].Add(x, end - 1, y, total);
                x = end;
            }
        }
    }

    private Mask MaskOf(byte id, in ClassStatistics statistics)
    {
        var region = new PixelRectangle(
            statistics.Left, statistics.Top, statistics.Right - statistics.Left + 1, statistics.Bottom - statistics.Top + 1);
        var bits = new BitPlane(region.Width, region.Height);
        for (int y = 0; y < region.Height; y++)
        {
            var row = ClassMap.Span.Slice((region.Y + y) * Size.Width + region.X, region.Width);
            for (int x = row.IndexOf(id); x >= 0 && x < row.Length;)
            {
                int length = row[x..].IndexOfAnyExcept(id);
                int end = length < 0 ? row.Length : x + length;
                bits.Fill(x, end, y);
                int next = row[end..].IndexOf(id);
                x = next < 0 ? row.Length : end + next;
            }
        }

        return new(Size, region, bits);
    }

    private string NameOf(int id) => id < ClassNames.Length ? ClassNames[id] : id.ToString(CultureInfo.InvariantCulture);

    private struct ClassStatistics
    {
        public long Count;
        public long Total;
        public int Left;
        public int Top;
        public int Right;
        public int Bottom;

        public void Add(int first, int last, int y, long total)
        {
            if (Count == 0)
            {
                (Left, Right, Top) = (first, last, y);
            }

            Left = Math.Min(Left, first);
            Right = Math.Max(Right, last);
            Bottom = y;
            Count += last - first + 1;
            Total += total;
        }
    }

    private sealed class Columns
    {
        public ImmutableArray<Box>.Builder Boxes { get; } = ImmutableArray.CreateBuilder<Box>();

        public ImmutableArray<double>.Builder Confidences { get; } = ImmutableArray.CreateBuilder<double>();

        public ImmutableArray<int>.Builder ClassIds { get; } = ImmutableArray.CreateBuilder<int>();

        public ImmutableArray<string>.Builder ClassNames { get; } = ImmutableArray.CreateBuilder<string>();

        public ImmutableArray<Mask>.Builder Masks { get; } = ImmutableArray.CreateBuilder<Mask>();

        public void Add(int id, string name, in ClassStatistics statistics, Mask mask)
        {
            Boxes.Add(new(statistics.Left, statistics.Top, statistics.Right, statistics.Bottom));

            // The mean is kept in single precision, as the reference does.
            Confidences.Add((float)((double)statistics.Total / statistics.Count / 255));
            ClassIds.Add(id);
            ClassNames.Add(name);
            Masks.Add(mask);
        }
    }
}

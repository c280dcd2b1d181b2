using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class OutlineTests
{
    [Fact]
    public void A_rectangle_starts_at_the_top_left_and_goes_down_first() => Assert.Equal(
        [new(3, 2), new(3, 5), new(7, 5), new(7, 2)],
        Mask(
            "..........",
            "..........",
            "...#####..",
            "...#####..",
            "...#####..",
            "...#####..",
            "..........").ToPolygon().ToArray());

    [Fact]
    public void A_line_has_its_two_ends() => Assert.Equal([new(1, 1), new(5, 1)], Mask(".......", ".#####.", ".......").ToPolygon().ToArray());

    [Fact]
    public void A_single_pixel_is_repeated_when_three_points_are_needed()
    {
        var mask = Mask("...", ".#.");
        Assert.Equal([new(1, 1)], mask.ToPolygon(MaskOutline.MostPoints).ToArray());
        Assert.Equal([new(1, 1), new(1, 1), new(1, 1)], mask.ToPolygon(MaskOutline.LargestArea).ToArray());
    }

    [Fact]
    public void Most_points_and_largest_area_can_be_different_objects()
    {
        var mask = Mask(
            "..............",
            ".######....#..",
            ".######...###.",
            ".######..#.#..",
            ".######...##..",
            "..............");
        Assert.Equal(9, mask.ToPolygon(MaskOutline.MostPoints).Min(point => point.X));
        Assert.Equal([new(1, 1), new(1, 4), new(6, 4), new(6, 1)], mask.ToPolygon(MaskOutline.LargestArea).ToArray());
    }

    [Fact]
    public void Objects_are_listed_last_found_first_and_holes_after_what_they_are_in()
    {
        var contours = Mask(
            "#####..",
            "#...#..",
            "#.#.#..",
            "#...#..",
            "#####.#").FindContours(MaskContours.All);
        Assert.Equal([(6, 4), (0, 0), (0, 1), (2, 2)], contours.Select(contour => ((int)contour[0].X, (int)contour[0].Y)));
    }

    [Fact]
    public void External_outlines_skip_holes_and_what_is_in_them()
    {
        var contours = Mask(
            "#####..",
            "#...#..",
            "#.#.#..",
            "#...#..",
            "#####.#").FindContours(MaskContours.External);
        Assert.Equal([(6, 4), (0, 0)], contours.Select(contour => ((int)contour[0].X, (int)contour[0].Y)));
    }

    [Fact]
    public void Filling_all_outer_outlines_gives_the_mask_with_its_holes_filled() => Prop.ForAll(RandomMasks.All, sample =>
    {
        var filled = new byte[sample.Pixels.Length];
        foreach (var contour in sample.Mask.FindContours(MaskContours.External))
        {
            Merge(filled, CodeFirst.Mask.FromPolygon(contour.AsSpan(), sample.Size));
        }

        return filled.AsSpan().SequenceEqual(WithoutHoles(sample));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Outlines_run_along_set_pixels_without_gaps() => Prop.ForAll(RandomMasks.All, sample =>
    {
        var mask = sample.Mask;
        return mask.FindContours(MaskContours.All).All(contour => Enumerable.Range(0, contour.Length).All(i => IsStraight(mask, contour[i], contour[(i + 1) % contour.Length])));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_object_has_one_outer_outline() => Prop.ForAll(RandomMasks.All, sample =>
    {
        int outer = sample.Mask.FindContours(MaskContours.All).Length - CountHoles(sample);
        return outer == CountObjects(sample);
    }).QuickCheckThrowOnFailure();

    private static Mask Mask(params string[] rows) => CodeFirst.Mask.FromPixels(
        [.. rows.SelectMany(row => row.Select(c => (byte)(c == '#' ? 1 : 0)))], new(rows[0].Length, rows.Length));

    private static bool IsStraight(Mask mask, ImagePoint from, ImagePoint to)
    {
        int steps = (int)Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        return Enumerable.Range(0, steps + 1).All(i => mask.Contains(
            (int)from.X + i * Math.Sign(to.X - from.X), (int)from.Y + i * Math.Sign(to.Y - from.Y)))
            && (from.X == to.X || from.Y == to.Y || Math.Abs(to.X - from.X) == Math.Abs(to.Y - from.Y));
    }

    private static void Merge(byte[] pixels, Mask mask)
    {
        var own = new byte[pixels.Length];
        mask.CopyTo(own);
        for (int i = 0; i < own.Length; i++)
        {
            pixels[i] |= own[i];
        }
    }

    /// <summary>Sets what the surroundings of the image cannot reach over unset neighbours to the left, right, top and bottom.</summary>
    private static byte[] WithoutHoles(RandomMasks.Sample sample)
    {
        var outside = Flood(sample, 0, diagonally: false, fromOutside: true).Outside;
        return [.. outside.Select(reached => (byte)(reached ? 0 : 1))];
    }

    private static int CountObjects(RandomMasks.Sample sample) => Flood(sample, 1, diagonally: true, fromOutside: false).Count;

    private static int CountHoles(RandomMasks.Sample sample) => Flood(sample, 0, diagonally: false, fromOutside: true).Count;

    /// <summary>Counts connected regions of a value; with the surroundings of the image as a region that is not counted.</summary>
    private static (int Count, bool[] Outside) Flood(RandomMasks.Sample sample, byte value, bool diagonally, bool fromOutside)
    {
        int width = sample.Size.Width, height = sample.Size.Height, count = 0;
        var seen = new bool[width * height];
        var outside = new bool[width * height];
        if (fromOutside)
        {
            for (int i = 0; i < seen.Length; i++)
            {
                if (i % width == 0 || i % width == width - 1 || i / width == 0 || i / width == height - 1)
                {
                    Visit(i, outside);
                }
            }
        }

        for (int i = 0; i < seen.Length; i++)
        {
            count += Visit(i, null) ? 1 : 0;
        }

        return (count, outside);

        bool Visit(int start, bool[]? mark)
        {
            var open = new Stack<int>([start]);
            bool any = false;
            while (open.TryPop(out int i))
            {
                if (seen[i] || sample.Pixels[i] != value)
                {
                    continue;
                }

                seen[i] = any = true;
                if (mark is not null)
                {
                    mark[i] = true;
                }

                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        int x = i % width + dx, y = i / width + dy;
                        if ((diagonally || dx == 0 || dy == 0) && (uint)x < (uint)width && (uint)y < (uint)height)
                        {
                            open.Push(y * width + x);
                        }
                    }
                }
            }

            return any;
        }
    }
}

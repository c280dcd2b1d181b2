using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

/// <summary>Masks made of masks agree with what is done pixel by pixel.</summary>
public sealed class MaskCombinationTests
{
    [Fact]
    public void A_union_has_the_pixels_of_both() => Prop.ForAll(RandomMasks.Pairs, static pair =>
        pair.A.Mask.Union(pair.B.Mask).Equals(Combine(pair.A, pair.B, static (a, b) => a | b))).QuickCheckThrowOnFailure();

    [Fact]
    public void An_intersection_has_the_pixels_that_both_have() => Prop.ForAll(RandomMasks.Pairs, static pair =>
        pair.A.Mask.Intersect(pair.B.Mask).Equals(Combine(pair.A, pair.B, static (a, b) => a & b))).QuickCheckThrowOnFailure();

    [Fact]
    public void Masks_in_different_places_are_united_where_they_lie()
    {
        var size = new ImageSize(200, 50);
        var left = Mask.FromPolygon([new(3, 3), new(70, 3), new(70, 20), new(3, 20)], size);
        var right = Mask.FromPolygon([new(130, 10), new(190, 10), new(190, 45), new(130, 45)], size);
        var both = left.Union(right);
        Assert.Equal(left.Area + right.Area, both.Area);
        Assert.Equal(left.Area, both.IntersectionArea(left));
        Assert.Equal(right.Area, both.IntersectionArea(right));
        Assert.True(left.Intersect(right).IsEmpty);
    }

    [Fact]
    public void A_sample_has_the_pixels_of_the_places_that_it_names() => Prop.ForAll(RandomMasks.All, static sample =>
    {
        int[] columns = [.. Enumerable.Range(0, 2 * sample.Size.Width).Select(x => x / 2)], rows = [.. Enumerable.Range(0, sample.Size.Height).Where(y => y % 3 == 0)];
        var sampled = MaskCombination.Sample(sample.Mask, columns, rows);
        return sampled.Size == new ImageSize(columns.Length, rows.Length)
            && Enumerable.Range(0, rows.Length).All(y => Enumerable.Range(0, columns.Length).All(x =>
                sampled.Contains(x, y) == (sample.Pixels[rows[y] * sample.Size.Width + columns[x]] != 0)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Masks_of_different_images_do_not_go_together()
    {
        Assert.Throws<ArgumentException>(() => new Mask(new(2, 2)).Union(new(new(3, 2))));
        Assert.Throws<ArgumentException>(() => new Mask(new(2, 2)).Intersect(new(new(3, 2))));
    }

    private static Mask Combine(RandomMasks.Sample a, RandomMasks.Sample b, Func<int, int, int> combine) =>
        Mask.FromPixels([.. a.Pixels.Zip(b.Pixels, (left, right) => (byte)combine(left, right))], a.Size);
}

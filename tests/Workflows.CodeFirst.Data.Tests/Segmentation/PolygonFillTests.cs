using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class PolygonFillTests
{
    private static readonly ImageSize Size = new(16, 12);

    [Fact]
    public void A_triangle_covers_the_pixels_between_its_sides()
    {
        var mask = Mask.FromPolygon([new(2.7, 1.2), new(12.9, 3.9), new(8.4, 10.6)], Size);
        Assert.Equal([2, 3, 4], Columns(mask, 1));
        Assert.Equal([.. Enumerable.Range(3, 10)], Columns(mask, 3));
        Assert.Equal([8], Columns(mask, 10));
    }

    [Fact]
    public void Vertices_far_outside_are_clipped() =>
        Assert.Equal(16 * 12, Mask.FromPolygon([new(-1e9, -1e9), new(1e9, -1e9), new(1e9, 1e9), new(-1e9, 1e9)], Size).Area);

    [Fact]
    public void Vertices_that_are_no_numbers_do_not_matter_to_others()
    {
        Assert.Equal(1, Mask.FromPolygon([new(double.NaN, double.NaN)], Size).Area);
        Assert.Equal(0, Mask.FromPolygon([], Size).Area);
    }

    [Fact]
    public void A_polygon_beside_the_image_sets_nothing() =>
        Assert.True(Mask.FromPolygon([new(20, 20), new(30, 20), new(30, 30)], Size).IsEmpty);

    [Fact]
    public void A_polygon_contains_its_vertices_and_stays_within_them() => Prop.ForAll(Polygons, polygon =>
    {
        var mask = Mask.FromPolygon(polygon, Size);
        var bounds = mask.Bounds;
        return polygon.All(point => Inside(point) == mask.Contains((int)point.X, (int)point.Y))
            && (mask.IsEmpty || (bounds.X >= Math.Max(0, polygon.Min(point => point.X)) && bounds.Right - 1 <= Math.Min(Size.Width - 1, polygon.Max(point => point.X))
                && bounds.Y >= Math.Max(0, polygon.Min(point => point.Y)) && bounds.Bottom - 1 <= Math.Min(Size.Height - 1, polygon.Max(point => point.Y))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_it_starts_does_not_matter() => Prop.ForAll(Polygons, polygon =>
        Mask.FromPolygon(polygon, Size).Equals(Mask.FromPolygon([.. polygon[1..], polygon[0]], Size))).QuickCheckThrowOnFailure();

    private static Arbitrary<ImagePoint[]> Polygons { get; } =
        (from count in Gen.Choose(1, 8)
         from x in Gen.Choose(-6, 22).ArrayOf(count)
         from y in Gen.Choose(-6, 18).ArrayOf(count)
         select x.Zip(y, (left, top) => new ImagePoint(left, top)).ToArray()).ToArbitrary();

    private static bool Inside(ImagePoint point) => point.X >= 0 && point.X < Size.Width && point.Y >= 0 && point.Y < Size.Height;

    private static int[] Columns(Mask mask, int row) => [.. Enumerable.Range(0, mask.Size.Width).Where(x => mask.Contains(x, row))];
}

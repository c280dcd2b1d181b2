using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Imaging.Tests.Geometry;

/// <summary>Laws of polygons: hulls, rectangles, shared areas, mappings.</summary>
public sealed class PolygonTests
{
    private static readonly ImagePoint[] Star = [new(0, 0), new(20, 5), new(40, 0), new(35, 20), new(40, 40), new(20, 35), new(0, 40), new(5, 20)];

    private static Arbitrary<ImagePoint[]> Points { get; } =
        (from count in Gen.Choose(1, 40)
         from seed in Gen.Choose(0, int.MaxValue - 1)
         from side in Gen.Elements(3, 10, 300)
         select Random(count, seed, side)).ToArbitrary();

    [Fact]
    public void A_hull_is_convex_and_holds_all_points() => Prop.ForAll(Points, static points =>
    {
        var hull = ConvexHull.Of(points, clockwise: true);
        var reverse = ConvexHull.Of(points, clockwise: false);
        return hull.Length == reverse.Length
            && hull.All(points.Contains)
            && (hull.Length < 3 || (PolygonMeasures.IsSimple(hull) && points.All(point => PolygonMeasures.Contains(hull, point))
                && Math.Sign(PolygonMeasures.TwiceSignedArea(hull)) == -Math.Sign(PolygonMeasures.TwiceSignedArea(reverse))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_rectangle_holds_all_points_and_is_no_larger_than_the_upright_one() => Prop.ForAll(Points, static points =>
    {
        var rectangle = MinimumRectangle.Of(points);
        var bounds = PolygonMeasures.Bounds(points);
        var center = new ImagePoint(rectangle.CenterX, rectangle.CenterY);
        double cos = Math.Cos(rectangle.Angle * Math.PI / 180), sin = Math.Sin(rectangle.Angle * Math.PI / 180);
        return rectangle.Width * rectangle.Height <= bounds.Area + 0.01
            && points.All(point => Math.Abs((point.X - center.X) * cos + (point.Y - center.Y) * sin) <= rectangle.Width / 2 + 0.01
                && Math.Abs((point.Y - center.Y) * cos - (point.X - center.X) * sin) <= rectangle.Height / 2 + 0.01);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Simplified_polygons_have_corners_of_the_original_and_no_more_with_more_tolerance() => Prop.ForAll(Points, static points =>
    {
        var hull = ConvexHull.Of(points, clockwise: true);
        var fine = PolygonSimplification.Simplify(hull, 0.5);
        return fine.TrueForAll(hull.Contains) && fine.Count <= hull.Length && PolygonSimplification.Simplify(hull, 1000).Count == 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_polygon_shares_all_of_itself_and_as_much_as_a_window_shows()
    {
        double area = PolygonMeasures.Area(Star);
        Assert.Equal(area, PolygonIntersection.Area(Star, Star), 1e-9);
        double parts = 0;
        for (int x = 0; x < 40; x += 10)
        {
            parts += PolygonIntersection.Area(Star, [new(x, -5), new(x + 10, -5), new(x + 10, 50), new(x, 50)]);
        }

        Assert.Equal(area, parts, 1e-9);
        Assert.Equal(0, PolygonIntersection.Area(Star, [new(50, 0), new(60, 0), new(60, 10)]));
    }

    [Fact]
    public void A_polygon_that_crosses_or_touches_itself_is_not_simple()
    {
        Assert.True(PolygonMeasures.IsSimple(Star));
        Assert.False(PolygonMeasures.IsSimple([new(0, 0), new(10, 10), new(10, 0), new(0, 10)]));
        Assert.False(PolygonMeasures.IsSimple([new(0, 0), new(10, 0), new(10, 10), new(5, 0), new(0, 10)]));
        Assert.False(PolygonMeasures.IsSimple([new(0, 0), new(10, 0), new(20, 0), new(10, 0), new(10, 10)]));
        Assert.False(PolygonMeasures.IsSimple([new(0, 0), new(10, 0), new(20, 0)]));
    }

    [Fact]
    public void A_perspective_takes_its_corners_where_they_belong_and_back()
    {
        ImagePoint[] from = [new(20, 20), new(140, 10), new(150, 110), new(10, 100)], to = [new(0, 0), new(99, 0), new(99, 49), new(0, 49)];
        var mapping = Homography.Between(from, to);
        var back = mapping.Invert();
        for (int i = 0; i < 4; i++)
        {
            var there = mapping.Map(from[i]);
            Assert.Equal(to[i].X, there.X, 1e-3);
            Assert.Equal(to[i].Y, there.Y, 1e-3);
            Assert.Equal(from[i].X, back.Map(to[i]).X, 1e-3);
        }

        Assert.Throws<ArgumentException>(() => Homography.Between([new(0, 0), new(1, 1), new(2, 2), new(3, 3)], to));
    }

    private static ImagePoint[] Random(int count, int seed, int side)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new ImagePoint(random.Next(side), random.Next(side)))];
    }
}

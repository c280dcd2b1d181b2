using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

public sealed class ZoneTests
{
    private static readonly object?[] Arrow = Zone((0, 0), (10, 5), (0, 10), (3, 5));

    [Theory]
    [InlineData(4, 5, true)]
    [InlineData(9, 5, true)]
    [InlineData(1, 5, false)]
    [InlineData(3, 5, false)]
    [InlineData(10, 5, false)]
    [InlineData(0, 0, false)]
    [InlineData(5, 2.5, false)]
    [InlineData(5, 2.5000001, true)]
    [InlineData(11, 5, false)]
    public void Only_points_strictly_inside_are_in_a_zone(double x, double y, bool expected) =>
        Assert.Equal(expected, Zones.Contains(new object?[] { x, y }, Arrow));

    [Fact]
    public void A_rectangle_contains_what_lies_between_its_sides() => Prop.ForAll(
        Gen.Choose(-3, 13).Two().ToArbitrary(),
        point => Zones.Contains(new object?[] { (long)point.Item1, (long)point.Item2 }, Zone((0, 0), (10, 0), (10, 8), (0, 8)))
            == (point.Item1 is > 0 and < 10 && point.Item2 is > 0 and < 8)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_direction_and_the_start_of_the_corners_do_not_matter() => Prop.ForAll(
        Gen.Choose(-1, 12).Two().ToArbitrary(),
        Gen.Choose(0, 3).ToArbitrary(),
        (point, shift) =>
        {
            var at = new TupleValue((long)point.Item1, (long)point.Item2);
            object?[] turned = [.. Arrow.Skip(shift), .. Arrow.Take(shift)];
            return Zones.Contains(at, Arrow) == Zones.Contains(at, turned) && Zones.Contains(at, Arrow) == Zones.Contains(at, turned.Reverse().ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_corners_are_no_zone() =>
        Assert.Equal("ValueError", Assert.Throws<PythonException>(() => Zones.Contains(new object?[] { 1L, 1L }, Zone((0, 0), (2, 2)))).Kind);

    private static object?[] Zone(params (double X, double Y)[] corners) => [.. corners.Select(corner => (object?)new object?[] { corner.X, corner.Y })];
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Analytics;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

public sealed class TrackAnalyticsTests
{
    private static readonly BlockContext Context = new("step");
    private static readonly object?[] Line = [Point(0, 50), Point(100, 50)];
    private static readonly object?[] Square = [Point(0, 0), Point(0, 100), Point(100, 100), Point(100, 0)];

    [Fact]
    public void Crossings_are_counted_a_video()
    {
        var block = new LineCounterV2Block();
        Cross("a", 30, 0, 0);
        Cross("a", 70, 0, 1);
        Cross("b", 70, 0, 0);
        Cross("a", 30, 1, 1);
        Cross("b", 30, 1, 0);

        void Cross(string video, double y, long countIn, long countOut)
        {
            var result = block.Run(new(TestDetections.Image(0, video), TestDetections.At([(50, y)], 7), Line), Context);
            Assert.Equal((countIn, countOut), (result.CountIn, result.CountOut));
        }
    }

    [Fact]
    public void Time_in_a_zone_starts_again_after_the_zone_was_left()
    {
        var block = new TimeInZoneV2Block();
        Assert.Equal([0.0], Times(0, 50));
        Assert.Equal([1.0], Times(10, 60));
        Assert.Empty(Times(20, 300));
        Assert.Equal([0.0], Times(30, 50));

        IEnumerable<object?> Times(int frame, double x) =>
            block.Run(new(TestDetections.Image(frame), TestDetections.At([(x, 50)], 1), Square), Context).TimedDetections.Data[ZoneTimes.Column];
    }

    [Fact]
    public void Of_several_zones_one_is_enough()
    {
        object?[] far = [Point(500, 0), Point(500, 100), Point(600, 100)];
        var result = new TimeInZoneV3Block().Run(new(TestDetections.Image(0), TestDetections.At([(50, 50), (300, 50)], 1, 2), new object?[] { far, Square }), Context);
        Assert.Equal([1], result.TimedDetections.TrackerIds.ToArray());
    }

    [Fact]
    public void A_growing_path_is_as_far_off_as_the_whole_path_compared_at_once()
    {
        var random = new Random(7);
        ImagePoint[] reference = [.. Enumerable.Range(0, 6).Select(_ => Next())], path = [.. Enumerable.Range(0, 12).Select(_ => Next())];
        var growing = new FrechetPath();
        for (int i = 0; i < path.Length; i++)
        {
            Assert.Equal(Distance(path, reference, i, reference.Length - 1), growing.Add(path[i], [.. reference]), 1e-12);
        }

        reference[3] = Next();
        Assert.Equal(Distance([.. path, path[0]], reference, path.Length, reference.Length - 1), growing.Add(path[0], [.. reference]), 1e-12);

        ImagePoint Next() => new(random.Next(100), random.Next(100));
    }

    [Fact]
    public void Speed_is_measured_in_metres_a_second()
    {
        var block = new VelocityBlock();
        block.Run(new(TestDetections.Image(0), TestDetections.At([(10, 10)], 3), 0.5, 10), Context);
        var moved = block.Run(new(TestDetections.Image(10), TestDetections.At([(40, 50)], 3), 0.5, 10), Context).VelocityDetections;
        Assert.Equal(5.0, Assert.IsType<double>(Assert.Single(moved.Data["speed"])), 1e-9);
        Assert.Equal(2.5, Assert.IsType<double>(Assert.Single(moved.Data["smoothed_speed"])), 1e-9);
    }

    [Theory]
    [InlineData("CENTRE", "CENTRE")]
    [InlineData("CENTER_OF_MASS", "masks")]
    public void An_anchor_that_is_not_there_is_named(string anchor, string named)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new PathDeviationV2Block().Run(new(TestDetections.Image(0), TestDetections.At([(1, 1)], 1), Line, anchor), Context));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_zones_lines_and_detections_without_tracks_are_refused()
    {
        var tracked = TestDetections.At([(1, 1)], 1);
        Refused("tracker_id", () => new TimeInZoneV2Block().Run(new(TestDetections.Image(0), TestDetections.At([(1, 1)]), Square), Context));
        Refused("3 or more", () => new TimeInZoneV2Block().Run(new(TestDetections.Image(0), tracked, Line), Context));
        Refused("beyond any image", () => new TimeInZoneV2Block().Run(new(TestDetections.Image(0), tracked, new object?[] { Point(0, 0), Point(1e6, 0), Point(0, 1e6) }), Context));
        Refused("nested too deep", () => new TimeInZoneV3Block().Run(new(TestDetections.Image(0), tracked, new object?[] { new object?[] { Square } }), Context));
        Refused("needs a length", () => new LineCounterV2Block().Run(new(TestDetections.Image(0), tracked, new object?[] { Point(1, 1), Point(1, 1) }), Context));
        Refused("Point 1", () => new LineCounterV2Block().Run(new(TestDetections.Image(0), tracked, new object?[] { Point(1, 1), new object?[] { 1L, "x" } }), Context));
        Refused("smoothing_alpha", () => new VelocityBlock().Run(new(TestDetections.Image(0), tracked, 0), Context));

        static void Refused(string named, Func<object> run) => Assert.Contains(named, Assert.Throws<ArgumentException>(run).Message, StringComparison.Ordinal);
    }

    private static object?[] Point(double x, double y) => [x, y];

    /// <summary>The definition of the distance, word for word.</summary>
    private static double Distance(ImagePoint[] path, ImagePoint[] other, int i, int j)
    {
        double here = double.Hypot(path[i].X - other[j].X, path[i].Y - other[j].Y);
        return (i, j) switch
        {
            (0, 0) => here,
            (_, 0) => Math.Max(Distance(path, other, i - 1, 0), here),
            (0, _) => Math.Max(Distance(path, other, 0, j - 1), here),
            _ => Math.Max(Math.Min(Math.Min(Distance(path, other, i - 1, j), Distance(path, other, i - 1, j - 1)), Distance(path, other, i, j - 1)), here),
        };
    }
}

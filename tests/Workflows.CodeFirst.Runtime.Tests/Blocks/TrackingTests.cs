using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks;
using Workflows.CodeFirst.Runtime.Blocks.Transformations;
using Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

#pragma warning disable WF0003 // Deprecated blocks are tested as well.
public sealed class TrackingTests
{
    private static readonly BlockContext Context = new("tracker");

    [Fact]
    public void A_track_keeps_its_identifier_while_it_moves_and_each_video_counts_for_itself()
    {
        var block = new ByteTrackerV1Block();
        for (int number = 0; number < 10; number++)
        {
            var first = block.Run(new(TestDetections.Frame(number), TestDetections.At([(20 + 3 * number, 50), (200, 50 + 2 * number)])), Context);
            Assert.Equal([1, 2], first.TrackedDetections.TrackerIds.ToArray());
            if (number >= 5)
            {
                var other = block.Run(new(TestDetections.Frame(number, "other"), TestDetections.At([(100, 100)])), Context);
                Assert.Equal([1], other.TrackedDetections.TrackerIds.ToArray());
            }
        }
    }

    [Fact]
    public void A_track_that_was_lost_for_a_while_is_found_again_and_later_is_a_new_one()
    {
        var block = new ByteTrackerV3Block();
        Assert.Equal([1], Track(0, 50).TrackedDetections.TrackerIds.ToArray());
        Assert.Equal([1], Track(1, 50).TrackedDetections.TrackerIds.ToArray());
        Assert.Empty(Track(2).TrackedDetections);
        var back = Track(3, 50);
        Assert.Equal([1], back.AlreadySeenInstances.TrackerIds.ToArray());
        Assert.Empty(back.NewInstances);
        for (int number = 4; number < 30; number++)
        {
            Track(number);
        }

        Track(30, 50);
        Assert.Equal([2], Track(31, 50).NewInstances.TrackerIds.ToArray());

        ByteTrackerV3.Results Track(int number, params double[] x) =>
            block.Run(new(TestDetections.Image(number), TestDetections.At(x.Select(at => (at, 50.0))), lostTrackBuffer: 30), Context);
    }

    [Fact]
    public void The_first_version_demands_a_frame_rate()
    {
        var frame = TestDetections.Frame(0) with { Fps = null };
        var error = Assert.Throws<ArgumentException>(() => new ByteTrackerV1Block().Run(new(frame, TestDetections.At([(50, 50)])), Context));
        Assert.Contains("'fps'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, new[] { 2, 9 }, new[] { 9, 2 })]
    [InlineData(8, new[] { 1, 7 }, new[] { 1, 7 })]
    [InlineData(20, new[] { 8, 9, 16, 17, 18 }, new[] { 8, 9, 16, 17, 18 })]
    [InlineData(40, new[] { 3, 33, 34 }, new[] { 33, 34, 3 })]
    [InlineData(12, new[] { 3, 11 }, new[] { 11, 3 })]
    public void Numbers_that_remain_come_in_the_order_of_a_hash_table(int count, int[] remaining, int[] order)
    {
        bool[] taken = [.. Enumerable.Range(0, count).Select(number => !remaining.Contains(number))];
        var rest = new List<int>();
        PythonSetOrder.Difference(taken, count, count - remaining.Length, rest);
        Assert.Equal(order, rest);
    }

    [Fact]
    public void State_is_bounded_and_what_is_used_stays()
    {
        var table = new BoundedTable<int, string>(2);
        table.Set(1, "a");
        table.Set(2, "b");
        Assert.True(table.TryGet(1, out _));
        table.Set(3, "c");
        Assert.False(table.TryGet(2, out _));
        Assert.True(table.TryGet(1, out string? kept));
        Assert.Equal("a", kept);
        Assert.Equal(2, table.Count);
    }
}

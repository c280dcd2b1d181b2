using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Fusion;
using Workflows.CodeFirst.Runtime.Blocks.Mathematics;
using Workflows.CodeFirst.Runtime.Blocks.Transformations;
using Workflows.CodeFirst.Runtime.Blocks.Video;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

public sealed class StatefulBlockTests
{
    private static readonly BlockContext Context = new("step");

    [Fact]
    public void A_buffer_lists_the_latest_values_first()
    {
        var block = new BufferBlock();
        Assert.Equal([1L, null, null], block.Run(new(1L, 3, true), Context).Output);
        block.Run(new(2L, 3, true), Context);
        block.Run(new(3L, 3, true), Context);
        Assert.Equal([4L, 3L, 2L], block.Run(new(4L, 3, true), Context).Output);
        Assert.Throws<ArgumentException>(() => block.Run(new(5L, -1), Context));
    }

    [Fact]
    public void A_delayed_value_is_that_of_the_frame_before_in_the_same_video()
    {
        var block = new FrameDelayBlock();
        Assert.False(Delay(0, "a").IsAvailable);
        Assert.False(Delay(0, "b").IsAvailable);
        Assert.Equal("a0", Delay(1, "a").Output);
        Assert.False(Delay(0, "a").IsAvailable);
        Assert.Throws<ArgumentException>(() => block.Run(new(TestDetections.Image(0), null, 1), Context));

        FrameDelayV1.Results Delay(int number, string video) => block.Run(new(TestDetections.Image(number, video), $"{video}{number}", -1, "none"), Context);
    }

    [Fact]
    public void What_is_put_aside_belongs_to_a_video_and_goes_with_the_step_that_did()
    {
        var cache = new VideoCache();
        using var get = new CacheGetBlock(cache);
        using (var set = new CacheSetBlock(cache))
        {
            set.Run(new(TestDetections.Image(0, "a"), "key", 7L), Context);
            Assert.Equal(7L, Get("a"));
            Assert.Equal(false, Get("b"));
        }

        Assert.Equal(false, Get("a"));

        object? Get(string video) => get.Run(new(TestDetections.Image(0, video), "key"), Context).Output;
    }

    [Fact]
    public void A_stable_track_goes_on_moving_for_some_frames()
    {
        var block = new DetectionsStabilizerBlock();
        Stabilize(0, 50);
        Stabilize(1, 60);
        var missed = Stabilize(2);
        Assert.Equal([4], missed.TrackerIds.ToArray());
        Assert.True(missed.Boxes[0].X1 > 50);
        for (int number = 3; number < 6; number++)
        {
            missed = Stabilize(number);
        }

        Assert.Empty(missed);

        Detections Stabilize(int number, params double[] x) => block.Run(
            new(TestDetections.Image(number), TestDetections.At(x.Select(at => (at, 50.0)), [.. x.Select(_ => 4)]), 3, 0.5), Context).TrackedDetections;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(-1, -0.8427007929497149)]
    [InlineData(2.9, 0.999958902121900)]
    [InlineData(3.1, 0.9999883513426328)]
    [InlineData(double.PositiveInfinity, 1)]
    public void The_error_function_is_that_of_the_tables(double x, double expected) => Assert.Equal(expected, NormalDistribution.ErrorFunction(x), 1e-13);

    [Fact]
    public void Embeddings_of_different_models_are_not_compared()
    {
        Assert.Throws<ArgumentException>(() => new CosineSimilarityBlock().Run(new([1, 2], [1]), Context));
        var changes = new IdentifyChangesBlock();
        changes.Run(new([1, 2]), Context);
        Assert.Throws<ArgumentException>(() => changes.Run(new([1, 2, 3]), Context));
    }
}

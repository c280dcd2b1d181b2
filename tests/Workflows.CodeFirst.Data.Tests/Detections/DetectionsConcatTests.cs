namespace Workflows.CodeFirst.Data.Tests.Detections;

/// <summary>Sets of detections put into one.</summary>
public sealed class DetectionsConcatTests
{
    [Fact]
    public void Rows_follow_each_other_with_all_their_columns()
    {
        var all = CodeFirst.Detections.Concat(Of(1, 2), CodeFirst.Detections.Empty, Of(3));
        Assert.Equal([1, 2, 3], all.ClassIds.ToArray());
        Assert.Equal(["1", "2", "3"], all.ClassNames.ToArray());
        Assert.Equal([1L, 2L, 3L], all.Data["n"].Cast<long>());
        Assert.Equal(3, all.Boxes[2].X1);
    }

    [Fact]
    public void The_form_stays()
    {
        var mask = Mask.FromPixels([1, 0, 0, 1], new(2, 2));
        var instances = new InstanceDetections { Boxes = [new(0, 0, 1, 1)], Masks = [mask] };
        Assert.Equal([mask, mask], Assert.IsType<InstanceDetections>(CodeFirst.Detections.Concat(instances, instances)).Masks.ToArray());
        var keypoints = new KeypointDetections { Boxes = [new(0, 0, 1, 1)], Keypoints = [[new(1, 2, 0.5, 0, "a")]] };
        Assert.Equal(2, Assert.IsType<KeypointDetections>(CodeFirst.Detections.Concat(keypoints, keypoints)).Keypoints.Length);
    }

    [Fact]
    public void A_column_that_only_some_have_is_refused()
    {
        var tracked = Of(1) with { TrackerIds = [4] };
        Assert.Contains("TrackerIds", Assert.Throws<ArgumentException>(() => CodeFirst.Detections.Concat(tracked, Of(2))).Message, StringComparison.Ordinal);
        var bare = Of(2) with { Data = CodeFirst.Detections.Empty.Data };
        Assert.Throws<ArgumentException>(() => CodeFirst.Detections.Concat(Of(1), bare));
        Assert.Throws<ArgumentException>(() => CodeFirst.Detections.Concat(bare, Of(1)));
    }

    [Fact]
    public void Nothing_put_together_is_nothing() => Assert.Same(CodeFirst.Detections.Empty, CodeFirst.Detections.Concat(CodeFirst.Detections.Empty));

    [Theory]
    [InlineData(0, 0, 10, 10, 1f)]
    [InlineData(5, 0, 15, 10, 1 / 3f)]
    [InlineData(10, 0, 20, 10, 0f)]
    [InlineData(30, 30, 20, 20, 0f)]
    public void Boxes_overlap_by_the_share_of_what_they_cover(double x1, double y1, double x2, double y2, float expected) =>
        Assert.Equal(expected, new Box(0, 0, 10, 10).IntersectionOverUnion(new(x1, y1, x2, y2)), 1e-6f);

    private static CodeFirst.Detections Of(params int[] classes) => new()
    {
        Boxes = [.. classes.Select(id => new Box(id, 0, id + 1, 1))],
        ClassIds = [.. classes],
        ClassNames = [.. classes.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        Data = CodeFirst.Detections.Empty.Data.Add("n", [.. classes.Select(id => (object?)(long)id)]),
    };
}

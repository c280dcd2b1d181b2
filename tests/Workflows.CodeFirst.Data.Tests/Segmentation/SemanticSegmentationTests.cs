namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class SemanticSegmentationTests
{
    [Fact]
    public void Every_class_but_the_first_becomes_a_detection()
    {
        var found = Map(4, 3, [0, 0, 1, 1, 0, 7, 1, 0, 0, 7, 0, 0]).ToDetections();
        Assert.Equal([1, 7], found.ClassIds.ToArray());
        Assert.Equal(["cat", "7"], found.ClassNames.ToArray());
        Assert.Equal([new Box(2, 0, 3, 1), new Box(1, 1, 1, 2)], found.Boxes.ToArray());
        Assert.Equal([3L, 2L], found.Masks.Select(mask => mask.Area));
        Assert.Equal([(float)(200 / 255.0), (float)(200 / 255.0)], found.Confidences.Select(score => (float)score));
    }

    [Fact]
    public void A_map_of_background_has_no_detections()
    {
        var found = Map(2, 2, [0, 0, 0, 0]).ToDetections();
        Assert.Empty(found);
        Assert.Equal(new ImageSize(2, 2), found.ImageSize);
        Assert.Equal(4, found.ConfidenceMap.Length);
    }

    [Fact]
    public void Classes_that_occur_are_listed() => Assert.Equal([0, 3, 255], Map(3, 1, [255, 0, 3]).PresentClassIds.ToArray());

    private static SemanticSegmentation Map(int width, int height, byte[] classes) => new()
    {
        Size = new(width, height),
        ClassMap = classes,
        ConfidenceMap = Enumerable.Repeat((byte)200, classes.Length).ToArray(),
        ClassNames = ["background", "cat"],
    };
}

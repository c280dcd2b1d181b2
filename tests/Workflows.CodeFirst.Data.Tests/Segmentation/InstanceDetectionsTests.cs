namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class InstanceDetectionsTests
{
    [Fact]
    public void Passing_on_outlines_fills_holes_and_drops_what_has_none()
    {
        var size = new ImageSize(5, 5);
        var ring = Mask.FromPixels([1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], size);
        var dot = Mask.FromPolygon([new(4, 4)], size);
        var found = new InstanceDetections
        {
            Boxes = [new(0, 0, 3, 3), new(4, 4, 5, 5), default],
            Confidences = [0.9, 0.8, 0.7],
            ClassIds = [1, 2, 3],
            ClassNames = ["a", "b", "c"],
            Masks = [ring, dot, new(size)],
        }.ThroughPolygons();
        Assert.Equal([1], found.ClassIds.ToArray());
        Assert.Equal(9, found.Masks[0].Area);
        Assert.Equal(4, found.Polygons[0].Length);
    }

    [Fact]
    public void Outlines_that_a_model_reported_stay_as_they_are()
    {
        var size = new ImageSize(5, 5);
        var found = new InstanceDetections
        {
            Boxes = [new(0, 0, 3, 3)],
            Confidences = [0.9],
            ClassIds = [1],
            ClassNames = ["a"],
            Masks = [Mask.FromPolygon([new(0.5, 0.5), new(2.5, 0.5), new(2.5, 2.5)], size)],
            Polygons = [[new(0.5, 0.5), new(2.5, 0.5), new(2.5, 2.5)]],
        };
        Assert.Equal(found.Polygons[0].ToArray(), found.ThroughPolygons().Polygons[0].ToArray());
        Assert.Same(found.Masks[0], found.ThroughPolygons().Masks[0]);
    }

    [Fact]
    public void Choosing_rows_chooses_masks_and_outlines()
    {
        var size = new ImageSize(3, 3);
        var found = new InstanceDetections
        {
            Boxes = [default, default],
            Confidences = [0.9, 0.8],
            ClassIds = [1, 2],
            ClassNames = ["a", "b"],
            Masks = [new(size), Mask.FromPolygon([new(1, 1)], size)],
            Polygons = [[], [new(1, 1)]],
        };
        var second = (InstanceDetections)found.Select([1]);
        Assert.Same(found.Masks[1], second.Masks[0]);
        Assert.Equal(found.Polygons[1].ToArray(), second.Polygons[0].ToArray());
    }
}

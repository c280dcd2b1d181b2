namespace Workflows.CodeFirst.Data.Tests.Detections;

/// <summary>Detections that overlap are thinned out.</summary>
public sealed class OverlapFilterTests
{
    [Fact]
    public void The_surest_of_a_class_stays_and_the_order_with_it()
    {
        var kept = OverlapFilter.Suppress(Of((0, 0, 0.5), (40, 0, 0.9), (1, 0, 0.8), (1, 1, 0.1)), 0.5);
        Assert.Equal([0.9, 0.8, 0.1], kept.Confidences.ToArray());
    }

    [Fact]
    public void Masks_decide_where_there_are_some()
    {
        var size = new ImageSize(40, 40);
        var masks = new[] { Square(0, 0, size), Square(0, 10, size), Square(0, 0, size) };
        var detections = new InstanceDetections
        {
            Boxes = [new(0, 0, 20, 20), new(0, 0, 20, 20), new(0, 0, 20, 20)],
            Confidences = [0.9, 0.8, 0.7],
            ClassIds = [0, 0, 0],
            Masks = [.. masks],
        };
        Assert.Equal([0.9, 0.8], OverlapFilter.Suppress(detections, 0.5).Confidences.ToArray());
        var merged = Assert.IsType<InstanceDetections>(OverlapFilter.Merge(detections, 0.9));
        Assert.Equal(2, merged.Count);
        Assert.Equal(masks[0], merged.Masks[0]);
    }

    [Fact]
    public void Merged_boxes_hold_all_and_weigh_confidences_by_area()
    {
        var merged = OverlapFilter.Merge(Of((0, 0, 0.9), (4, 0, 0.5), (60, 0, 0.3)), 0.3);
        Assert.Equal([new Box(0, 0, 14, 10), new Box(60, 0, 70, 10)], merged.Boxes.ToArray());
        Assert.Equal(0.7, merged.Confidences[0], 1e-9);
        Assert.Equal(0.3, merged.Confidences[1]);
    }

    [Fact]
    public void Without_confidences_or_with_no_threshold_there_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => OverlapFilter.Suppress(Of((0, 0, 0.9)) with { Confidences = [] }, 0.5));
        Assert.Throws<ArgumentException>(() => OverlapFilter.Merge(Of((0, 0, 0.9)), 1.5));
    }

    private static Mask Square(int x, int y, ImageSize size) => Mask.FromPolygon([new(x, y), new(x + 9, y), new(x + 9, y + 9), new(x, y + 9)], size);

    private static CodeFirst.Detections Of(params (double X, int ClassId, double Confidence)[] rows) => new()
    {
        Boxes = [.. rows.Select(row => new Box(row.X, 0, row.X + 10, 10))],
        ClassIds = [.. rows.Select(row => row.ClassId)],
        Confidences = [.. rows.Select(row => row.Confidence)],
    };
}

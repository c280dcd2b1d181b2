namespace Workflows.CodeFirst.Data.Tests.Detections;

public sealed class FurtherColumnsTests
{
    private static readonly CodeFirst.Detections Three = new()
    {
        Boxes = [new(0, 0, 1, 1), new(1, 1, 2, 2), new(2, 2, 3, 3)],
        Confidences = [0.1, 0.2, 0.3],
        ClassIds = [0, 1, 2],
        ClassNames = ["a", "b", "c"],
        Data = CodeFirst.Detections.Empty.Data
            .Add("speed", [1.5, null, 3.5])
            .Add("zone", ["left", "right", "left"]),
    };

    [Fact]
    public void Detections_have_no_further_columns_by_themselves() => Assert.Empty(CodeFirst.Detections.Empty.Data);

    [Fact]
    public void Selecting_rows_selects_them_in_further_columns_too()
    {
        var selected = Three.Select([2, 0]);

        Assert.Equal([3.5, 1.5], selected.Data["speed"].AsEnumerable());
        Assert.Equal(["left", "left"], selected.Data["zone"].AsEnumerable());
    }

    [Fact]
    public void A_further_column_stays_when_no_row_does()
    {
        var none = Three.Where(detection => detection.Confidence > 1);

        Assert.Empty(none.Data["speed"]);
    }

    [Fact]
    public void Names_of_columns_are_case_sensitive() => Assert.False(Three.Data.ContainsKey("Speed"));
}

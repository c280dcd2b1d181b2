namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>Boxes back to the image, with the reference's own unit test numbers.</summary>
public class MappingTests
{
    [Fact]
    public void Legacy_boxes_undo_a_letterbox()
    {
        var mapping = LegacyMapping.ForBoxes(Legacy(new(256, 192), new(128, 128), isStretched: false));
        Assert.Equal(new Box(40, 32, 80, 96), mapping.Box(20, 32, 40, 64));
        Assert.Equal(new Box(60, 96, 180, 192), mapping.Box(30, 64, 90, 112));
    }

    [Fact]
    public void Legacy_boxes_are_clipped_and_rounded()
    {
        var mapping = LegacyMapping.ForBoxes(Legacy(new(120, 80), new(120, 80), isStretched: true));
        Assert.Equal(new Box(0, 20, 40, 40), mapping.Box(-0.1f, 20, 40, 40.1f));
        Assert.Equal(new Box(30, 60, 90, 80), mapping.Box(30, 60.1f, 90, 120.1f));
    }

    [Fact]
    public void Legacy_boxes_undo_a_stretch_and_a_crop()
    {
        var geometry = Legacy(new(200, 200), new(128, 128), isStretched: true) with { StaticCrop = new(10, 20, 42, 52) };
        var mapping = LegacyMapping.ForBoxes(geometry);
        Assert.Equal(new Box(30, 56, 40, 72), mapping.Box(20, 32, 40, 64));
        Assert.Equal(new Box(35, 72, 64, 104), mapping.Box(30, 64, 88, 128));
    }

    [Fact]
    public void Legacy_boxes_undo_a_letterbox_and_a_crop()
    {
        var geometry = Legacy(new(100, 200), new(128, 128), isStretched: false) with { StaticCrop = new(40, 20, 72, 52) };
        var mapping = LegacyMapping.ForBoxes(geometry);
        Assert.Equal(new Box(40, 56, 44, 72), mapping.Box(32, 32, 40, 64));
        Assert.Equal(new Box(40, 72, 68, 104), mapping.Box(32, 64, 88, 128));
    }

    [Fact]
    public void Legacy_keypoints_use_truncated_sizes_where_boxes_use_rounded_ones()
    {
        // 640 of 641 columns: 639.0015 rows, padded by half a pixel on each side or not at all.
        var geometry = Legacy(new(641, 640), new(640, 640), isStretched: false);
        Assert.Equal(0.5, LegacyMapping.ForBoxes(geometry).PadY);
        Assert.Equal(0.5, LegacyMapping.ForKeypoints(geometry).PadY);
        var other = Legacy(new(100, 37), new(416, 416), isStretched: false);
        Assert.Equal(131.0, LegacyMapping.ForBoxes(other).PadY);
        Assert.Equal(131.5, LegacyMapping.ForKeypoints(other).PadY);
    }

    [Fact]
    public void A_crop_of_a_few_pixels_never_divides_by_nothing()
    {
        var mapping = LegacyMapping.ForBoxes(Legacy(new(2, 2), new(64, 64), isStretched: false) with { StaticCrop = new(40, 40, 60, 60) });
        var box = mapping.Box(0, 0, 64, 64);
        Assert.All(new[] { box.X1, box.Y1, box.X2, box.Y2 }, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Current_boxes_are_clamped_to_the_image_and_rounded_to_even()
    {
        var mapping = new CurrentMapping(TestModels.Stretch(new(100, 100), new(200, 200)));
        Assert.Equal(new Box(0, 0, 2, 100), mapping.Box(-5, 1, 3, 300));
        Assert.Equal(-2, mapping.X(-4));
    }

    [Fact]
    public void Rounding_gives_no_negative_zero_and_no_overflow()
    {
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(CurrentMapping.Round(-0.3f)));
        Assert.Equal(int.MaxValue, CurrentMapping.Round(1e30f));
        Assert.Equal(int.MinValue, CurrentMapping.Round(-1e30f));
    }

    private static InputGeometry Legacy(ImageSize image, ImageSize network, bool isStretched) =>
        TestModels.Stretch(image, network) with { IsStretched = isStretched };
}

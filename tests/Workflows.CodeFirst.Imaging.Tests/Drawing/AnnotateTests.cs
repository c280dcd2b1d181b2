using System.Collections.Immutable;
using Workflows.CodeFirst.Imaging.Tests.Codecs;

namespace Workflows.CodeFirst.Imaging.Tests.Drawing;

public class AnnotateTests
{
    private static readonly ColorScheme ByIndex = new(new(new Rgb(200, 0, 0), new Rgb(0, 200, 0)), ColorBy.Index);

    [Fact]
    public void A_box_is_drawn_around_its_whole_pixels()
    {
        using var image = Image.Create(40, 30);
        Annotate.Boxes(new Canvas(image), Boxes(new(5.9, 4.2, 20.7, 15.1)), ByIndex, thickness: 1);
        foreach (var (x, y) in new[] { (5, 4), (20, 4), (20, 15), (5, 15), (12, 4), (5, 9) })
        {
            Assert.Equal((200, 0, 0), image.At(x, y));
        }

        Assert.Equal((0, 0, 0), image.At(6, 5));
        Assert.Equal((0, 0, 0), image.At(21, 15));
    }

    [Fact]
    public void Round_boxes_have_no_corners()
    {
        using var image = Image.Create(40, 30);
        Annotate.Boxes(new Canvas(image), Boxes(new(4, 4, 34, 24)), ByIndex, thickness: 1, roundness: 1);
        Assert.Equal((0, 0, 0), image.At(4, 4));
        Assert.Equal((200, 0, 0), image.At(19, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Annotate.Boxes(new Canvas(image), Detections.Empty, ByIndex, roundness: 1.1));
    }

    [Theory]
    [InlineData(LabelPosition.TopLeft, 50, 22, 76, 40)]
    [InlineData(LabelPosition.TopCenter, 62, 22, 88, 40)]
    [InlineData(LabelPosition.TopRight, 74, 22, 100, 40)]
    [InlineData(LabelPosition.CenterLeft, 24, 46, 50, 64)]
    [InlineData(LabelPosition.Center, 62, 46, 88, 64)]
    [InlineData(LabelPosition.CenterRight, 100, 46, 126, 64)]
    [InlineData(LabelPosition.BottomLeft, 50, 70, 76, 88)]
    [InlineData(LabelPosition.BottomCenter, 62, 70, 88, 88)]
    [InlineData(LabelPosition.BottomRight, 74, 70, 100, 88)]
    public void Labels_are_put_at_the_box(LabelPosition position, int left, int top, int right, int bottom)
    {
        using var image = Image.Create(160, 120);
        Annotate.Labels(new Canvas(image), Boxes(new(50, 40, 100, 70)), ["AB"], ByIndex, new() { Position = position, Padding = 3, TextScale = 0.5, TextColor = new(200, 0, 0) });
        foreach (var (x, y) in new[] { (left, top), (right, top), (left, bottom), (right, bottom) })
        {
            Assert.Equal((200, 0, 0), image.At(x, y));
        }

        foreach (var (x, y) in new[] { (left - 1, top), (right + 1, top), (left, top - 1), (left, bottom + 1) })
        {
            Assert.Equal((0, 0, 0), image.At(x, y));
        }
    }

    [Fact]
    public void Every_detection_needs_a_text()
    {
        using var image = Image.Create(10, 10);
        Assert.Throws<ArgumentException>(() => Annotate.Labels(new Canvas(image), Boxes(default), [], ByIndex));
        Annotate.Labels(new Canvas(image), Boxes(default), ["two\nlines\n"], ByIndex);
    }

    [Fact]
    public void The_smaller_mask_is_on_top_and_no_pixel_is_tinted_twice()
    {
        using var image = Image.Create(20, 10);
        image.Pixels.Fill(100);
        var masks = new InstanceDetections
        {
            Boxes = [default, default],
            Masks = [Rectangle(2, 2, 16, 7), Rectangle(5, 3, 3, 3)],
        };
        Annotate.Masks(new Canvas(image), masks, ByIndex, 0.25);
        Assert.Equal((100, 100, 100), image.At(1, 2));
        Assert.Equal((125, 75, 75), image.At(2, 2));
        Assert.Equal((75, 125, 75), image.At(6, 4));
        Assert.Equal((125, 75, 75), image.At(17, 8));
        Assert.Equal((100, 100, 100), image.At(18, 8));
    }

    [Fact]
    public void A_mask_of_another_size_is_refused()
    {
        using var image = Image.Create(21, 10);
        var masks = new InstanceDetections { Boxes = [default], Masks = [Rectangle(0, 0, 2, 2)] };
        Assert.Contains("20x10", Assert.Throws<ArgumentException>(() => Annotate.Masks(new Canvas(image), masks, ByIndex)).Message, StringComparison.Ordinal);
        Assert.Contains("21x10", Assert.Throws<ArgumentException>(() => Annotate.Polygons(new Canvas(image), masks, ByIndex)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outlines_follow_masks_and_may_end_at_boxes()
    {
        var masks = new InstanceDetections { Boxes = [new(4, 0, 8, 10)], Masks = [Rectangle(2, 2, 10, 6)] };
        using var whole = Image.Create(20, 10);
        Annotate.Polygons(new Canvas(whole), masks, ByIndex, thickness: 1);
        Assert.Equal((200, 0, 0), whole.At(2, 2));
        Assert.Equal((200, 0, 0), whole.At(11, 7));
        Assert.Equal((0, 0, 0), whole.At(6, 4));

        using var cut = Image.Create(20, 10);
        Annotate.Polygons(new Canvas(cut), masks, ByIndex, thickness: 1, withinBoxes: true);
        Assert.Equal((0, 0, 0), cut.At(2, 2));
        Assert.Equal((200, 0, 0), cut.At(4, 4));
        Assert.Equal((200, 0, 0), cut.At(7, 4));

        using var boxes = Image.Create(20, 10);
        Annotate.Polygons(new Canvas(boxes), Boxes(new(4, 1, 8, 8)), ByIndex, thickness: 1);
        Assert.Equal(-1, boxes.Pixels.IndexOfAnyExcept((byte)0));
        Annotate.Polygons(new Canvas(boxes), Boxes(new(4, 1, 8, 8)), ByIndex, thickness: 1, withinBoxes: true);
        Assert.Equal((200, 0, 0), boxes.At(4, 1));
    }

    [Fact]
    public void Skeletons_skip_missing_points()
    {
        using var image = Image.Create(40, 30);
        (double, double)[] points = [(5, 5), (25.9, 5.9), (0, 0), (25, 20)];
        ImmutableArray<SkeletonEdge> edges = [new(0, 1), new(1, 2), new(1, 3)];
        var canvas = new Canvas(image);
        Annotate.Edges(canvas, points, edges, Rgb.White, 1);
        Assert.Equal((255, 255, 255), image.At(15, 5));
        Assert.Equal((255, 255, 255), image.At(25, 12));
        Assert.Equal((0, 0, 0), image.At(12, 3));

        Annotate.Vertices(canvas, points.AsSpan(3, 1), Rgb.White, 3);
        Assert.Equal((255, 255, 255), image.At(28, 20));
        Annotate.VertexLabels(canvas, points, ["0", "1", "2", "3"], Rgb.White);
        Assert.Throws<ArgumentException>(() => Annotate.Edges(new Canvas(image), points, [new(0, 4)], Rgb.White));
        Assert.Throws<ArgumentException>(() => Annotate.VertexLabels(new Canvas(image), points, ["0"], Rgb.White));
    }

    private static Detections Boxes(Box box) => new() { Boxes = [box] };

    private static Mask Rectangle(int x, int y, int width, int height) =>
        Mask.FromPolygon([new(x, y), new(x + width - 1, y), new(x + width - 1, y + height - 1), new(x, y + height - 1)], new(20, 10));
}

using Workflows.CodeFirst.Imaging.Tests.Codecs;

namespace Workflows.CodeFirst.Imaging.Tests.Drawing;

public class DrawTests
{
    private static readonly Detections Two = new()
    {
        Boxes = [new(20, 30, 90, 80), new(-10, -10, 30, 20)],
        ClassIds = [0, 1],
        ClassNames = ["circle", "Größe"],
        Confidences = [0.874, 1],
    };

    [Fact]
    public void The_image_stays_and_a_drawing_comes_back()
    {
        using var image = Pictures.Gradient(160, 120);
        byte[] before = image.Pixels.ToArray();
        using var drawn = image.Draw(Two);
        Assert.Equal(before, image.Pixels.ToArray());
        Assert.Equal(image.Size, drawn.Size);
        Assert.Equal((163, 81, 251), drawn.At(90, 80));
        Assert.NotEqual(before, drawn.Pixels.ToArray());
    }

    [Fact]
    public void Nothing_found_is_a_plain_copy()
    {
        using var image = Pictures.Gradient(33, 21);
        using var drawn = image.Draw(Detections.Empty);
        Assert.Equal(image.Pixels.ToArray(), drawn.Pixels.ToArray());
    }

    [Theory]
    [InlineData(PixelFormat.Bgr24)]
    [InlineData(PixelFormat.Rgba32)]
    [InlineData(PixelFormat.Gray8)]
    public void Any_format_is_drawn_in_rgb(PixelFormat format)
    {
        using var image = Image.Create(160, 120, format);
        image.Pixels.Fill(77);
        using var drawn = image.Draw(Two);
        Assert.Equal(PixelFormat.Rgb24, drawn.Format);
        Assert.Equal((77, 77, 77), drawn.At(150, 100));
        Assert.Equal((163, 81, 251), drawn.At(90, 80));
    }

    [Fact]
    public void Options_choose_what_is_drawn()
    {
        using var image = Image.Create(160, 120);
        using var nothing = image.Draw(Two, new() { Boxes = false, Label = (_, _) => null });
        Assert.Equal(-1, nothing.Pixels.IndexOfAnyExcept((byte)0));

        using var boxes = image.Draw(Two, new() { Label = (_, _) => null, Colors = new(new(Rgb.White)), Thickness = 1 });
        Assert.Equal((255, 255, 255), boxes.At(20, 30));
        Assert.Equal((0, 0, 0), boxes.At(21, 29));
    }

    [Fact]
    public void Labels_name_tracker_class_and_score()
    {
        Assert.Equal("circle 87%", DrawOptions.Default.Label(Two, 0));
        Assert.Equal("#7 Größe 100%", DrawOptions.Default.Label(Two with { TrackerIds = [3, 7] }, 1));
    }

    [Fact]
    public void Skeletons_and_masks_are_drawn()
    {
        using var image = Image.Create(160, 120);
        using var pose = image.Draw(new KeypointDetections
        {
            Boxes = [new(20, 30, 90, 80)],
            ClassIds = [1],
            Keypoints = [[new(30, 70, 1, 0, "a"), new(80, 70, 1, 2, "c")]],
            Skeletons = [new(0, [], [new(0, 1)]), new(1, ["a", "b", "c"], [new(0, 1), new(0, 2)])],
        });
        Assert.Equal((255, 64, 64), pose.At(55, 70));
        Assert.Equal((255, 64, 64), pose.At(80, 70));

        using var segments = image.Draw(new InstanceDetections
        {
            Boxes = [new(20, 30, 90, 80)],
            ClassIds = [1],
            Masks = [Mask.FromPolygon([new(30, 40), new(80, 40), new(80, 70), new(30, 70)], image.Size)],
        });
        Assert.Equal((102, 26, 26), segments.At(50, 50));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(2000, 2)]
    public void Tiny_and_narrow_images_can_be_drawn_on(int width, int height)
    {
        using var image = Image.Create(width, height);
        using var drawn = image.Draw(Two with { Boxes = [new(0, 0, width, height), new(double.NaN, double.NegativeInfinity, 1e300, 5)] });
        Assert.Equal(image.Size, drawn.Size);
    }
}

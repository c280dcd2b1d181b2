using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Blocks.Visualizations;

namespace Workflows.CodeFirst.Runtime.Tests.Visualizations;

/// <summary>What labels say.</summary>
public class LabelTextTests
{
    private static readonly Detections One = new()
    {
        Boxes = [new(10.6, 20, 40.9, 61.5)],
        Confidences = [0.125],
        ClassIds = [7],
        ClassNames = ["star"],
        TrackerIds = [12],
        Data = ImmutableDictionary<string, ImmutableArray<object?>>.Empty.Add("time_in_zone", [3.14159]).Add("area_px", [null]),
    };

    [Theory]
    [InlineData(LabelText.Class, "star")]
    [InlineData(LabelText.Confidence, "0.12")]
    [InlineData(LabelText.ClassAndConfidence, "star 0.12")]
    [InlineData(LabelText.Index, "0")]
    [InlineData(LabelText.Dimensions, "25, 40 30x41")]
    [InlineData(LabelText.Area, "1257")]
    [InlineData(LabelText.AreaMask, "Area (mask): N/A")]
    [InlineData(LabelText.AreaConverted, "Area (conv): N/A")]
    [InlineData(LabelText.TrackerId, "12")]
    [InlineData(LabelText.TimeInZone, "In zone: 3.14s")]
    public void Texts(LabelText text, string expected) => Assert.Equal([expected], LabelTexts.Of(One, text));

    [Fact]
    public void Without_names_the_class_number_is_the_text() => Assert.Equal(["7"], LabelTexts.Of(One with { ClassNames = [] }, LabelText.Class));

    [Fact]
    public void The_area_of_a_mask_is_its_pixels()
    {
        var mask = Mask.FromPolygon([new(2, 2), new(4, 2), new(4, 4), new(2, 4)], new(10, 10));
        var detections = new InstanceDetections { Boxes = One.Boxes, Confidences = One.Confidences, ClassIds = One.ClassIds, ClassNames = One.ClassNames, Masks = [mask] };
        Assert.Equal(["9"], LabelTexts.Of(detections, LabelText.Area));
    }
}

using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Blocks.Visualizations;
using Workflows.CodeFirst.Runtime.Values;

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

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(1, "1.0")]
    [InlineData(-2, "-2.0")]
    [InlineData(1234567.25, "1234567.25")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(-0.00012345, "-0.00012345")]
    [InlineData(0.00005, "5e-05")]
    [InlineData(-0.0000123, "-1.23e-05")]
    [InlineData(1234567890123456.8, "1234567890123456.8")]
    public void Floats_read_as_in_the_reference(double number, string expected) => Assert.Equal(expected, PythonText.Float(number));

    [Theory]
    [InlineData(0.125, "0.12")]
    [InlineData(0.375, "0.38")]
    [InlineData(0.015, "0.01")]
    [InlineData(-0.125, "-0.12")]
    [InlineData(2.5, "2.50")]
    public void Halves_go_to_the_even_digit(double number, string expected) => Assert.Equal(expected, PythonText.Fixed(number, 2));
}

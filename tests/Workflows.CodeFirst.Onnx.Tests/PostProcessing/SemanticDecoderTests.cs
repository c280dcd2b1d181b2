namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class SemanticDecoderTests
{
    private static readonly DecoderSpec Spec = TestModels.Spec(ModelFamily.DeepLabV3Plus, 0) with { ClassNames = ["a", "Background", "b"] };

    [Fact]
    public void Pixels_below_the_threshold_become_background()
    {
        var found = Decode(Spec, 0.5, new(2, 1), TestModels.Tensor([3, 1, 2], 3, 0.1f, 0, 0, 0, 0.2f));
        Assert.Equal([0, 1], found.ClassMap.ToArray());
        Assert.Equal(0, found.ConfidenceMap.Span[1]);
        Assert.Equal((byte)(Math.Exp(3) / (Math.Exp(3) + 2) * 255), found.ConfidenceMap.Span[0]);
        Assert.Equal([0, 1], found.PresentClassIds.ToArray());
    }

    [Fact]
    public void A_background_that_the_network_does_not_have_is_inserted() =>
        Assert.Equal([0, 2], Decode(Spec, 0.5, new(2, 1), TestModels.Tensor([2, 1, 2], 3, 0, 0, 3)).ClassMap.ToArray());

    [Fact]
    public void One_channel_is_the_only_class_that_is_not_background()
    {
        var spec = Spec with { ClassNames = ["background", "road"] };
        Assert.Equal([1, 0], Decode(spec, 0.5, new(2, 1), TestModels.Tensor([1, 1, 2], 1, -1)).ClassMap.ToArray());
    }

    [Fact]
    public void Logits_that_are_not_numbers_become_background()
    {
        var found = Decode(Spec, 0, new(3, 1), TestModels.Tensor([3, 1, 3], float.NaN, 5, float.PositiveInfinity, 0, 0, 0, 0, 0, 0));
        Assert.Equal([1, 0, 1], found.ClassMap.ToArray());
        Assert.Equal([0, 0], new[] { found.ConfidenceMap.Span[0], found.ConfidenceMap.Span[2] }.Select(value => (int)value));
    }

    [Fact]
    public void A_crop_is_pasted_even_at_the_corner()
    {
        var geometry = TestModels.Identity(2) with { Original = new(3, 3), Crop = new(0, 0, 2, 2) };
        var found = Decoders.ForSemantic(Spec).Decode([TestModels.Tensor([3, 2, 2], 5, 5, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0)], geometry, TestModels.At(0.5), new());
        Assert.Equal([0, 0, 1, 0, 0, 1, 1, 1, 1], found.ClassMap.ToArray());
    }

    [Fact]
    public void A_margin_of_a_centre_crop_has_the_number_of_the_background_as_logit()
    {
        // The image is one pixel wider on each side than what the network saw.
        var geometry = TestModels.Identity(2) with { Original = new(4, 2), Crop = new(0, 0, 4, 2), PadLeft = -1, PadRight = -1 };
        var found = Decoders.ForSemantic(Spec).Decode([TestModels.Tensor([3, 2, 2], 5, 5, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0)], geometry, TestModels.At(0.5), new());
        Assert.Equal([1, 0, 0, 1, 1, 0, 0, 1], found.ClassMap.ToArray());
    }

    [Fact]
    public void Legacy_packages_enlarge_what_they_decided()
    {
        var spec = Spec with { Format = PackageFormat.Legacy };
        var geometry = TestModels.Stretch(new(4, 2), new(2, 1));
        var found = Decoders.ForSemantic(spec).Decode([TestModels.Tensor([3, 1, 2], 3, 0, 0, 0, 0, 3)], geometry, TestModels.At(0.99), new());
        Assert.Equal([0, 0, 2, 2, 0, 0, 2, 2], found.ClassMap.ToArray());
        Assert.All(found.ConfidenceMap.ToArray(), value => Assert.Equal((byte)Math.Round(Math.Exp(3) / (Math.Exp(3) + 2) * 255), value));
    }

    [Fact]
    public void There_must_be_a_background()
    {
        var exception = Assert.Throws<ArgumentException>(() => Decoders.ForSemantic(Spec with { ClassNames = ["a", "b"] }));
        Assert.Contains("'background'", exception.Message, StringComparison.Ordinal);
    }

    private static SemanticSegmentation Decode(DecoderSpec spec, double confidence, ImageSize size, Tensor logits) =>
        Decoders.ForSemantic(spec).Decode([logits], TestModels.Stretch(size, size), TestModels.At(confidence), new());
}

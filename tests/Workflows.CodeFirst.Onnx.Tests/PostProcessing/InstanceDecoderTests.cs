namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class InstanceDecoderTests
{
    private const int Map = 16;
    private const int Network = 64;

    [Theory]
    [InlineData(nameof(ModelFamily.YoloV8))]
    [InlineData(nameof(ModelFamily.YoloV5))]
    [InlineData(nameof(ModelFamily.YoloV7))]
    [InlineData(nameof(ModelFamily.Yolo26))]
    public void A_current_mask_fills_its_box_where_its_prototype_is_positive(string name)
    {
        var family = Enum.Parse<ModelFamily>(name);
        var found = Decoders.ForInstances(TestModels.Spec(family, 2)).Decode(Outputs(family), TestModels.Identity(Network), TestModels.At(0.4), new());
        Assert.Equal(new Box(16, 16, 48, 48), Assert.Single(found).Box);

        // The prototype is positive in its left half, columns 0 to 31 of the image; the box starts at 16.
        var bounds = found.Masks[0].Bounds;
        Assert.InRange(bounds.X, 14, 16);
        Assert.InRange(bounds.Right, 31, 33);
        Assert.InRange(bounds.Y, 14, 16);
        Assert.InRange(bounds.Bottom, 48, 50);
        Assert.Empty(found.Polygons);
    }

    [Theory]
    [InlineData(MaskDecodeMode.Accurate)]
    [InlineData(MaskDecodeMode.Fast)]
    [InlineData(MaskDecodeMode.Tradeoff)]
    public void A_legacy_mask_is_its_filled_outline(MaskDecodeMode mode)
    {
        var decoder = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 2, PackageFormat.Legacy));
        var options = TestModels.At(0.4) with { MaskDecodeMode = mode, MaskTradeoff = 0.5 };
        var found = decoder.Decode(Outputs(ModelFamily.YoloV8), TestModels.Stretch(new(128, 128), new(Network, Network)), options, new());
        var polygon = Assert.Single(found.Polygons);
        Assert.Equal(Mask.FromPolygon(polygon.AsSpan(), new(128, 128)), found.Masks[0]);
        Assert.InRange(polygon.Min(point => point.X), 31.9, 32.1);
        Assert.InRange(polygon.Max(point => point.X), 54, 64);
        Assert.InRange(polygon.Max(point => point.Y), 88, 95);
    }

    [Fact]
    public void A_tradeoff_must_be_a_share()
    {
        var decoder = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 2, PackageFormat.Legacy));
        var options = TestModels.At(0.4) with { MaskDecodeMode = MaskDecodeMode.Tradeoff, MaskTradeoff = 1.5 };
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Decode(Outputs(ModelFamily.YoloV8), TestModels.Identity(Network), options, new()));
    }

    [Fact]
    public void Known_defects_are_reproduced_only_on_demand()
    {
        var spec = TestModels.Spec(ModelFamily.YoloV5, 2);
        var geometry = TestModels.Identity(Network);
        Assert.Equal(1, Decoders.ForInstances(spec).Decode(Outputs(ModelFamily.YoloV5), geometry, TestModels.At(0.4), new()).ClassIds[0]);
        Assert.Equal(2, Decoders.ForInstances(spec with { ReproduceDefects = true }).Decode(Outputs(ModelFamily.YoloV5), geometry, TestModels.At(0.4), new()).ClassIds[0]);
    }

    [Theory]
    [InlineData(PackageFormat.Current)]
    [InlineData(PackageFormat.Legacy)]
    public void Yolact_decodes_priors_and_channel_last_prototypes_in_both_formats(PackageFormat format)
    {
        var prototypes = new float[Map * Map * 32];
        for (int i = 0; i < prototypes.Length; i++)
        {
            prototypes[i] = i % 32 != 0 ? 0 : i / 32 % Map < Map / 2 ? 8 : -8;
        }

        var found = Decoders.ForInstances(TestModels.Spec(ModelFamily.Yolact, 2, format)).Decode(
            [
                TestModels.Rows([0, 0, 0, 0]),
                TestModels.Rows([0.1f, 0.2f, 0.7f]),
                TestModels.Rows([[.. Coefficients]]),
                TestModels.Rows([0.5f, 0.5f, 0.5f, 0.5f]),
                TestModels.Tensor([Map, Map, 32], prototypes),
            ],
            TestModels.Identity(Network), TestModels.At(0.4), new());
        Assert.Equal((new Box(16, 16, 48, 48), 1), (found.Boxes[0], found.ClassIds[0]));
        Assert.InRange(found.Masks[0].Bounds.Right, 31, 33);
    }

    [Fact]
    public void RfDetr_masks_are_not_cut_to_the_box()
    {
        var found = Decoders.ForInstances(TestModels.Spec(ModelFamily.RfDetr, 1)).Decode(DetrOutputs(), TestModels.Identity(Network), TestModels.At(0.4), new());
        Assert.Equal(new Box(16, 16, 48, 48), found.Boxes[0]);
        Assert.Equal(new PixelRectangle(0, 0, 32, 64), found.Masks[0].Bounds);
        Assert.InRange(found.Masks[0].Region.Width, 32, 36);
    }

    [Theory]
    [InlineData(MaskDecodeMode.Accurate)]
    [InlineData(MaskDecodeMode.Fast)]
    [InlineData(MaskDecodeMode.Tradeoff)]
    public void RfDetr_of_the_legacy_format_reports_outlines(MaskDecodeMode mode)
    {
        var decoder = Decoders.ForInstances(TestModels.Spec(ModelFamily.RfDetr, 1, PackageFormat.Legacy));
        var found = decoder.Decode(DetrOutputs(), TestModels.Identity(Network), TestModels.At(0.4) with { MaskDecodeMode = mode, MaskTradeoff = 0.5 }, new());
        Assert.Equal(0, found.Polygons[0].Min(point => point.X));
        Assert.InRange(found.Polygons[0].Max(point => point.X), 28, 32);
        Assert.InRange(found.Polygons[0].Max(point => point.Y), 60, 64);
    }

    [Fact]
    public void A_crop_puts_the_mask_at_its_place()
    {
        var geometry = TestModels.Identity(Network) with { Original = new(200, 100), Crop = new(100, 20, Network, Network) };
        var found = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 2)).Decode(Outputs(ModelFamily.YoloV8), geometry, TestModels.At(0.4), new());
        Assert.Equal(new Box(116, 36, 148, 68), found.Boxes[0]);
        Assert.InRange(found.Masks[0].Bounds.X, 114, 116);
        Assert.InRange(found.Masks[0].Bounds.Bottom, 68, 70);
        Assert.Equal(new ImageSize(200, 100), found.Masks[0].Size);
    }

    [Fact]
    public void Padding_that_covers_everything_leaves_empty_masks()
    {
        var geometry = TestModels.Identity(Network) with { PadTop = 32, PadBottom = 32 };
        var found = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 2)).Decode(Outputs(ModelFamily.YoloV8), geometry, TestModels.At(0.4), new());
        Assert.True(Assert.Single(found.Masks).IsEmpty);
    }

    [Fact]
    public void Prototypes_must_fit_the_coefficients()
    {
        var outputs = Outputs(ModelFamily.YoloV8);
        outputs[1] = new(outputs[1].Data[..(16 * Map * Map)], [16, Map, Map]);
        var exception = Assert.Throws<ModelOutputException>(
            () => Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 2)).Decode(outputs, TestModels.Identity(Network), TestModels.At(0.4), new()));
        Assert.Contains("test/1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("32 coefficients", exception.Message, StringComparison.Ordinal);
    }

    private static float[] Coefficients => [1, .. new float[31]];

    /// <summary>One instance of class 1 with the box (16,16)-(48,48), whose mask is the left half of the image.</summary>
    private static Tensor[] Outputs(ModelFamily family)
    {
        var prototypes = new float[32 * Map * Map];
        for (int i = 0; i < Map * Map; i++)
        {
            prototypes[i] = i % Map < Map / 2 ? 8 : -8;
        }

        var planes = TestModels.Tensor([32, Map, Map], prototypes);
        return family switch
        {
            ModelFamily.YoloV8 => [TestModels.ClassMajor([32, 32, 32, 32, 0.1f, 0.9f, .. Coefficients]), planes],
            ModelFamily.Yolo26 => [TestModels.Rows([16, 16, 48, 48, 0.9f, 1, .. Coefficients]), planes],
            ModelFamily.YoloV7 => [TestModels.Rows([32, 32, 32, 32, 0.9f, 0.1f, 0.95f, .. Coefficients]), default, default, default, planes],
            _ => [TestModels.Rows([32, 32, 32, 32, 0.9f, 0.1f, 0.95f, .. Coefficients]), planes],
        };
    }

    private static Tensor[] DetrOutputs()
    {
        var mask = new float[Map * Map];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = i % Map < Map / 2 ? 1 : -1;
        }

        return [TestModels.Rows([0.5f, 0.5f, 0.5f, 0.5f]), TestModels.Rows([3, -9]), TestModels.Tensor([1, Map, Map], mask)];
    }
}

using System.Collections.Frozen;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>Every family's boxes, from outputs that say which boxes must come out.</summary>
public class DetectionDecoderTests
{
    private static readonly InputGeometry Geometry = TestModels.Identity(64);

    [Theory]
    [InlineData(PackageFormat.Current)]
    [InlineData(PackageFormat.Legacy)]
    public void YoloV8_reads_class_major_rows(PackageFormat format)
    {
        var found = Detect(TestModels.Spec(ModelFamily.YoloV8, 2, format), 0.4, TestModels.ClassMajor([10, 10, 4, 6, 0.1f, 0.9f], [40, 40, 8, 8, 0.5f, 0.2f], [20, 20, 5, 5, 0.3f, 0.2f]));
        Assert.Equal([(new Box(8, 7, 12, 13), 0.9f, 1), (new Box(36, 36, 44, 44), 0.5f, 0)], Rows(found));
        Assert.Equal(["class 1", "class 0"], found.ClassNames.ToArray());
        Assert.Equal(new ImageSize(64, 64), found.ImageSize);
    }

    [Fact]
    public void YoloV5_passes_by_objectness_and_reports_by_format()
    {
        var output = TestModels.Rows([10, 10, 4, 6, 0.9f, 0.1f, 0.3f], [40, 40, 8, 8, 0.5f, 0.8f, 0.2f], [20, 20, 5, 5, 0.3f, 0.9f, 0.9f]);
        Assert.Equal(
            [(new Box(36, 36, 44, 44), 0.8f, 0), (new Box(8, 7, 12, 13), 0.3f, 1)], Rows(Detect(TestModels.Spec(ModelFamily.YoloV5, 2), 0.4, output)));
        Assert.Equal(
            [(new Box(8, 7, 12, 13), 0.9f, 1), (new Box(36, 36, 44, 44), 0.5f, 0)],
            Rows(Detect(TestModels.Spec(ModelFamily.YoloV5, 2, PackageFormat.Legacy), 0.4, output)));
    }

    [Theory]
    [InlineData(PackageFormat.Current)]
    [InlineData(PackageFormat.Legacy)]
    public void YoloNas_has_boxes_and_scores_apart(PackageFormat format) => Assert.Equal(
        [(new Box(36, 36, 44, 44), 0.8f, 0), (new Box(8, 7, 12, 13), 0.5f, 1)],
        Rows(Detect(
            TestModels.Spec(ModelFamily.YoloNas, 2, format), 0.4,
            TestModels.Rows([8, 7, 12, 13], [36, 36, 44, 44], [0, 0, 5, 5]), TestModels.Rows([0.1f, 0.5f], [0.8f, 0.2f], [0.3f, 0.2f]))));

    [Fact]
    public void YoloLite_multiplies_two_sigmoids()
    {
        var found = Detect(
            TestModels.Spec(ModelFamily.YoloLite, 2), 0.25,
            TestModels.Rows([8, 7, 12, 13], [36, 36, 44, 44]), TestModels.Rows([0], [0]), TestModels.Rows([0, -1], [-0.1f, -1]));
        Assert.Empty(found);
        found = Detect(
            TestModels.Spec(ModelFamily.YoloLite, 2), 0.2499,
            TestModels.Rows([8, 7, 12, 13], [36, 36, 44, 44]), TestModels.Rows([0], [0]), TestModels.Rows([0, -1], [-0.1f, -1]));
        Assert.Equal([(new Box(8, 7, 12, 13), 0.25f, 0)], Rows(found));
    }

    [Theory]
    [InlineData(nameof(ModelFamily.YoloV10), PackageFormat.Current, 1, 1)]
    [InlineData(nameof(ModelFamily.YoloV10), PackageFormat.Legacy, 1, 1)]
    [InlineData(nameof(ModelFamily.Yolo26), PackageFormat.Current, 3, 3)]
    [InlineData(nameof(ModelFamily.Yolo26), PackageFormat.Legacy, 2, 2)]
    public void Final_rows_keep_their_order_and_their_familys_rules(string name, PackageFormat format, int limited, int all)
    {
        var family = Enum.Parse<ModelFamily>(name);

        // The second row has exactly the threshold; the limit of one detection only counts for v10.
        var output = TestModels.Rows([8, 7, 12, 13, 0.6f, 1], [36, 36, 44, 44, 0.5f, 0], [1, 1, 2, 2, 0.9f, 0]);
        var decoder = Decoders.ForDetection(TestModels.Spec(family, 2, format));
        Assert.Equal(limited, decoder.Decode([output], Geometry, TestModels.At(0.5) with { MaxDetections = 1 }, new()).Count);
        var found = decoder.Decode([output], Geometry, TestModels.At(0.5), new());
        Assert.Equal(family == ModelFamily.YoloV10 ? 2 : all, found.Count);
        Assert.Equal(0.6f, (float)found.Confidences[0]);
    }

    [Fact]
    public void Fused_packages_take_rows_as_they_are()
    {
        var spec = TestModels.Spec(ModelFamily.YoloV8, 2) with { IsFused = true };
        var output = TestModels.Rows([8, 7, 12, 13, 0.5f, 1], [9, 7, 12, 13, 0.5f, 1], [0, 0, 0, 0, 0, 0]);
        Assert.Equal(2, Detect(spec, 0.5, output).Count);
        Assert.Equal(3, Detect(spec, 0, output).Count);
    }

    [Fact]
    public void RfDetr_takes_the_strongest_pairs_of_query_and_class()
    {
        var spec = TestModels.Spec(ModelFamily.RfDetr, 2);
        Tensor boxes = TestModels.Rows([0.5f, 0.5f, 0.25f, 0.25f], [0.25f, 0.25f, 0.1f, 0.1f]), logits = TestModels.Rows([2, 1, 9], [-9, -9, -9]);

        // The third class has no name and yet takes one of the two places.
        Assert.Equal([(new Box(24, 24, 40, 40), Sigmoid.Of(2f), 0)], Rows(Detect(spec, 0.4, boxes, logits)));
    }

    [Fact]
    public void RfDetr_of_the_legacy_format_is_neither_rounded_nor_limited_by_queries()
    {
        var spec = TestModels.Spec(ModelFamily.RfDetr, 3, PackageFormat.Legacy) with { RemovedClassNames = ["class 0"] };
        Tensor boxes = TestModels.Rows([0.5f, 0.5f, 0.251f, 0.25f]), logits = TestModels.Rows([3, 2, 1]);
        var found = Decoders.ForDetection(spec).Decode([boxes, logits], Geometry, TestModels.At(0.4), new());
        Assert.Equal(["class 1", "class 2"], found.ClassNames.ToArray());
        Assert.Equal([0, 1], found.ClassIds.ToArray());
        Assert.Equal((0.5f - 0.1255f) * 64f, found.Boxes[0].X1, 5);
        Assert.Equal("class 1", Assert.Single(Decoders.ForDetection(spec).Decode([boxes, logits], Geometry, TestModels.At(0.4) with { MaxDetections = 2 }, new())).ClassName);
    }

    [Fact]
    public void Thresholds_of_classes_come_from_the_package()
    {
        var spec = TestModels.Spec(ModelFamily.YoloV8, 2) with
        {
            Recommended = new(0.5, new Dictionary<string, double> { ["class 1"] = 0.95 }.ToFrozenDictionary()),
        };
        var output = TestModels.ClassMajor([10, 10, 4, 6, 0.1f, 0.9f], [40, 40, 8, 8, 0.6f, 0.2f], [20, 20, 5, 5, 0.45f, 0.2f]);
        var decoder = Decoders.ForDetection(spec);
        Assert.Equal([0], decoder.Decode([output], Geometry, new(), new()).ClassIds.ToArray());
        Assert.Equal(3, decoder.Decode([output], Geometry, new() { Confidence = ConfidenceThreshold.Default }, new()).Count);
        Assert.Equal(2, decoder.Decode([output], Geometry, TestModels.At(0.5), new()).Count);
        Assert.Equal(3, Decoders.ForDetection(spec with { Format = PackageFormat.Legacy }).Decode([output], Geometry, new(), new()).Count);
    }

    [Fact]
    public void A_class_filter_comes_after_the_limit()
    {
        var output = TestModels.ClassMajor([10, 10, 4, 6, 0.1f, 0.9f], [40, 40, 8, 8, 0.6f, 0.2f]);
        var decoder = Decoders.ForDetection(TestModels.Spec(ModelFamily.YoloV8, 2));
        var options = TestModels.At(0.4) with { ClassFilter = ["class 0"] };
        Assert.Equal([0], decoder.Decode([output], Geometry, options, new()).ClassIds.ToArray());
        Assert.Empty(decoder.Decode([output], Geometry, options with { MaxDetections = 1 }, new()));
    }

    [Fact]
    public void A_decoder_may_be_used_again_and_again_with_one_scratch()
    {
        var decoder = Decoders.ForDetection(TestModels.Spec(ModelFamily.YoloV8, 2));
        var scratch = new DecodeScratch();
        var many = TestModels.ClassMajor([.. Enumerable.Range(0, 500).Select(i => new[] { i % 30 * 20f, i / 30 * 20f, 5, 5, i / 500f, 0 })]);
        var few = TestModels.ClassMajor([10, 10, 4, 6, 0.1f, 0.9f]);
        var geometry = TestModels.Identity(640);
        int expected = decoder.Decode([many], geometry, TestModels.At(0.4), new()).Count;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected, decoder.Decode([many], geometry, TestModels.At(0.4), scratch).Count);
            Assert.Single(decoder.Decode([few], geometry, TestModels.At(0.4), scratch));
        }
    }

    private static Detections Detect(DecoderSpec spec, double confidence, params Tensor[] outputs) =>
        Decoders.ForDetection(spec).Decode(outputs, Geometry, TestModels.At(confidence), new());

    private static (Box Box, float Score, int ClassId)[] Rows(Detections found) => [.. found.Select(row => (row.Box, (float)row.Confidence, row.ClassId))];
}

using System.Collections.Frozen;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class ClassificationDecoderTests
{
    private static readonly InputGeometry Geometry = TestModels.Stretch(new(640, 480), new(224, 224));

    [Fact]
    public void Single_labels_are_ranked_by_rounded_scores()
    {
        var result = Single(TestModels.Spec(ModelFamily.Vit, 4), 0, 2, 1, 0.5f, -1);
        Assert.Equal([0.6095, 0.2242, 0.136, 0.0303], result.Predictions.Select(score => score.Confidence));
        Assert.Equal(("class 0", 0.6095), (result.Top, result.Confidence));
        Assert.Equal(new ImageSize(640, 480), result.ImageSize);
    }

    [Fact]
    public void Equal_scores_keep_the_order_of_classes() =>
        Assert.Equal([0, 1, 2, 3], Single(TestModels.Spec(ModelFamily.Vit, 4), 0.25, 0, 0, 0, 0).Predictions.Select(score => score.ClassId));

    [Fact]
    public void No_class_may_reach_the_threshold()
    {
        var result = Single(TestModels.Spec(ModelFamily.Vit, 4), 0.4, 0, 0, 0, 0);
        Assert.Empty(result.Predictions);
        Assert.Equal(("", 0.0), (result.Top, result.Confidence));
    }

    [Fact]
    public void The_default_is_one_half_whatever_is_recommended()
    {
        var decoder = Decoders.ForSingleLabel(TestModels.Spec(ModelFamily.Vit, 2) with { Recommended = new(0.9) });
        Assert.Single(decoder.Decode([TestModels.Tensor([2], 1, 0)], Geometry, new(), new()).Predictions);
    }

    [Theory]
    [InlineData(PackageFormat.Current, 0.7)]
    [InlineData(PackageFormat.Legacy, 0.5987)]
    public void Softmax_in_the_graph_counts_for_current_packages_only(PackageFormat format, double expected) =>
        Assert.Equal(expected, Single(TestModels.Spec(ModelFamily.Vit, 2, format) with { IsFused = true }, 0, 0.7f, 0.3f).Confidence);

    [Fact]
    public void Multi_labels_compare_by_format()
    {
        var current = Multi(TestModels.Spec(ModelFamily.Vit, 3), 0.5, 0, 1, -1);
        Assert.Equal(["class 0", "class 1"], current.PredictedClasses.ToArray());
        var legacy = Multi(TestModels.Spec(ModelFamily.Vit, 3, PackageFormat.Legacy), 0.5, 0.5f, 0.6f, 0.4f);
        Assert.Equal(["class 1"], legacy.PredictedClasses.ToArray());
        Assert.Equal([0, 1, 2], legacy.Scores.Select(score => score.ClassId));
    }

    [Fact]
    public void Multi_labels_have_thresholds_of_their_own()
    {
        var spec = TestModels.Spec(ModelFamily.Vit, 2) with { Recommended = new(0.4, new Dictionary<string, double> { ["class 0"] = 0.9 }.ToFrozenDictionary()) };
        var result = Decoders.ForMultiLabel(spec).Decode([TestModels.Tensor([2], 0, 0)], Geometry, new(), new());
        Assert.Equal(["class 1"], result.PredictedClasses.ToArray());
    }

    [Fact]
    public void Numbers_that_are_none_never_come_out()
    {
        Assert.Empty(Single(TestModels.Spec(ModelFamily.Vit, 2), 0, float.NaN, 1).Predictions);
        Assert.Empty(Single(TestModels.Spec(ModelFamily.Vit, 2) with { IsFused = true }, 0, float.NaN, float.PositiveInfinity).Predictions);
        var multi = Multi(TestModels.Spec(ModelFamily.Vit, 3) with { IsFused = true }, 0.5, float.NaN, float.PositiveInfinity, 0.6f);
        Assert.Equal([0, 0, 0.6f], multi.Scores.Select(score => (float)score.Confidence));
        Assert.Equal(["class 2"], multi.PredictedClasses.ToArray());
    }

    private static SingleLabelClassification Single(DecoderSpec spec, double confidence, params float[] logits) =>
        Decoders.ForSingleLabel(spec).Decode([new(logits, [logits.Length])], Geometry, TestModels.At(confidence), new());

    private static MultiLabelClassification Multi(DecoderSpec spec, double confidence, params float[] logits) =>
        Decoders.ForMultiLabel(spec).Decode([new(logits, [logits.Length])], Geometry, TestModels.At(confidence), new());
}

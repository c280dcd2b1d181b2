namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>What is certain has the full score: the exponentials of vectors are not exact, and must not take a level away.</summary>
public class FullScoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_pixel_of_one_class_alone_has_the_score_one(int certain)
    {
        const int stride = 32, classes = 3;
        var logits = new float[stride * classes];
        logits.AsSpan(certain * stride, stride).Fill(40);
        float[] ids = new float[stride], scores = new float[stride];
        PixelClasses.Judge(logits, stride, classes, ids, scores);
        Assert.All(ids, id => Assert.Equal(certain, id));
        Assert.All(scores, score => Assert.Equal(1f, score));
    }

    [Fact]
    public void Equal_classes_share_the_score()
    {
        const int stride = 16;
        float[] ids = new float[stride], scores = new float[stride];
        PixelClasses.Judge(new float[stride * 2], stride, 2, ids, scores);
        Assert.All(ids, id => Assert.Equal(0f, id));
        Assert.All(scores, score => Assert.Equal(0.5f, score));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_pixel_whose_logits_are_not_finite_has_no_score(float logit)
    {
        const int stride = 16;
        var logits = new float[stride * 2];
        logits.AsSpan(stride).Fill(logit);
        float[] ids = new float[stride], scores = new float[stride];
        PixelClasses.Judge(logits, stride, 2, ids, scores);
        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void A_sigmoid_of_zero_is_one_half()
    {
        var values = new float[33];
        Sigmoid.Of(values, values);
        Assert.All(values, value => Assert.Equal(0.5f, value));
    }
}

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class KeypointDecoderTests
{
    private static readonly DecoderSpec Spec = TestModels.Spec(ModelFamily.YoloV8, 2) with
    {
        Skeletons = [new(0, ["a", "b"], [new(0, 1)]), new(1, ["c"], [])],
    };

    private static readonly Tensor Output = TestModels.ClassMajor(
        [10, 10, 4, 6, 0.9f, 0.1f, 9, 8, 0.7f, -3, 90, 0.2f],
        [40, 40, 8, 8, 0.1f, 0.8f, 41, 42, 0f, 43, 44, 0.9f]);

    [Fact]
    public void Current_keypoints_are_not_clipped_and_need_a_score_above_zero()
    {
        var found = Decoders.ForKeypoints(Spec).Decode([Output], TestModels.Identity(64), TestModels.At(0.4), new());
        Assert.Equal([new Keypoint(9, 8, 0.7f, 0, "a"), new(-3, 90, 0.2f, 1, "b")], found.Keypoints[0].ToArray());
        Assert.Empty(found.Keypoints[1]);
        Assert.Equal(Spec.Skeletons, found.Skeletons);
    }

    [Fact]
    public void Legacy_keypoints_are_clipped_and_may_have_a_score_of_zero()
    {
        var found = Decoders.ForKeypoints(Spec with { Format = PackageFormat.Legacy }).Decode([Output], TestModels.Identity(64), TestModels.At(0.4), new());
        Assert.Equal([new Keypoint(9, 8, 0.7f, 0, "a"), new(0, 64, 0.2f, 1, "b")], found.Keypoints[0].ToArray());
        Assert.Equal([new Keypoint(41, 42, 0, 0, "c")], found.Keypoints[1].ToArray());
    }

    [Fact]
    public void A_request_can_ask_for_surer_keypoints()
    {
        var options = TestModels.At(0.4) with { KeypointConfidence = 0.5 };
        var found = Decoders.ForKeypoints(Spec).Decode([Output], TestModels.Identity(64), options, new());
        Assert.Equal(["a"], found.Keypoints[0].Select(point => point.ClassName));
    }

    [Fact]
    public void Yolo26_hides_keypoints_below_its_own_default()
    {
        var output = TestModels.Rows([8, 7, 12, 13, 0.9f, 0, 9, 8, 0.7f, 5, 6, 0.29f]);
        var found = Decoders.ForKeypoints(Spec with { Family = ModelFamily.Yolo26 }).Decode([output], TestModels.Identity(64), TestModels.At(0.4), new());
        Assert.Equal(["a"], found.Keypoints[0].Select(point => point.ClassName));
    }

    [Fact]
    public void Keypoints_that_are_not_numbers_are_dropped()
    {
        var output = TestModels.ClassMajor([10, 10, 4, 6, 0.9f, 0.1f, float.NaN, 8, 0.7f, 5, 6, float.PositiveInfinity]);
        var found = Decoders.ForKeypoints(Spec).Decode([output], TestModels.Identity(64), TestModels.At(0.4), new());
        Assert.Empty(Assert.Single(found.Keypoints));
    }

    [Fact]
    public void RfDetr_reports_how_sure_it_is_of_each_place()
    {
        var spec = TestModels.Spec(ModelFamily.RfDetr, 2) with { RemovedClassNames = ["class 0"], Skeletons = [new(0, ["a", "b"], [])] };
        float[] slot = [0.25f, 0.5f, 3, 0, 0, 0, 0, 0], hidden = [0.25f, 0.5f, -3, 0, 0, 0, 0, 0];
        var found = Decoders.ForKeypoints(spec).Decode(
            [
                TestModels.Rows([0.5f, 0.5f, 0.5f, 0.5f]),
                TestModels.Rows([-9, 4]),
                TestModels.Tensor([1, 4, 8], [.. hidden, .. hidden, .. slot, .. hidden]),
            ],
            TestModels.Identity(64), TestModels.At(0.2), new());
        Assert.Equal("class 1", Assert.Single(found).ClassName);
        Assert.Equal(new Keypoint(16, 32, Sigmoid.Of(3f), 0, "a"), Assert.Single(found.Keypoints[0]));
        Assert.Equal(new PointCovariance(64 * 64, 0, 64 * 64), Assert.Single(found.Covariances[0]));
        Assert.Empty(((KeypointDetections)found.Select([])).Covariances);
    }
}

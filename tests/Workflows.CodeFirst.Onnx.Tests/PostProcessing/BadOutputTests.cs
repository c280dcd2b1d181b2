using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>Outputs that no package announces, and numbers that are none.</summary>
public class BadOutputTests
{
    private static readonly InputGeometry Geometry = TestModels.Identity(64);

    private static readonly float[] Specials = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, 0, -0f, 1, 0.5f, 40];

    [Theory]
    [InlineData(nameof(ModelFamily.YoloV8), new[] { 7, 10 }, "2 class names")]
    [InlineData(nameof(ModelFamily.YoloV5), new[] { 10, 8 }, "2 class names")]
    [InlineData(nameof(ModelFamily.YoloV10), new[] { 10, 7 }, "[rows, 6]")]
    [InlineData(nameof(ModelFamily.Yolo26), new[] { 60 }, "[rows, 6]")]
    [InlineData(nameof(ModelFamily.YoloNas), new[] { 10, 5 }, "output 1")]
    [InlineData(nameof(ModelFamily.YoloLite), new[] { 10, 4 }, "output 1")]
    [InlineData(nameof(ModelFamily.RfDetr), new[] { 10, 4 }, "output 1")]
    public void A_shape_that_does_not_fit_is_explained(string family, int[] shape, string reason)
    {
        var output = new Tensor(new float[shape.Aggregate((a, b) => a * b)], [.. shape]);
        var exception = Assert.Throws<ModelOutputException>(() => Decoders.ForDetection(TestModels.Spec(Enum.Parse<ModelFamily>(family), 2)).Decode([output], Geometry, new(), new()));
        Assert.Contains("test/1", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_outputs_are_explained() =>
        Assert.Throws<ModelOutputException>(() => Decoders.ForDetection(TestModels.Spec(ModelFamily.YoloV8, 2)).Decode([], Geometry, new(), new()));

    [Fact]
    public void A_classifier_must_have_as_many_numbers_as_names()
    {
        var exception = Assert.Throws<ModelOutputException>(
            () => Decoders.ForSingleLabel(TestModels.Spec(ModelFamily.Vit, 3)).Decode([TestModels.Tensor([2], 1, 2)], Geometry, new(), new()));
        Assert.Contains("[3]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ModelFamily.Vit))]
    [InlineData(nameof(ModelFamily.DeepLabV3Plus))]
    public void A_family_without_boxes_has_no_box_decoder(string family) =>
        Assert.Throws<NotSupportedException>(() => Decoders.ForDetection(TestModels.Spec(Enum.Parse<ModelFamily>(family), 2)));

    [Fact]
    public void Detections_are_finite_whatever_the_network_returns() => Prop.ForAll(Requests, request =>
    {
        var spec = TestModels.Spec(request.Family, 3, request.Format);
        var found = Decoders.ForDetection(spec).Decode(Outputs(request.Family, 0, request.Seed), Geometry, TestModels.At(request.Confidence), new());
        return AreFinite(found);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keypoints_are_finite_whatever_the_network_returns() => Prop.ForAll(
        Requests.Filter(request => request.Family is ModelFamily.YoloV8 or ModelFamily.Yolo26 || (request.Family == ModelFamily.RfDetr && request.Format == PackageFormat.Current)),
        request =>
        {
            var spec = TestModels.Spec(request.Family, 3, request.Format) with
            {
                Skeletons = [.. Enumerable.Range(0, 3).Select(id => new Skeleton(id, ["a", "b"], []))],
            };
            var found = Decoders.ForKeypoints(spec).Decode(Outputs(request.Family, 6, request.Seed), Geometry, TestModels.At(request.Confidence), new());
            return AreFinite(found) && found.Keypoints.All(own => own.All(point => double.IsFinite(point.X + point.Y + point.Confidence)))
                && found.Covariances.All(own => own.All(place => double.IsFinite(place.XX + place.XY + place.YY)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Masks_are_made_whatever_the_network_returns() => Prop.ForAll(
        Requests.Filter(request => request.Family is ModelFamily.YoloV8 or ModelFamily.YoloV5 or ModelFamily.Yolo26 or ModelFamily.RfDetr),
        request =>
        {
            var found = Decoders.ForInstances(TestModels.Spec(request.Family, 3, request.Format))
                .Decode(Outputs(request.Family, 32, request.Seed), Geometry, TestModels.At(request.Confidence), new());
            return AreFinite(found) && found.Masks.Length == found.Count && found.Masks.All(mask => mask.Size == Geometry.Original);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_found_gives_empty_results_of_the_right_kind()
    {
        Assert.Empty(Decoders.ForKeypoints(TestModels.Spec(ModelFamily.YoloV8, 1)).Decode([TestModels.ClassMajor([1, 1, 1, 1, 0])], Geometry, new(), new()).Keypoints);
        var spec = TestModels.Spec(ModelFamily.YoloV8, 1);
        var instances = Decoders.ForInstances(spec).Decode([new Tensor(new float[37 * 3], [37, 3]), new(new float[32 * 4], [32, 2, 2])], Geometry, new(), new());
        Assert.Empty(instances.Masks);
        Assert.Equal(Geometry.Original, instances.ImageSize);
        Assert.Empty(Decoders.ForDetection(spec).Decode([new Tensor(ReadOnlyMemory<float>.Empty, [5, 0])], Geometry, new(), new()));
    }

    private static Arbitrary<Request> Requests { get; } =
        (from family in Gen.Elements(
            ModelFamily.YoloV8, ModelFamily.YoloV5, ModelFamily.YoloV10, ModelFamily.Yolo26, ModelFamily.YoloNas, ModelFamily.YoloLite, ModelFamily.RfDetr)
         from format in Gen.Elements(PackageFormat.Current, PackageFormat.Legacy)
         from confidence in Gen.Elements(0.0, 0.3, 1.0)
         from seed in Gen.Choose(0, 1 << 30)
         select new Request(family, format, confidence, seed)).ToArbitrary();

    private static bool AreFinite(Detections found) =>
        found.All(row => double.IsFinite(row.Box.X1 + row.Box.Y1 + row.Box.X2 + row.Box.Y2) && double.IsFinite(row.Confidence));

    private static Tensor[] Outputs(ModelFamily family, int extras, int seed)
    {
        const int Anchors = 40, Classes = 3;
        var random = new Random(seed);
        return family switch
        {
            ModelFamily.YoloV8 => [Noise(4 + Classes + extras, Anchors), Noise(32, 8, 8)],
            ModelFamily.YoloV5 => [Noise(Anchors, 5 + Classes + extras), Noise(32, 8, 8)],
            ModelFamily.YoloNas => [Noise(Anchors, 4), Noise(Anchors, Classes)],
            ModelFamily.YoloLite => [Noise(Anchors, 4), Noise(Anchors, 1), Noise(Anchors, Classes)],
            ModelFamily.RfDetr => [Noise(Anchors, 4), Noise(Anchors, Classes), extras == 6 ? Noise(Anchors, Classes * 2, 8) : Noise(Anchors, 8, 8)],
            _ => [Noise(Anchors, 6 + extras), Noise(32, 8, 8)],
        };

        Tensor Noise(params ImmutableArray<int> shape)
        {
            var data = new float[shape.Aggregate(1, (product, dimension) => product * dimension)];
            foreach (ref float value in data.AsSpan())
            {
                value = random.Next(8) == 0 ? Specials[random.Next(Specials.Length)] : random.Next(-10, 60) / 10f;
            }

            return new(data, shape);
        }
    }

    private sealed record Request(ModelFamily Family, PackageFormat Format, double Confidence, int Seed);
}

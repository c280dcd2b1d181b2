namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>Once warm, a run allocates its result and nothing else.</summary>
public class AllocationTests
{
    private static readonly InputGeometry Geometry = TestModels.Identity(640);

    [Fact]
    public void A_run_that_finds_nothing_allocates_no_more_than_an_empty_result()
    {
        var decoder = Decoders.ForDetection(TestModels.Spec(ModelFamily.YoloV8, 80));
        var output = new Tensor(new float[84 * 8400], [84, 8400]);
        Assert.InRange(BytesOf(decoder, [output]), 1, 200);
    }

    [Fact]
    public void What_a_run_allocates_grows_with_the_result_and_not_with_the_candidates()
    {
        var decoder = Decoders.ForDetection(TestModels.Spec(ModelFamily.YoloV8, 2));

        // Ten boxes ten times, or a hundred times: the same ten remain.
        Tensor few = Boxes(10), many = Boxes(100);
        Assert.Equal(10, decoder.Decode([few], Geometry, TestModels.At(0.4), new()).Count);
        Assert.Equal(BytesOf(decoder, [few]), BytesOf(decoder, [many]));
        Assert.InRange(BytesOf(decoder, [many]), 10 * 52, 10 * 52 + 400);

        static Tensor Boxes(int times) =>
            TestModels.ClassMajor([.. Enumerable.Range(0, 10 * times).Select(i => new[] { i % 10 * 50f, 20, 30, 30, 0.5f + i / 10000f, 0 })]);
    }

    [Fact]
    public void Masks_take_a_bit_for_each_pixel_of_their_surroundings()
    {
        var decoder = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 1));
        var prototypes = new float[32 * 160 * 160];
        prototypes.AsSpan(0, 160 * 160).Fill(8);
        Tensor[] outputs = [TestModels.ClassMajor([320, 320, 100, 100, 0.9f, 1, .. new float[31]]), new(prototypes, [32, 160, 160])];
        var scratch = new DecodeScratch();
        Assert.InRange(decoder.Decode(outputs, Geometry, TestModels.At(0.4), scratch).Masks[0].Area, 9_000, 11_000);

        // Some 106 rows of two words, and the columns of one detection.
        Assert.InRange(BytesOf(decoder, outputs), 106 * 16, 106 * 16 + 700);
    }

    [Fact]
    public void Masks_of_the_legacy_format_cost_their_outline_and_their_pixels_whatever_they_are_decoded_at()
    {
        var decoder = Decoders.ForInstances(TestModels.Spec(ModelFamily.YoloV8, 1) with { Format = PackageFormat.Legacy });
        var prototypes = new float[32 * 160 * 160];
        prototypes.AsSpan(0, 160 * 160).Fill(8);
        Tensor[] outputs = [TestModels.ClassMajor([320, 320, 100, 100, 0.9f, 1, .. new float[31]]), new(prototypes, [32, 160, 160])];
        foreach (var mode in Enum.GetValues<MaskDecodeMode>())
        {
            var options = TestModels.At(0.4) with { MaskDecodeMode = mode };
            var found = decoder.Decode(outputs, Geometry, options, new());

            // The rows of the filled outline, its points, and the columns of one detection; no bitmap or outline besides.
            int bits = found.Masks[0].Region.Height * ((found.Masks[0].Region.Width + 63) / 64) * 8;
            int expected = bits + found.Polygons[0].Length * 16;
            Assert.InRange(BytesOf(decoder, outputs, options), expected, expected + 700);
        }
    }

    private static long BytesOf<TResult>(Decoder<TResult> decoder, Tensor[] outputs) => BytesOf(decoder, outputs, TestModels.At(0.4));

    private static long BytesOf<TResult>(Decoder<TResult> decoder, Tensor[] outputs, PredictionOptions options)
    {
        var scratch = new DecodeScratch();
        for (int i = 0; i < 5; i++)
        {
            decoder.Decode(outputs, Geometry, options, scratch);
        }

        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            decoder.Decode(outputs, Geometry, options, scratch);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

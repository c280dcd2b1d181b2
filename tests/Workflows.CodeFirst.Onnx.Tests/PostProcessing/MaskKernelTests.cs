using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class MaskKernelTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(40)]
    public void Every_vector_width_evaluates_prototypes_alike(int width)
    {
        var random = new Random(width);
        var size = new ImageSize(48, 20);
        float[] prototypes = Noise(random, 32 * 48 * 20), coefficients = Noise(random, 32);
        var part = new PixelRectangle(5, 3, width, 9);
        float[] expected = Evaluate<Lanes1>(prototypes, size, coefficients, part);
        Assert.Equal(expected, Evaluate<Lanes128>(prototypes, size, coefficients, part));
        Assert.Equal(expected, Evaluate<Lanes256>(prototypes, size, coefficients, part));
        Assert.Equal(expected, Evaluate<Lanes512>(prototypes, size, coefficients, part));
    }

    [Fact]
    public void Channels_may_come_first_or_last()
    {
        var random = new Random(3);
        var size = new ImageSize(20, 10);
        float[] first = Noise(random, 8 * 200), coefficients = Noise(random, 8);
        var last = new float[first.Length];
        for (int i = 0; i < first.Length; i++)
        {
            last[i % 200 * 8 + i / 200] = first[i];
        }

        var part = new PixelRectangle(2, 1, 17, 8);
        float[] a = new float[part.Width * part.Height], b = new float[part.Width * part.Height];
        PrototypeKernel.Evaluate(first, size, coefficients, part, a, part.Width);
        PrototypeKernel.EvaluateChannelLast(last, size, coefficients, part, b, part.Width);
        Assert.Equal(a, b);
    }

    [Fact]
    public void A_part_of_a_resized_mask_equals_that_part_of_the_whole_at_every_width() => Prop.ForAll(
        (from source in Gen.Choose(1, 40).Two()
         from destination in Gen.Choose(1, 150).Two()
         from isTorch in Gen.Elements(true, false)
         from seed in Gen.Choose(0, 1 << 30)
         select (new ImageSize(source.Item1, source.Item2), new ImageSize(destination.Item1, destination.Item2), isTorch, seed)).ToArbitrary(),
        request =>
        {
            var (source, size, isTorch, seed) = request;
            var random = new Random(seed);
            float[] values = Noise(random, source.Width * source.Height);
            var expected = Whole(values, source, size, isTorch);
            int x = random.Next(size.Width), y = random.Next(size.Height);
            var target = new PixelRectangle(x, y, random.Next(1, size.Width - x + 1), random.Next(1, size.Height - y + 1));
            return Agrees<Lanes1>() && Agrees<Lanes128>() && Agrees<Lanes256>() && Agrees<Lanes512>();

            bool Agrees<TLanes>()
                where TLanes : struct, IFloatLanes<TLanes>
            {
                var bits = Sample<TLanes>(values, source, size, isTorch, target);
                return Enumerable.Range(0, target.Height).All(row => Enumerable.Range(0, target.Width).All(
                    column => Math.Abs(expected[(y + row) * size.Width + x + column] - 0.25f) < 1e-5f
                        || bits[column, row] == expected[(y + row) * size.Width + x + column] > 0.25f));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_part_of_the_map_reaches_depends_on_nothing_else() => Prop.ForAll(
        (from source in Gen.Choose(1, 60) from destination in Gen.Choose(1, 200) from first in Gen.Choose(0, 59) from isTorch in Gen.Elements(true, false)
         select (source, destination, Math.Min(first, source - 1), isTorch)).ToArbitrary(),
        request =>
        {
            var (source, destination, first, isTorch) = request;
            int end = Math.Min(first + 3, source);
            var axis = isTorch ? MaskAxis.Torch(source, destination) : MaskAxis.Cv(source, destination);
            var reached = axis.Reached(first, end);
            return Enumerable.Range(0, destination).All(o =>
                (axis.Start[o] < end && axis.Start[o] + axis.Count[o] > first) == (o >= reached.First && o < reached.End));
        }).QuickCheckThrowOnFailure();

    private static float[] Evaluate<TLanes>(float[] prototypes, ImageSize size, float[] coefficients, PixelRectangle part)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var result = new float[(part.Width + 3) * part.Height];
        PrototypeKernel.Evaluate<TLanes>(prototypes, size, coefficients, part, result, part.Width + 3);
        return result;
    }

    private static float[] Whole(float[] values, ImageSize source, ImageSize size, bool isTorch)
    {
        var whole = new float[size.PixelCount];
        if (isTorch)
        {
            PlaneResize.Torch(values, source, size, 0, 0, size, whole, new(), SimdWidth.Scalar);
        }
        else
        {
            PlaneResize.CvLinear(values, source, size, 0, 0, size, whole, new(), SimdWidth.Scalar);
        }

        return whole;
    }

    private static BitPlane Sample<TLanes>(float[] values, ImageSize source, ImageSize size, bool isTorch, PixelRectangle target)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var sampler = new MaskSampler(
            isTorch ? MaskAxis.Torch(source.Width, size.Width) : MaskAxis.Cv(source.Width, size.Width),
            isTorch ? MaskAxis.Torch(source.Height, size.Height) : MaskAxis.Cv(source.Height, size.Height),
            0.25f,
            new());
        var support = sampler.Support(target);
        int stride = support.Width + 1;
        var part = new float[stride * support.Height + 1];
        for (int y = 0; y < support.Height; y++)
        {
            values.AsSpan((support.Y + y) * source.Width + support.X, support.Width).CopyTo(part.AsSpan(y * stride));
        }

        var bits = new BitPlane(target.Width, target.Height);
        sampler.Sample<TLanes>(part, stride, target, bits);
        return bits;
    }

    private static float[] Noise(Random random, int count)
    {
        var values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = random.Next(-64, 65) / 64f;
        }

        return values;
    }
}

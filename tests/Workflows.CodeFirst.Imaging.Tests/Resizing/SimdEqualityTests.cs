using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging.Tests.Resizing;

/// <summary>Every register width gives the bits of the plain loop, for all formats, odd sizes and strides, and images that end their memory.</summary>
public class SimdEqualityTests
{
    private static readonly (ImageSize From, ImageSize To)[] Shapes =
    [
        (new(1, 1), new(1, 1)), (new(1, 1), new(7, 5)), (new(2, 2), new(1, 1)), (new(64, 48), new(32, 24)), (new(66, 50), new(33, 25)),
        (new(37, 23), new(64, 64)), (new(640, 36), new(213, 17)), (new(33, 47), new(19, 47)), (new(33, 47), new(33, 21)), (new(1, 400), new(3, 64)),
        (new(200, 2), new(64, 5)), (new(130, 70), new(129, 71)), (new(17, 9), new(17, 9)), (new(301, 11), new(20, 64)),
    ];

    public static TheoryData<PixelFormat> Formats()
    {
        var data = new TheoryData<PixelFormat>();
        foreach (PixelFormat format in Enum.GetValues<PixelFormat>())
        {
            data.Add(format);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void CvLinear_bytes(PixelFormat format) =>
        Compare(format, (view, size, order, target, w) => PixelResize.CvLinear(view, size, order, target, new ScratchMemory(), w));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Pil_bytes(PixelFormat format) =>
        Compare(format, (view, size, order, target, w) => PixelResize.Pil(view, size, order, target, new ScratchMemory(), w));

    [Theory]
    [MemberData(nameof(Formats))]
    public void CvLinear_float_rows(PixelFormat format)
    {
        var random = new Random(1);
        foreach ((ImageSize from, ImageSize to) in Shapes)
        {
            using Image image = RandomImage(random, from, format);
            float[] expected = Run(image, to, SimdWidth.Scalar);
            foreach (SimdWidth width in Widths.Available)
            {
                Assert.Equal(expected, Run(image, to, width));
            }
        }

        static float[] Run(Image image, ImageSize to, SimdWidth width)
        {
            var scratch = new ScratchMemory();
            var widened = new WidenedPixelRows<CopyPixelRows>(new(image.View, ChannelOrder.Rgb, scratch, width), image.Width, null, scratch);
            var rows = new CvLinearFloatRows<WidenedPixelRows<CopyPixelRows>>(widened, image.Size, to, scratch, width);
            var quads = new float[PixelRows.Length(Math.Max(to.Width, image.Width))];
            var all = new List<float>();
            for (int y = 0; y < to.Height; y++)
            {
                rows.Read(y, quads);
                all.AddRange(quads.AsSpan(0, to.Width * 4));
            }

            return [.. all];
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void CvLinear_bytes_as_floats_equal_float_rows(PixelFormat format)
    {
        var random = new Random(5);
        foreach ((ImageSize from, ImageSize to) in Shapes.Where(s => s.From != s.To && !PixelResize.IsHalving(s.From, s.To)))
        {
            using Image image = RandomImage(random, from, format);
            foreach (SimdWidth width in Widths.Available)
            {
                var scratch = new ScratchMemory();
                var direct = new CvLinearByteFloatRows(image.View, to, ChannelOrder.Bgr, scratch, width);
                var widened = new WidenedPixelRows<CopyPixelRows>(new(image.View, ChannelOrder.Bgr, scratch, SimdWidth.Scalar), image.Width, null, scratch);
                var general = new CvLinearFloatRows<WidenedPixelRows<CopyPixelRows>>(widened, image.Size, to, scratch, SimdWidth.Scalar);
                float[] expected = new float[PixelRows.Length(to.Width)], actual = new float[PixelRows.Length(to.Width)];
                for (int y = 0; y < to.Height; y++)
                {
                    general.Read(y, expected);
                    direct.Read(y, actual);
                    Assert.Equal(expected.AsSpan(0, to.Width * 4), actual.AsSpan(0, to.Width * 4));
                }
            }
        }
    }

    [Fact]
    public void Planes_in_parts_equal_the_whole()
    {
        var random = new Random(2);
        foreach ((ImageSize from, ImageSize to) in Shapes)
        {
            var plane = new float[from.PixelCount];
            foreach (ref float value in plane.AsSpan())
            {
                value = random.NextSingle() * 20 - 10;
            }

            foreach (SimdWidth width in Widths.Available)
            {
                var whole = new float[to.PixelCount];
                var scalar = new float[to.PixelCount];
                PlaneResize.Torch(plane, from, to, 0, 0, to, whole, new ScratchMemory(), width);
                PlaneResize.Torch(plane, from, to, 0, 0, to, scalar, new ScratchMemory(), SimdWidth.Scalar);
                Assert.Equal(scalar, whole);
                AssertPart(PlaneResize.Torch, whole);

                PlaneResize.CvLinear(plane, from, to, 0, 0, to, whole, new ScratchMemory(), width);
                PlaneResize.CvLinear(plane, from, to, 0, 0, to, scalar, new ScratchMemory(), SimdWidth.Scalar);
                Assert.Equal(scalar, whole);
                AssertPart(PlaneResize.CvLinear, whole);

                void AssertPart(Resize resize, float[] all)
                {
                    int x = to.Width / 3, y = to.Height / 2;
                    var size = new ImageSize(Math.Max(1, (to.Width - x) / 2), to.Height - y);
                    var part = new float[size.PixelCount];
                    resize(plane, from, to, x, y, size, part, new ScratchMemory(), width);
                    for (int row = 0; row < size.Height; row++)
                    {
                        Assert.Equal(all.AsSpan((y + row) * to.Width + x, size.Width), part.AsSpan(row * size.Width, size.Width));
                    }
                }
            }
        }
    }

    [Fact]
    public void Portable_operations_equal_the_instructions()
    {
        var random = new Random(3);
        for (int i = 0; i < 1000; i++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            Vector128<byte> a = Vector128.Create(bytes, 0), b = Vector128.Create(bytes, 16);
            Assert.Equal(Lanes.MultiplyAddPairs(a.AsInt16(), b.AsInt16()), Lanes.PortableMultiplyAddPairs(a.AsInt16(), b.AsInt16()));
            Assert.Equal(Lanes.MultiplyHigh(a.AsInt16(), b.AsInt16()), Lanes.PortableMultiplyHigh(a.AsInt16(), b.AsInt16()));
            Assert.Equal(Lanes.PackBytes(a.AsInt16(), b.AsInt16()), Lanes.PortablePackBytes(a.AsInt16(), b.AsInt16()));
            Assert.Equal(Lanes.AddPairs(a), Lanes.PortableAddPairs(a));
        }
    }

    private delegate void Resize(
        ReadOnlySpan<float> source, ImageSize from, ImageSize to, int x, int y, ImageSize size, Span<float> target, ScratchMemory scratch, SimdWidth width);

    private delegate void ResizePixels(ImageView view, ImageSize size, ChannelOrder order, Span<byte> target, SimdWidth width);

    private static void Compare(PixelFormat format, ResizePixels resize)
    {
        var random = new Random(4);
        foreach ((ImageSize from, ImageSize to) in Shapes)
        {
            using Image image = RandomImage(random, from, format);
            foreach (ChannelOrder order in Enum.GetValues<ChannelOrder>())
            {
                var expected = new byte[to.PixelCount * 3];
                var actual = new byte[to.PixelCount * 3];
                resize(image.View, to, order, expected, SimdWidth.Scalar);
                foreach (SimdWidth width in Widths.Available)
                {
                    resize(image.View, to, order, actual, width);
                    Assert.True(expected.AsSpan().SequenceEqual(actual), $"{from} to {to}, {format}, {order}, {width}");
                }
            }
        }
    }

    /// <summary>An image whose memory ends with its last pixel and whose rows lie apart.</summary>
    private static Image RandomImage(Random random, ImageSize size, PixelFormat format)
    {
        int row = size.Width * format.BytesPerPixel(), stride = row + random.Next(0, 5);
        var pixels = new byte[(size.Height - 1) * stride + row];
        random.NextBytes(pixels);
        return Image.Wrap(pixels, size.Width, size.Height, stride, format);
    }
}

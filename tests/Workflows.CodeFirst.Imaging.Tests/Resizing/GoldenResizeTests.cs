using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Imaging.Tests.Resizing;

public class GoldenResizeTests
{
    public static TheoryData<string> BytesCases() => Cases("A0");

    public static TheoryData<string> FloatCases() => Cases("A2");

    public static TheoryData<string> PilCases() => Cases("A3");

    public static TheoryData<string> TorchCases() => Cases("A4");

    [Theory]
    [MemberData(nameof(BytesCases))]
    public void CvLinear_bytes_equal_OpenCV(string id)
    {
        (JsonElement input, JsonElement output, ImageSize size) = Parts(id);
        using Image image = ReadImage(input);
        foreach (SimdWidth width in Widths.Available)
        {
            var actual = new byte[size.Width * size.Height * 3];
            PixelResize.CvLinear(image.View, size, ChannelOrder.Rgb, actual, new ScratchMemory(), width);
            byte[] expected = PostprocessCases.Bytes(output.GetProperty("data"));
            Assert.Equal(image.Format == PixelFormat.Gray8 ? Triple(expected) : expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(PilCases))]
    public void Pil_bytes_equal_Pillow(string id)
    {
        (JsonElement input, JsonElement output, ImageSize size) = Parts(id);
        using Image image = ReadImage(input);
        foreach (SimdWidth width in Widths.Available)
        {
            var actual = new byte[size.Width * size.Height * 3];
            PixelResize.Pil(image.View, size, ChannelOrder.Rgb, actual, new ScratchMemory(), width);
            Assert.Equal(PostprocessCases.Bytes(output.GetProperty("data")), actual);
        }
    }

    [Theory]
    [MemberData(nameof(FloatCases))]
    public void CvLinear_floats_agree_with_OpenCV(string id)
    {
        (JsonElement input, JsonElement output, ImageSize size) = Parts(id);
        (float[] plane, ImageSize from) = ReadPlane(input);
        foreach (SimdWidth width in Widths.Available)
        {
            var actual = new float[size.Width * size.Height];
            PlaneResize.CvLinear(plane, from, size, 0, 0, size, actual, new ScratchMemory(), width);
            AssertClose(PostprocessCases.Floats(output.GetProperty("data")), actual, 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(TorchCases))]
    public void Torch_floats_agree_with_torch(string id)
    {
        (JsonElement input, JsonElement output, ImageSize size) = Parts(id);
        (float[] plane, ImageSize from) = ReadPlane(input);
        foreach (SimdWidth width in Widths.Available)
        {
            var actual = new float[size.Width * size.Height];
            PlaneResize.Torch(plane, from, size, 0, 0, size, actual, new ScratchMemory(), width);
            AssertClose(PostprocessCases.Floats(output.GetProperty("data")), actual, 1e-5f);
        }
    }

    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}] expected {expected[i]}, actual {actual[i]}");
        }
    }

    private static TheoryData<string> Cases(string prefix)
    {
        var data = new TheoryData<string>();
        foreach (string id in PostprocessCases.Ids(prefix))
        {
            data.Add(id);
        }

        return data;
    }

    private static (JsonElement Input, JsonElement Output, ImageSize Size) Parts(string id)
    {
        JsonElement c = PostprocessCases.Get(id), p = c.GetProperty("params");
        return (c.GetProperty("input"), c.GetProperty("output"), new(p.GetProperty("dst_w").GetInt32(), p.GetProperty("dst_h").GetInt32()));
    }

    private static Image ReadImage(JsonElement input)
    {
        int[] shape = PostprocessCases.Ints(input.GetProperty("shape_hwc"));
        return Image.Wrap(
            PostprocessCases.Bytes(input.GetProperty("data")), shape[1], shape[0], 0, shape[2] == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb24);
    }

    private static (float[] Plane, ImageSize Size) ReadPlane(JsonElement input)
    {
        int[] shape = PostprocessCases.Ints(input.GetProperty("shape_hw"));
        return (PostprocessCases.Floats(input.GetProperty("data")), new(shape[1], shape[0]));
    }

    private static byte[] Triple(byte[] gray) => [.. gray.SelectMany(v => new[] { v, v, v })];
}

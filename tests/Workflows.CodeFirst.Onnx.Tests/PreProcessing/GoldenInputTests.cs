using System.Text.Json;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.PreProcessing;

/// <summary>Recorded tensors and geometry of both formats.</summary>
public class GoldenInputTests
{
    public static TheoryData<string> Current() => [.. PostprocessCases.Ids("B03")];

    public static TheoryData<string> Letterboxes() => [.. PostprocessCases.Ids("B02")];

    [Theory]
    [MemberData(nameof(Current))]
    public void Current_tensors_are_bit_exact(string id)
    {
        JsonElement c = PostprocessCases.Get(id), parameters = c.GetProperty("params"), expected = c.GetProperty("output");
        InputSpec spec = CurrentSpec(parameters);
        var size = new ImageSize(parameters.GetProperty("net_w").GetInt32(), parameters.GetProperty("net_h").GetInt32());
        using Image image = ReadImage(c.GetProperty("input"), PixelFormat.Bgr24);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>().Where(w => w <= Simd.Widest))
        {
            (float[] tensor, InputGeometry geometry) = Run(spec, image, size, width);
            Assert.Equal(PostprocessCases.Floats(expected.GetProperty("data")), tensor);
            AssertGeometry(expected.GetProperty("meta"), geometry);
        }
    }

    [Theory]
    [MemberData(nameof(Letterboxes))]
    public void Legacy_letterbox_is_exact(string id)
    {
        JsonElement c = PostprocessCases.Get(id), parameters = c.GetProperty("params");
        var spec = new InputSpec
        {
            IsLegacy = true,
            Mode = ResizeMode.Letterbox,
            Kernel = ResizeKernel.CvBytes,
            Padding = PostprocessCases.Ints(parameters.GetProperty("color"))[0],
        };
        var size = new ImageSize(parameters.GetProperty("dst_w").GetInt32(), parameters.GetProperty("dst_h").GetInt32());
        using Image image = ReadImage(c.GetProperty("input"), PixelFormat.Rgb24);
        (float[] tensor, _) = Run(spec, image, size, Simd.Widest);
        Assert.Equal(PostprocessCases.Bytes(c.GetProperty("output").GetProperty("data")), Interleaved(tensor));
    }

    [Fact]
    public void Legacy_stretch_agrees_to_a_ten_thousandth()
    {
        JsonElement c = PostprocessCases.Get("B04-preprocess-L-stretch"), parameters = c.GetProperty("params");
        var spec = new InputSpec { IsLegacy = true, Mode = ResizeMode.Stretch, Kernel = ResizeKernel.CvFloats, Normalization = Normalization.Unit };
        var size = new ImageSize(parameters.GetProperty("net_w").GetInt32(), parameters.GetProperty("net_h").GetInt32());
        using Image image = ReadImage(c.GetProperty("input"), PixelFormat.Bgr24);
        float[] expected = PostprocessCases.Floats(c.GetProperty("output").GetProperty("data"));
        float[] scalar = Run(spec, image, size, SimdWidth.Scalar).Tensor;
        float scale = expected.Max() > 1.5f ? 255 : 1;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], scalar[i] * scale, 1e-4f * scale);
        }

        Assert.Equal(scalar, Run(spec, image, size, Simd.Widest).Tensor);
    }

    [Fact]
    public void Static_crop_truncates_percentages()
    {
        foreach (JsonElement row in PostprocessCases.Get("B05-static-crop").GetProperty("output").EnumerateArray())
        {
            int[] wh = PostprocessCases.Ints(row.GetProperty("wh")), percent = PostprocessCases.Ints(row.GetProperty("crop_percent"));
            var spec = new InputSpec { Mode = ResizeMode.Stretch, Kernel = ResizeKernel.CvBytes, Crop = new(percent[0], percent[1], percent[2], percent[3]) };
            InputGeometry geometry = InputPlan.Create("m", spec, new(wh[0], wh[1]), new(32, 32)).Geometry;
            int[] expected = PostprocessCases.Ints(row.GetProperty("M_offset"));
            Assert.Equal(new CropRectangle(expected[0], expected[1], expected[2], expected[3]), geometry.Crop);
        }
    }

    private static InputSpec CurrentSpec(JsonElement parameters)
    {
        JsonElement normalization = parameters.GetProperty("normalization"), crop = parameters.GetProperty("static_crop");
        int[]? percent = crop.ValueKind == JsonValueKind.Null ? null : PostprocessCases.Ints(crop);
        return new()
        {
            Size = new(1, 1),
            Mode = parameters.GetProperty("resize_mode").GetString() switch
            {
                "stretch" => ResizeMode.Stretch,
                "center-crop" => ResizeMode.CenterCrop,
                _ => ResizeMode.Letterbox,
            },
            Kernel = ResizeKernel.CvBytes,
            Padding = parameters.GetProperty("padding_value") is { ValueKind: JsonValueKind.Number } pad ? pad.GetInt32() : 0,
            Channels = parameters.GetProperty("color_mode").GetString() == "rgb" ? ChannelOrder.Rgb : ChannelOrder.Bgr,
            Normalization = new()
            {
                Divisor = parameters.GetProperty("scaling_factor") is { ValueKind: JsonValueKind.Number } factor ? factor.GetSingle() : null,
                Mean = normalization.ValueKind == JsonValueKind.Null ? [] : [.. PostprocessCases.Floats(normalization[0])],
                Deviation = normalization.ValueKind == JsonValueKind.Null ? [] : [.. PostprocessCases.Floats(normalization[1])],
            },
            Crop = percent is null ? null : new(percent[0], percent[1], percent[2], percent[3]),
        };
    }

    private static (float[] Tensor, InputGeometry Geometry) Run(InputSpec spec, Image image, ImageSize size, SimdWidth width)
    {
        InputPlan plan = InputPlan.Create("m", spec, image.Size, size);
        var tensor = new float[3 * size.PixelCount];
        tensor.AsSpan().Fill(float.NaN);
        new InputWriter(spec, size).Write(image.View, plan, tensor, fillPadding: true, new ScratchMemory(), width);
        return (tensor, plan.Geometry);
    }

    private static Image ReadImage(JsonElement input, PixelFormat format)
    {
        int[] shape = PostprocessCases.Ints(input.GetProperty("shape_hwc"));
        return Image.Wrap(PostprocessCases.Bytes(input.GetProperty("data")), shape[1], shape[0], 0, format);
    }

    private static byte[] Interleaved(float[] planes)
    {
        var bytes = new byte[planes.Length];
        int plane = planes.Length / 3;
        for (int i = 0; i < planes.Length; i++)
        {
            bytes[i % plane * 3 + i / plane] = (byte)planes[i];
        }

        return bytes;
    }

    private static void AssertGeometry(JsonElement meta, InputGeometry geometry)
    {
        int Int(string name) => meta.GetProperty(name).GetInt32();
        Assert.Equal((Int("pad_left"), Int("pad_top"), Int("pad_right"), Int("pad_bottom")), (geometry.PadLeft, geometry.PadTop, geometry.PadRight, geometry.PadBottom));
        Assert.Equal((float)meta.GetProperty("scale_width").GetDouble(), geometry.ScaleX);
        Assert.Equal((float)meta.GetProperty("scale_height").GetDouble(), geometry.ScaleY);
        int[] crop = PostprocessCases.Ints(meta.GetProperty("static_crop"));
        Assert.Equal(new CropRectangle(crop[0], crop[1], crop[2], crop[3]), geometry.Crop);
    }
}

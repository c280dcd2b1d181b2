using System.Text.Json;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Resize kernels and what happens to an image before the network.</summary>
internal static class ImageOperations
{
    public static object CvLinearBytes(PostprocessCase item) => new { data = Resize(item, PixelResize.CvLinear) };

    public static object PilBytes(PostprocessCase item) => new { data = Resize(item, PixelResize.Pil) };

    public static object CvLinearFloats(PostprocessCase item) => new { data = Resize(item, PlaneResize.CvLinear) };

    public static object TorchFloats(PostprocessCase item) => new { data = Resize(item, PlaneResize.Torch) };

    public static object LetterboxBytes(PostprocessCase item)
    {
        var color = item.Params.GetProperty("color").Integers();
        var spec = new InputSpec
        {
            IsLegacy = item.IsLegacy,
            Mode = ResizeMode.Letterbox,
            Kernel = ResizeKernel.CvBytes,
            Padding = color[0],
            Channels = ChannelOrder.Bgr,
        };
        float[] tensor = Write(item, spec, Target(item, "dst_w", "dst_h"), out _);
        int plane = tensor.Length / 3;
        return new { data = Enumerable.Range(0, tensor.Length).Select(i => tensor[i % 3 * plane + i / 3]).ToArray() };
    }

    public static object Preprocess(PostprocessCase item) => item.IsLegacy ? PreprocessLegacy(item) : PreprocessCurrent(item);

    public static object Grayscale(PostprocessCase item) =>
        new { data = Adjust(item, new() { Mode = ResizeMode.Stretch, Kernel = ResizeKernel.CvBytes, IsGrayscale = true }) };

    public static object HistogramEqualization(PostprocessCase item) => new
    {
        data = Adjust(item, new()
        {
            IsLegacy = item.IsLegacy,
            Mode = ResizeMode.Stretch,
            Kernel = ResizeKernel.CvBytes,
            Contrast = ContrastMode.HistogramEqualization,
        }),
    };

    public static object AdaptiveEqualization(PostprocessCase item)
    {
        var picture = Picture(item.Input);
        byte[] bgr = picture.Pixels.ToArray();
        if (!item.IsLegacy)
        {
            ScikitAdaptiveEqualization.Apply(bgr, picture.Size, item.Params.GetProperty("clip_limit").GetDouble(), new());
            return new { data = Integers(bgr) };
        }

        // Three equal channels come out, of which a case holds one.
        var gray = new byte[picture.Size.PixelCount];
        Imaging.Grayscale.FromBgr(bgr, gray);
        CvAdaptiveEqualization.Apply(gray, picture.Size, item.Params.GetProperty("clip").GetDouble(), new());
        return new { data = Integers(gray) };
    }

    public static object ContrastStretching(PostprocessCase item)
    {
        byte[] bgr = Picture(item.Input).Pixels.ToArray();
        double[] percentiles = item.Params.GetProperty("pct").Doubles();
        var (low, high) = Imaging.ContrastStretching.Limits(bgr, percentiles[0], percentiles[1]);
        Imaging.ContrastStretching.Apply(bgr, percentiles[0], percentiles[1]);
        return new { p2 = low, p98 = high, legacy = Integers(bgr), M = Integers(bgr) };
    }

    private static object PreprocessCurrent(PostprocessCase item)
    {
        var parameters = item.Params;
        var normalization = new Normalization
        {
            Divisor = (float?)item.Optional("scaling_factor")?.GetDouble(),
            Mean = item.Optional("normalization") is { } mean ? [.. mean[0].Floats()] : [],
            Deviation = item.Optional("normalization") is { } deviation ? [.. deviation[1].Floats()] : [],
        };
        var spec = new InputSpec
        {
            Mode = JsonReading.ResizeModeOf(parameters.GetProperty("resize_mode").GetString()!),
            Kernel = ResizeKernel.CvBytes,
            Padding = item.Optional("padding_value")?.GetInt32() ?? 0,
            Channels = parameters.GetProperty("color_mode").GetString() == "rgb" ? ChannelOrder.Rgb : ChannelOrder.Bgr,
            Normalization = normalization,
            Crop = item.Optional("static_crop") is { } crop ? JsonReading.Crop(crop) : null,
        };
        var size = Target(item, "net_w", "net_h");
        float[] tensor = Write(item, spec, size, out var plan);

        // Without any arithmetic on pixels the reference's tensor stays bytes, but only when it was not pasted onto a canvas.
        bool staysBytes = spec.Mode == ResizeMode.Stretch && normalization == Normalization.None;
        return new
        {
            dtype = staysBytes ? "torch.uint8" : "torch.float32",
            shape = new[] { 1, 3, size.Height, size.Width },
            data = JsonReading.Widen(tensor),
            meta = GeometryOperations.Metadata(plan),
        };
    }

    private static object PreprocessLegacy(PostprocessCase item)
    {
        string method = item.Params.GetProperty("resize_method").GetString()!;
        var mode = JsonReading.ResizeModeOf(method);
        var spec = new InputSpec
        {
            IsLegacy = true,
            Mode = mode,
            Kernel = mode == ResizeMode.Stretch ? ResizeKernel.CvFloats : ResizeKernel.CvBytes,
            Padding = method.Contains("white", StringComparison.Ordinal) ? 255 : method.Contains("grey", StringComparison.Ordinal) ? 114 : 0,
            Normalization = Normalization.Unit,
        };
        var size = Target(item, "net_w", "net_h");
        return new { shape = new[] { 1, 3, size.Height, size.Width }, data = JsonReading.Widen(Write(item, spec, size, out _)) };
    }

    private static float[] Write(PostprocessCase item, InputSpec spec, ImageSize size, out InputPlan plan)
    {
        var picture = Picture(item.Input, item.Optional("input_color")?.GetString() == "rgb" ? PixelFormat.Rgb24 : PixelFormat.Bgr24);
        plan = InputPlan.Create("case", spec, picture.Size, size);
        var tensor = new float[3 * size.PixelCount];
        new InputWriter(spec, size).Write(picture, plan, tensor, fillPadding: true, new(), Simd.Widest);
        return tensor;
    }

    private static int[] Adjust(PostprocessCase item, InputSpec spec) => Integers(ColorAdjustment.Apply(Picture(item.Input), spec, new()).Pixels);

    private static int[] Integers(ReadOnlySpan<byte> bytes)
    {
        var integers = new int[bytes.Length];
        for (int i = 0; i < integers.Length; i++)
        {
            integers[i] = bytes[i];
        }

        return integers;
    }

    private static int[] Resize(PostprocessCase item, ByteKernel kernel)
    {
        int[] shape = item.Input.GetProperty("shape_hwc").Integers();
        var size = Target(item, "dst_w", "dst_h");
        var resized = new byte[3 * size.PixelCount];
        kernel(Picture(item.Input), size, ChannelOrder.Bgr, resized, new(), Simd.Widest);
        return [.. resized.Where((_, i) => i % 3 < shape[2]).Select(value => (int)value)];
    }

    private static double[] Resize(PostprocessCase item, PlaneKernel kernel)
    {
        var source = item.Input.GetProperty("shape_hw").SizeHw();
        var size = Target(item, "dst_w", "dst_h");
        var resized = new float[size.PixelCount];
        kernel(item.Input.GetProperty("data").Floats(), source, size, 0, 0, size, resized, new(), Simd.Widest);
        return JsonReading.Widen(resized);
    }

    private static ImageSize Target(PostprocessCase item, string width, string height) =>
        new(item.Params.GetProperty(width).GetInt32(), item.Params.GetProperty(height).GetInt32());

    /// <summary>A picture; a single channel is repeated three times.</summary>
    private static ImageView Picture(JsonElement input, PixelFormat format = PixelFormat.Bgr24)
    {
        int[] shape = input.GetProperty("shape_hwc").Integers();
        byte[] data = input.GetProperty("data").Bytes();
        byte[] pixels = shape[2] == 3 ? data : [.. data.SelectMany(value => new[] { value, value, value })];
        return new(pixels, shape[1], shape[0], 0, format);
    }

    private delegate void ByteKernel(ImageView source, ImageSize size, ChannelOrder order, Span<byte> destination, ScratchMemory scratch, SimdWidth width);

    private delegate void PlaneKernel(
        ReadOnlySpan<float> source, ImageSize sourceSize, ImageSize destinationSize, int x, int y, ImageSize size, Span<float> destination,
        ScratchMemory scratch, SimdWidth width);
}

using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx.Tests.PreProcessing;

/// <summary>RF-DETR's two steps equal the steps done one after the other.</summary>
public class TwoStepTests
{
    private static readonly ImageSize Network = new(48, 48);
    private static readonly ImageSize Between = new(64, 40);

    [Theory]
    [InlineData(ResizeMode.Letterbox, 33, 90)]
    [InlineData(ResizeMode.Letterbox, 128, 20)]
    [InlineData(ResizeMode.CenterCrop, 100, 30)]
    [InlineData(ResizeMode.CenterCrop, 20, 90)]
    internal void Current(ResizeMode mode, int width, int height)
    {
        using Image image = RandomImage(width, height);
        var spec = new InputSpec { Mode = mode, Kernel = ResizeKernel.PilBytes, Padding = 127, FirstStep = Between, Channels = ChannelOrder.Bgr, Normalization = Normalization.ImageNet };

        var first = spec with { Kernel = ResizeKernel.CvBytes, FirstStep = null, Normalization = Normalization.None };
        float[] canvas = Run(first, image, Between);
        var bytes = new byte[Between.PixelCount * 3];
        for (int i = 0; i < canvas.Length; i++)
        {
            bytes[i % (int)Between.PixelCount * 3 + i / (int)Between.PixelCount] = (byte)canvas[i];
        }

        // The canvas has the network's order: blue first.
        using Image between = Image.Wrap(bytes, Between.Width, Between.Height, 0, PixelFormat.Bgr24);
        float[] expected = Run(spec with { Mode = ResizeMode.Stretch, FirstStep = null }, between, Network);
        Assert.Equal(expected, Run(spec, image, Network));

        InputGeometry geometry = InputPlan.Create("m", spec, image.Size, Network).Geometry;
        Assert.Equal(Between, geometry.Intermediate);
        Assert.Equal(Network, geometry.Network);
        Assert.Equal(InputPlan.Create("m", first, image.Size, Between).Geometry.PadLeft, geometry.PadLeft);
    }

    [Fact]
    public void Legacy_pads_after_normalising()
    {
        using Image image = RandomImage(50, 100);
        var spec = new InputSpec
        {
            IsLegacy = true,
            Mode = ResizeMode.Letterbox,
            Kernel = ResizeKernel.CvNormalizedFloats,
            Padding = 114,
            Normalization = Normalization.ImageNet,
        };
        float[] tensor = Run(spec, image, Network);
        Assert.Equal(114f, tensor[0]); // literally, left of the picture
        FitGeometry fit = FitGeometry.LegacyLetterbox(image.Size, Network);

        // Normalising is linear: doing it before or after the resize differs by rounding only.
        float[] other = Run(spec with { Kernel = ResizeKernel.CvFloats, Mode = ResizeMode.Stretch }, image, new(fit.Width, fit.Height));
        for (int y = 0; y < fit.Height; y++)
        {
            for (int x = 0; x < fit.Width; x++)
            {
                Assert.Equal(other[y * fit.Width + x], tensor[(fit.Top + y) * Network.Width + fit.Left + x], 1e-4f);
            }
        }
    }

    [Fact]
    public void Legacy_second_step_only_happens_for_square_networks()
    {
        using Image image = RandomImage(90, 30);
        var spec = new InputSpec
        {
            IsLegacy = true,
            Mode = ResizeMode.Letterbox,
            Kernel = ResizeKernel.CvNormalizedFloats,
            Padding = 255,
            Normalization = Normalization.Unit,
            FirstStep = Between,
        };
        Assert.Null(InputPlan.Create("m", spec, image.Size, new(48, 32)).Geometry.Intermediate);
        Assert.Equal(Between, InputPlan.Create("m", spec, image.Size, Network).Geometry.Intermediate);
        float[] tensor = Run(spec, image, Network);
        Assert.Equal(255f, tensor[0]);
        Assert.Equal(255f, tensor[^1]);
        Assert.InRange(tensor[24 * 48 + 24], 0f, 1f);
    }

    private static float[] Run(InputSpec spec, Image image, ImageSize network)
    {
        var tensor = new float[3 * network.PixelCount];
        new InputWriter(spec, network).Write(
            image.View, InputPlan.Create("m", spec, image.Size, network), tensor, fillPadding: true, new ScratchMemory(), Simd.Widest);
        return tensor;
    }

    private static Image RandomImage(int width, int height)
    {
        Image image = Image.Create(width, height);
        new Random(width).NextBytes(image.Pixels);
        return image;
    }
}

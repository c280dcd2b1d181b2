using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>From 1280×720 pixels to the network's input, against a plain implementation.</summary>
internal static class PreProcessingRatios
{
    public static void Measure(RatioReport report)
    {
        using var image = Pictures.Hd();
        var network = new ImageSize(640, 640);
        float[] planes = new float[3 * 640 * 640];
        var scratch = new ScratchMemory();

        Action Write(ResizeMode mode)
        {
            var spec = new InputSpec { Mode = mode, Kernel = ResizeKernel.CvBytes, Padding = 114, Normalization = Normalization.Unit };
            var writer = new InputWriter(spec, network);
            var plan = InputPlan.Create("bench", spec, image.Size, network);
            return () => writer.Write(image.View, plan, planes, fillPadding: false, scratch, Simd.Widest);
        }

        var letterbox = Write(ResizeMode.Letterbox);
        var stretch = Write(ResizeMode.Stretch);
        double[] times = RatioReport.Medians(letterbox, stretch, () => PlainLetterbox.Write(image.View, 640, 114, planes));
        report.Print("preprocess.letterbox", times[0], "us");
        report.Print("preprocess.stretch", times[1], "us");
        report.Print("preprocess.letterbox.plain", times[2], "us");
        report.Print("preprocess.letterbox.times-faster-than-plain", times[2] / times[0], "x");
        report.Print("preprocess.letterbox.allocated", RatioReport.BytesOf(letterbox), "bytes");
    }
}

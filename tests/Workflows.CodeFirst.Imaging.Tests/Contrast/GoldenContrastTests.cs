using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Imaging.Tests.Contrast;

/// <summary>Recorded results of OpenCV, NumPy and scikit-image.</summary>
public class GoldenContrastTests
{
    [Fact]
    public void Grayscale_equals_OpenCV() => Compare("B06-grayscale", "data", static (bgr, _) =>
    {
        var gray = new byte[bgr.Length / 3];
        Grayscale.FromBgr(bgr, gray);
        Grayscale.ToBgr(gray, bgr);
    });

    [Fact]
    public void Histogram_equalization_equals_OpenCV() => Compare("B07-hist-eq-legacy", "data", static (bgr, _) =>
    {
        var gray = new byte[bgr.Length / 3];
        Grayscale.FromBgr(bgr, gray);
        HistogramEqualization.Cv(gray);
        Grayscale.ToBgr(gray, bgr);
    });

    [Fact]
    public void Adaptive_equalization_equals_OpenCV() => Compare("B08-adaptive-legacy", "data", static (bgr, size) =>
    {
        var gray = new byte[bgr.Length / 3];
        Grayscale.FromBgr(bgr, gray);
        CvAdaptiveEqualization.Apply(gray, size, 0.03, new ScratchMemory());
        Grayscale.ToBgr(gray, bgr);
    });

    [Theory]
    [InlineData("legacy")]
    [InlineData("inference_models")]
    public void Stretching_equals_scikit_image(string path)
    {
        JsonElement output = PostprocessCases.Get("B09-contrast-stretch").GetProperty("output");
        Compare("B09-contrast-stretch", output.TryGetProperty(path, out _) ? path : "legacy", static (bgr, _) => ContrastStretching.Apply(bgr));
    }

    [Fact]
    public void Histogram_equalization_equals_scikit_image() => Compare("B10-hist-eq-M", "data", static (bgr, _) => HistogramEqualization.Scikit(bgr));

    [Fact]
    public void Adaptive_equalization_equals_scikit_image() =>
        Compare("B11-adaptive-M", "data", static (bgr, size) => ScikitAdaptiveEqualization.Apply(bgr, size, 0.03, new ScratchMemory()));

    [Fact]
    public void Constant_and_tiny_images_survive_everything()
    {
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (1, 7), (9, 1), (5, 3), (16, 16)])
        {
            foreach (byte value in (byte[])[0, 7, 255])
            {
                var bgr = new byte[width * height * 3];
                bgr.AsSpan().Fill(value);
                ContrastStretching.Apply(bgr);
                Assert.All(bgr, b => Assert.Equal(value, b));
                HistogramEqualization.Scikit(bgr);
                Assert.Single(bgr.Distinct());
                ScikitAdaptiveEqualization.Apply(bgr, new(width, height), 0.03, new ScratchMemory());
                Assert.Single(bgr.Distinct());
                var gray = new byte[width * height];
                gray.AsSpan().Fill(value);
                HistogramEqualization.Cv(gray);
                Assert.All(gray, b => Assert.Equal(value, b));
                CvAdaptiveEqualization.Apply(gray, new(width, height), 0.03, new ScratchMemory());
                Assert.Equal(width * height, gray.Length);
            }
        }
    }

    private static void Compare(string id, string member, Action<byte[], ImageSize> apply)
    {
        JsonElement c = PostprocessCases.Get(id), input = c.GetProperty("input");
        int[] shape = PostprocessCases.Ints(input.GetProperty("shape_hwc"));
        byte[] pixels = PostprocessCases.Bytes(input.GetProperty("data"));
        apply(pixels, new(shape[1], shape[0]));
        byte[] expected = PostprocessCases.Bytes(c.GetProperty("output").GetProperty(member));
        if (expected.Length == pixels.Length / 3)
        {
            pixels = [.. pixels.Where((_, i) => i % 3 == 0)]; // recorded before grey was tripled
        }

        Assert.Equal(expected.Length, pixels.Length);
        int differing = pixels.Zip(expected).Count(p => p.First != p.Second);
        Assert.True(differing == 0, $"{differing} of {expected.Length} bytes differ; first: {string.Join(" ", pixels.Zip(expected).Where(p => p.First != p.Second).Take(8))}");
    }
}

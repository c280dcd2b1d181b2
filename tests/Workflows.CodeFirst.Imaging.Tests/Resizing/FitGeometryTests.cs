using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Imaging.Tests.Resizing;

public class FitGeometryTests
{
    [Fact]
    public void Letterbox_equals_the_recorded_table()
    {
        foreach (JsonElement row in PostprocessCases.Get("B01-letterbox-geometry").GetProperty("output").EnumerateArray())
        {
            int[] source = PostprocessCases.Ints(row.GetProperty("src_wh")), canvas = PostprocessCases.Ints(row.GetProperty("dst_wh"));
            FitGeometry now = FitGeometry.Letterbox(new(source[0], source[1]), new(canvas[0], canvas[1]));
            JsonElement expected = row.GetProperty("inference_models");
            Assert.Equal(expected.TryGetProperty("error", out _), now.IsEmpty);
            if (!now.IsEmpty)
            {
                Assert.Equal(
                    (Int(expected, "pad_left"), Int(expected, "pad_top"), Int(expected, "pad_right"), Int(expected, "pad_bottom")),
                    (now.Left, now.Top, now.Right, now.Bottom));
                Assert.Equal(expected.GetProperty("scale_width").GetDouble(), now.ScaleX);
            }

            FitGeometry legacy = FitGeometry.LegacyLetterbox(new(source[0], source[1]), new(canvas[0], canvas[1]));
            expected = row.GetProperty("legacy");
            Assert.Equal(expected.ValueKind == JsonValueKind.Null, legacy.IsEmpty);
            if (!legacy.IsEmpty)
            {
                Assert.Equal(
                    (Int(expected, "new_w"), Int(expected, "new_h"), Int(expected, "left"), Int(expected, "top"), Int(expected, "right"), Int(expected, "bottom")),
                    (legacy.Width, legacy.Height, legacy.Left, legacy.Top, legacy.Right, legacy.Bottom));
                Assert.Equal(expected.GetProperty("inverse_scale").GetDouble(), legacy.ScaleX);
            }
        }
    }

    [Theory]
    [InlineData(300, 700, 170, -30, 170, -30)]
    [InlineData(7, 701, 316, -30, 317, -31)]
    [InlineData(640, 640, 0, 0, 0, 0)]
    public void Center_crop_pads_or_cuts_halves(int width, int height, int left, int top, int right, int bottom)
    {
        FitGeometry fit = FitGeometry.CenterCrop(new(width, height), new(640, 640));
        Assert.Equal((left, top, right, bottom), (fit.Left, fit.Top, fit.Right, fit.Bottom));
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}

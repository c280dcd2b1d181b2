namespace Workflows.CodeFirst.Imaging.Tests.Filters;

/// <summary>Filters agree with their definitions, whatever the size of image and surroundings.</summary>
public sealed class BlurTests
{
    public static TheoryData<int, int, PixelFormat, int> Cases => new()
    {
        { 1, 1, PixelFormat.Rgb24, 5 },
        { 7, 5, PixelFormat.Gray8, 3 },
        { 40, 9, PixelFormat.Rgb24, 9 },
        { 67, 13, PixelFormat.Rgb24, 15 },
        { 33, 31, PixelFormat.Rgba32, 5 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_box_is_the_mean(int width, int height, PixelFormat format, int side)
    {
        var image = Noise(width, height, format);
        Compare(image, BoxBlur.Apply(image.View, side), side, ImageEdges.Mirror, values => (byte)((values.Sum(value => value) + values.Length / 2) / values.Length));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_median_is_the_middle_one(int width, int height, PixelFormat format, int side)
    {
        var image = Noise(width, height, format);
        Compare(image, MedianBlur.Apply(image.View, side), side, static (position, length) => Math.Clamp(position, 0, length - 1), values =>
        {
            Array.Sort(values);
            return values[values.Length / 2];
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_flat_image_stays_flat(int width, int height, PixelFormat format, int side)
    {
        var image = Image.Create(width, height, format);
        image.Pixels.Fill(77);
        Assert.All(GaussianBlur.Apply(image.View, side).Pixels.ToArray(), static value => Assert.Equal(77, value));
        Assert.All(BoxBlur.Apply(image.View, side + 1).Pixels.ToArray(), static value => Assert.Equal(77, value));
        Assert.All(AreaResize.Apply(image.View, new(width * 2, Math.Max(1, height / 3))).Pixels.ToArray(), static value => Assert.Equal(77, value));
        if (format != PixelFormat.Rgba32)
        {
            Assert.All(BilateralBlur.Apply(image.View, side, 75, 75).Pixels.ToArray(), static value => Assert.Equal(77, value));
        }
    }

    [Fact]
    public void Halving_takes_the_mean_of_four()
    {
        var image = Noise(8, 6, PixelFormat.Gray8);
        var half = AreaResize.Apply(image.View, new(4, 3));
        for (int y = 0; y < 3; y++)
        {
            for (int x = 0; x < 4; x++)
            {
                double mean = (image.View.Row(2 * y)[2 * x] + image.View.Row(2 * y)[2 * x + 1] + image.View.Row(2 * y + 1)[2 * x] + image.View.Row(2 * y + 1)[2 * x + 1]) / 4.0;
                Assert.InRange(half.View.Row(y)[x] - mean, -0.5, 0.5);
            }
        }
    }

    [Fact]
    public void The_dominant_colour_is_that_of_most_pixels_every_time()
    {
        var image = Image.Create(30, 20);
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            byte[] color = i % 9 == 0 ? [200, 10, 10] : [10, 20, 30];
            color.CopyTo(image.Pixels[i..]);
        }

        Assert.Equal((10, 20, 30), DominantColor.Find(image.View, 2, 100, 100));
        Assert.Throws<ArgumentException>(() => DominantColor.Find(image.View, 1000, 100, 100));
    }

    private static void Compare(Image image, Image blurred, int side, Func<int, int, int> edge, Func<byte[], byte> expected)
    {
        int step = image.Format.BytesPerPixel(), before = side / 2;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                for (int channel = 0; channel < step; channel++)
                {
                    var values = new byte[side * side];
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] = image.View.Row(edge(y + i / side - before, image.Height))[edge(x + i % side - before, image.Width) * step + channel];
                    }

                    Assert.Equal(expected(values), blurred.View.Row(y)[x * step + channel]);
                }
            }
        }
    }

    private static Image Noise(int width, int height, PixelFormat format)
    {
        var image = Image.Create(width, height, format);
        new Random(7).NextBytes(image.Pixels);
        return image;
    }
}

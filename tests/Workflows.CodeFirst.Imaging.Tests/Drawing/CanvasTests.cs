using System.Security.Cryptography;

namespace Workflows.CodeFirst.Imaging.Tests.Drawing;

public class CanvasTests
{
    private const int Width = 120, Height = 90;

    private static readonly string[] Kinds =
        ["line", "smooth-line", "box", "filled-box", "circle", "disc", "arc", "polygon", "text", "smooth-text", "thick-box"];

    private static readonly string[] Words = ["Hello", "class 0.87", "jpqy {}~", "#42 @x", "Wide_Text", "i", "%&$\"|"];

    public static TheoryData<string> ShapeKinds() => new(Kinds);

    [Theory]
    [MemberData(nameof(ShapeKinds))]
    public void Shapes_agree_with_OpenCV_to_the_pixel(string kind)
    {
        // Sixty pseudo-random shapes a kind; the file has the first 16 digits of the SHA-256 of OpenCV's pixels (RGB, row by row) for each.
        var expected = File.ReadLines(Repository.PathOf("tests", "Workflows.CodeFirst.Imaging.Tests", "Drawing", "opencv-shapes.txt"))
            .Select(line => line.Split(' '))
            .Where(parts => parts[0] == kind)
            .ToArray();
        Assert.Equal(60, expected.Length);
        var wrong = new List<string>();
        foreach (string[] parts in expected)
        {
            using var image = DrawRandomShape(kind, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            string hash = Convert.ToHexStringLower(SHA256.HashData(image.Pixels))[..16];
            if (hash != parts[2])
            {
                wrong.Add(parts[1]);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Shapes_far_outside_are_cut_off()
    {
        using var image = Image.Create(20, 10);
        var canvas = new Canvas(image);
        int[] far = [int.MinValue, -2_000_000_000, -5_000_000, 5_000_000, 2_000_000_000, int.MaxValue];
        foreach (int x in far)
        {
            foreach (int y in far)
            {
                canvas.Line(x, y, y, x, Rgb.White, 3);
                canvas.Line(x, y, 5, 5, Rgb.White, 1, smooth: true);
                canvas.Rectangle(x, y, x, x, Rgb.White, 2);
                canvas.FillRectangle(x, y, x, x, Rgb.White);
                canvas.FillCircle(x, y, 10, Rgb.White);
                canvas.Circle(x, 0, 10, Rgb.White, 2);
                canvas.FillPolygon([(x, y), (y, x), (0, 0)], Rgb.White);
                canvas.StrokeText("far", x, y, 1, Rgb.White);
            }
        }

        canvas.FillRectangle(int.MinValue, int.MinValue, int.MaxValue, int.MaxValue, Rgb.White);
        Assert.Equal(-1, image.Pixels.IndexOfAnyExcept((byte)255));
    }

    [Fact]
    public void Nothing_is_painted_between_rows()
    {
        byte[] memory = new byte[100 * 40];
        using var image = Image.Wrap(memory, 30, 40, 100);
        new Canvas(image).FillRectangle(-5, -5, 50, 50, Rgb.White);
        for (int y = 0; y < 40; y++)
        {
            Assert.Equal(-1, memory.AsSpan(y * 100, 90).IndexOfAnyExcept((byte)255));
            Assert.Equal(-1, memory.AsSpan(y * 100 + 90, 10).IndexOfAnyExcept((byte)0));
        }
    }

    [Fact]
    public void A_bad_thickness_radius_or_format_says_so()
    {
        using var image = Image.Create(4, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image).Line(0, 0, 3, 3, Rgb.White, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image).Line(0, 0, 3, 3, Rgb.White, 32768));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image).FillCircle(0, 0, -1, Rgb.White));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image).StrokeText("a", 0, 0, double.NaN, Rgb.White));
        using var grey = Image.Create(4, 4, PixelFormat.Gray8);
        Assert.Contains("Gray8", Assert.Throws<ArgumentException>(() => new Canvas(grey)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello", 0.5, 1, 38, 12)]
    [InlineData("", 1, 1, 1, 22)]
    public void Text_has_the_size_that_OpenCV_gives(string text, double scale, int thickness, int width, int height) =>
        Assert.Equal((width, height), Canvas.MeasureStrokeText(text, scale, thickness));

    private static Image DrawRandomShape(string kind, int number)
    {
        int seed = 1000 * Array.IndexOf(Kinds, kind) + number + 1;
        Next(10);
        var image = Image.Create(Width, Height);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(i * 7 + (i >> 5));
        }

        byte red = (byte)Next(256), green = (byte)Next(256), blue = (byte)Next(256);
        Rgb color = new(red, green, blue);
        var canvas = new Canvas(image);
        switch (kind)
        {
            case "line" or "smooth-line":
            {
                var (from, to, thickness) = (Point(), Point(), 1 + Next(7));
                canvas.Line(from.X, from.Y, to.X, to.Y, color, thickness, kind == "smooth-line");
                break;
            }

            case "box" or "thick-box":
            {
                var (from, to, thickness) = (Point(), Point(), kind == "box" ? 1 + Next(7) : 8 + Next(30));
                canvas.Rectangle(from.X, from.Y, to.X, to.Y, color, thickness);
                break;
            }

            case "filled-box":
            {
                var (from, to) = (Point(), Point());
                canvas.FillRectangle(from.X, from.Y, to.X, to.Y, color);
                break;
            }

            case "circle":
            {
                var (center, radius, thickness) = (Point(), Next(60), 1 + Next(5));
                canvas.Circle(center.X, center.Y, radius, color, thickness);
                break;
            }

            case "disc":
            {
                var (center, radius) = (Point(), Next(60));
                canvas.FillCircle(center.X, center.Y, radius, color);
                break;
            }

            case "arc":
            {
                var (center, radiusX, radiusY, rotation, start) = (Point(), Next(60), Next(60), Next(360), Next(720) - 360);
                var (end, thickness) = (start + Next(400), 1 + Next(5));
                canvas.Arc(center.X, center.Y, radiusX, radiusY, start, end, color, thickness, rotation);
                break;
            }

            case "polygon":
            {
                var points = new (int X, int Y)[3 + Next(8)];
                for (int i = 0; i < points.Length; i++)
                {
                    points[i] = Point();
                }

                canvas.FillPolygon(points, color);
                break;
            }

            default:
            {
                var (x, y, scale, thickness, word) = (Next(60) - 10, Next(100), (3 + Next(20)) / 10.0, 1 + Next(4), Words[Next(Words.Length)]);
                canvas.StrokeText(word, x, y, scale, color, thickness, smooth: kind == "smooth-text");
                break;
            }
        }

        return image;

        int Next(int below)
        {
            seed = unchecked(seed * 1103515245 + 12345) & 0x7FFFFFFF;
            return (seed >> 8) % below;
        }

        (int X, int Y) Point()
        {
            int x = Next(200) - 40, y = Next(170) - 40;
            return (x, y);
        }
    }
}

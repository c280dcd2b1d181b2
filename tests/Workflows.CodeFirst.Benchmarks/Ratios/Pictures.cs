namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Pictures to measure on.</summary>
internal static class Pictures
{
    /// <summary>A smooth picture with some noise, 1280×720, the same every time.</summary>
    public static Image Hd()
    {
        var image = Image.Create(1280, 720);
        var random = new Random(1);
        var pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 3 % 1280, y = i / 3 / 1280;
            pixels[i] = (byte)((x / 5 + y / 3 + i % 3 * 40 + random.Next(16)) & 255);
        }

        return image;
    }
}

using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

/// <summary>Masks of all kinds for properties: sparse and dense noise, blobs, empty and full ones.</summary>
internal static class RandomMasks
{
    /// <summary>A mask and the pixels that it was made of.</summary>
    public sealed record Sample(ImageSize Size, byte[] Pixels)
    {
        public Mask Mask => Mask.FromPixels(Pixels, Size);

        public override string ToString() => string.Join('\n', Enumerable.Range(0, Size.Height).Select(
            y => string.Concat(Pixels.AsSpan(y * Size.Width, Size.Width).ToArray().Select(pixel => pixel == 0 ? '.' : '#'))));
    }

    public static Arbitrary<Sample> All { get; } = Of(Gen.Elements(0, 5, 30, 50, 70, 95, 100)).ToArbitrary();

    public static Arbitrary<(Sample A, Sample B)> Pairs { get; } =
        (from a in Of(Gen.Elements(5, 50, 95)) from seed in Gen.Choose(0, int.MaxValue - 1) select (a, Noise(a.Size, 50, seed))).ToArbitrary();

    private static Gen<Sample> Of(Gen<int> densities) =>
        from width in Gen.Frequency((4, Gen.Choose(1, 20)), (1, Gen.Choose(60, 140)))
        from height in Gen.Frequency((4, Gen.Choose(1, 20)), (1, Gen.Choose(60, 140)))
        from density in densities
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Noise(new(width, height), density, seed);

    private static Sample Noise(ImageSize size, int density, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[size.PixelCount];
        foreach (ref byte pixel in pixels.AsSpan())
        {
            pixel = (byte)(random.Next(100) < density ? 1 : 0);
        }

        return new(size, pixels);
    }
}

using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx.Tests.PreProcessing;

/// <summary>Every way of normalising gives the bits of the formula as it is written down.</summary>
public class PlaneWriterTests
{
    private static readonly Normalization[] Normalizations =
    [
        Normalization.None,
        Normalization.Unit,
        Normalization.ImageNet,
        Normalization.Symmetric,
        new() { Divisor = 127.5f },
        new() { Divisor = 3, Mean = [1, 2, 3], Deviation = [0.1f, 7, 1e-3f] },
        new() { Mean = [123.68f, 116.78f, 103.94f], Deviation = [58.40f, 57.12f, 57.38f] },
        new() { Divisor = 255, Multiplier = 1.7f },
    ];

    [Fact]
    public void Bytes_at_every_width_equal_the_formula()
    {
        foreach (Normalization normalization in Normalizations)
        {
            foreach (bool allowFused in (bool[])[true, false])
            {
                var writer = new PlaneWriter(normalization, allowFused);
                foreach (SimdWidth width in Enum.GetValues<SimdWidth>().Where(w => w <= Simd.Widest))
                {
                    foreach (int count in (int[])[1, 3, 4, 7, 8, 15, 16, 17, 256, 301])
                    {
                        var quads = new byte[PixelRows.Length(count)];
                        new Random(count).NextBytes(quads);
                        for (int i = 0; i < Math.Min(count, 256); i++)
                        {
                            quads[i * 4] = quads[i * 4 + 1] = quads[i * 4 + 2] = (byte)i;
                        }

                        const int offset = 2;
                        int plane = count + 5;
                        var planes = new float[3 * plane];
                        writer.Write(quads, count, planes, plane, offset, width);
                        for (int c = 0; c < 3; c++)
                        {
                            Assert.Equal(0, planes[c * plane + 1]);
                            Assert.Equal(0, planes[c * plane + offset + count]);
                            for (int x = 0; x < count; x++)
                            {
                                Assert.Equal(normalization.Apply(quads[x * 4 + c], c), planes[c * plane + offset + x]);
                            }
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Floats_at_every_width_equal_the_formula()
    {
        foreach (Normalization normalization in Normalizations)
        {
            var writer = new PlaneWriter(normalization);
            var random = new Random(7);
            foreach (SimdWidth width in Enum.GetValues<SimdWidth>().Where(w => w <= Simd.Widest))
            {
                foreach (int count in (int[])[1, 4, 5, 333])
                {
                    var quads = new float[PixelRows.Length(count)];
                    foreach (ref float value in quads.AsSpan())
                    {
                        value = random.NextSingle() * 255;
                    }

                    var planes = new float[3 * count];
                    writer.Write(quads, count, planes, count, 0, isNormalized: false, width);
                    for (int i = 0; i < planes.Length; i++)
                    {
                        Assert.Equal(normalization.Apply(quads[i % count * 4 + i / count], i / count), planes[i]);
                    }
                }
            }
        }
    }

    [Fact]
    public void Fused_division_is_correctly_rounded()
    {
        var random = new Random(8);
        foreach (float divisor in (float[])[1, 3, 127, 255, 256, 65535])
        {
            Assert.True(FusedDivision.IsExactFor(divisor));
            var division = new FusedDivision(divisor);
            for (int i = 0; i < 200_000; i++)
            {
                float value = random.NextSingle() * 255;
                Assert.Equal(BitConverter.SingleToInt32Bits(value / divisor), BitConverter.SingleToInt32Bits(division.Apply(value)));
            }
        }

        Assert.False(FusedDivision.IsExactFor(127.5f));
    }
}

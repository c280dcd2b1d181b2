namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class SigmoidTests
{
    private static readonly float[] Values =
        [.. Enumerable.Range(-2000, 4001).Select(i => i / 20f), float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e-30f, -1e-30f, 88.8f, -88.8f];

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        var expected = new float[Values.Length];
        Sigmoid.Of<Lanes1>(Values, expected);
        Assert.Equal(expected[..^(Values.Length % 4)], Run<Lanes128>());
        Assert.Equal(expected[..^(Values.Length % 8)], Run<Lanes256>());
        Assert.Equal(expected[..^(Values.Length % 16)], Run<Lanes512>());
        Assert.Equal(expected, Values.Select(Sigmoid.Of));
    }

    [Fact]
    public void It_is_the_sigmoid()
    {
        foreach (float value in Values.Where(float.IsFinite))
        {
            Assert.Equal(1 / (1 + Math.Exp(-value)), Sigmoid.Of(value), 1e-6);
        }

        Assert.Equal(1, Sigmoid.Of(float.PositiveInfinity));
        Assert.Equal(0, Sigmoid.Of(float.NegativeInfinity));
        Assert.Equal(float.NaN, Sigmoid.Of(float.NaN));
    }

    private static float[] Run<TLanes>()
        where TLanes : struct, IFloatLanes<TLanes>
    {
        var results = new float[Values.Length];
        int done = Sigmoid.Of<TLanes>(Values, results);
        return results[..done];
    }
}

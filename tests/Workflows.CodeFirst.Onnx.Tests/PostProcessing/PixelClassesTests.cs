namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class PixelClassesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(21)]
    public void Every_vector_width_judges_alike(int classes)
    {
        var random = new Random(classes);
        var logits = new float[classes * 48];
        foreach (ref float logit in logits.AsSpan())
        {
            logit = random.Next(60) == 0 ? float.NaN : random.Next(-40, 41) / 4f;
        }

        var expected = Run<Lanes1>(logits, classes);
        AssertEqual(Run<Lanes128>(logits, classes));
        AssertEqual(Run<Lanes256>(logits, classes));
        AssertEqual(Run<Lanes512>(logits, classes));

        void AssertEqual((float[] Ids, float[] Scores) actual)
        {
            Assert.Equal(expected.Ids, actual.Ids);
            Assert.Equal(expected.Scores, actual.Scores);
        }
    }

    private static (float[] Ids, float[] Scores) Run<TLanes>(float[] logits, int classes)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        float[] ids = new float[48], scores = new float[48];
        PixelClasses.Judge<TLanes>(logits, 48, classes, ids, scores);
        return (ids, scores);
    }
}

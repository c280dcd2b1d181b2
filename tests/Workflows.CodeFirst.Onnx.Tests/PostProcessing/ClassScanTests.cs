using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class ClassScanTests
{
    private static readonly Arbitrary<(int Classes, int Anchors, int Seed)> Sizes =
        (from classes in Gen.Choose(1, 40)
         from anchors in Gen.Frequency((3, Gen.Choose(1, 80)), (1, Gen.Choose(500, 1200)))
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select (classes, anchors, seed)).ToArbitrary();

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // What is not a number never wins.
    public void Every_vector_width_finds_what_a_plain_loop_finds(bool withSpecials) => Prop.ForAll(Sizes, size =>
    {
        var (scores, start) = Scores(size.Classes * size.Anchors, size.Seed, withSpecials);
        string expected = Plain(scores.AsSpan(start), size.Classes, size.Anchors, 0.7f);
        return expected == Run<Lanes1>(scores.AsSpan(start), size.Classes, size.Anchors)
            && expected == Run<Lanes128>(scores.AsSpan(start), size.Classes, size.Anchors)
            && expected == Run<Lanes256>(scores.AsSpan(start), size.Classes, size.Anchors)
            && expected == Run<Lanes512>(scores.AsSpan(start), size.Classes, size.Anchors);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_first_of_equal_classes_wins()
    {
        // Anchor 0 has its best score in classes 2 and 9, which lie in different groups; anchor 1 in 1 and 2 of one group.
        var scores = new float[12 * 2];
        (scores[2 * 2], scores[9 * 2], scores[1 * 2 + 1], scores[2 * 2 + 1]) = (0.9f, 0.9f, 0.8f, 0.8f);
        Assert.Equal("0:2@0.9 1:1@0.8 ", Run<Lanes1>(scores, 12, 2));
        Assert.Equal("0:2@0.9 1:1@0.8 ", Run<Lanes512>(scores, 12, 2));
    }

    [Fact]
    public void Too_few_scores_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassScan.Run(new float[7], 2, 4, 0, new int[4], new float[4], new int[4]));

    private static (float[] Scores, int Start) Scores(int count, int seed, bool withSpecials)
    {
        // Starting anywhere, so that vectors are aligned in all ways; few values, so that there are ties.
        var random = new Random(seed);
        int start = random.Next(16);
        var scores = new float[start + count];
        foreach (ref float score in scores.AsSpan())
        {
            score = (random.Next(400), withSpecials) switch
            {
                (< 40, true) => float.NaN,
                (< 45, true) => float.PositiveInfinity,
                (< 60, true) => float.NegativeInfinity,
                _ => random.Next(100) < 3 ? random.Next(70, 101) / 100f : random.Next(0, 70) / 100f,
            };
        }

        return (scores, start);
    }

    private static string Run<TLanes>(ReadOnlySpan<float> scores, int classes, int anchors)
        where TLanes : struct, IFloatLanes<TLanes>
    {
        int[] passed = new int[anchors], ids = new int[anchors];
        var best = new float[anchors];
        int count = ClassScan.Run<TLanes>(scores, classes, anchors, 0.7f, passed, best, ids);
        return string.Concat(Enumerable.Range(0, count).Select(i => $"{passed[i]}:{ids[i]}@{best[i]} "));
    }

    private static string Plain(ReadOnlySpan<float> scores, int classes, int anchors, float bound)
    {
        var found = new System.Text.StringBuilder();
        for (int a = 0; a < anchors; a++)
        {
            float best = float.NegativeInfinity;
            int id = 0;
            for (int c = 0; c < classes; c++)
            {
                if (scores[c * anchors + a] > best)
                {
                    (best, id) = (scores[c * anchors + a], c);
                }
            }

            if (best > bound)
            {
                found.Append(System.Globalization.CultureInfo.CurrentCulture, $"{a}:{id}@{best} ");
            }
        }

        return found.ToString();
    }
}

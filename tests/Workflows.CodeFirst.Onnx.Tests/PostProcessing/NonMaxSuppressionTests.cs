using FsCheck;
using FsCheck.Fluent;
using Overlaps = Workflows.CodeFirst.Onnx.NonMaxSuppression;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class NonMaxSuppressionTests
{
    private static readonly Arbitrary<Request> Requests =
        (from count in Gen.Frequency((24, Gen.Choose(0, 120)), (1, Gen.Choose(990, 1020)))
         from classes in Gen.Elements(1, 2, 5, 80)
         from iou in Gen.Elements(0.0, 0.1, 0.3, 0.45, 0.7, 1.0)
         from most in Gen.Elements(0, 1, 7, 300)
         from isAgnostic in Gen.Elements(false, true)
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select new Request(count, classes, iou, most, isAgnostic, seed)).ToArbitrary();

    [Fact]
    public void Current_suppression_gives_what_the_pairwise_formulation_gives() => Prop.ForAll(Requests, request =>
    {
        var scratch = request.Scratch();
        int[] actual = Overlaps.Current(scratch.Candidates, request.Iou, request.IsAgnostic, request.Most, scratch).ToArray();
        return actual.SequenceEqual(PlainCurrent(scratch.Candidates, request));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Legacy_suppression_gives_what_the_pairwise_formulation_gives() => Prop.ForAll(Requests, request =>
    {
        var scratch = request.Scratch();
        int[] actual = Overlaps.Legacy(scratch.Candidates, request.Iou, request.IsAgnostic, request.Most, scratch).ToArray();
        return actual.SequenceEqual(PlainLegacy(scratch.Candidates, request));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_vector_width_gives_the_same_rows() => Prop.ForAll(Requests, request =>
    {
        var scratch = request.Scratch();
        var union = new Overlaps.IntersectionOverUnion((float)request.Iou);
        var own = new Overlaps.IntersectionOverOwnArea((float)request.Iou);
        return Same(scratch, union, request) && Same(scratch, own, request);

        static bool Same<TOverlap>(DecodeScratch scratch, TOverlap overlap, Request request)
            where TOverlap : struct, Overlaps.IOverlap
        {
            float shift = request.IsAgnostic ? 0 : 700;
            return new[] { false, true }.All(perClass =>
            {
                int[] plain = Overlaps.Run<Lanes1, TOverlap>(scratch.Candidates, overlap, shift, perClass, request.Most, scratch).ToArray();
                return plain.SequenceEqual(Overlaps.Run<Lanes128, TOverlap>(scratch.Candidates, overlap, shift, perClass, request.Most, scratch).ToArray())
                    && plain.SequenceEqual(Overlaps.Run<Lanes256, TOverlap>(scratch.Candidates, overlap, shift, perClass, request.Most, scratch).ToArray())
                    && plain.SequenceEqual(Overlaps.Run<Lanes512, TOverlap>(scratch.Candidates, overlap, shift, perClass, request.Most, scratch).ToArray());
            });
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Kept_boxes_do_not_overlap_and_dropped_ones_overlap_a_better_one() => Prop.ForAll(Requests, request =>
    {
        var scratch = request.Scratch();
        var candidates = scratch.Candidates;
        int[] kept = Overlaps.PerClass(candidates, request.Iou, int.MaxValue, scratch).ToArray();
        bool ordered = kept.Zip(kept.Skip(1)).All(pair => candidates.Scores[pair.First] >= candidates.Scores[pair.Second]);
        bool apart = kept.All(a => kept.All(b => a == b || candidates.ClassIds[a] != candidates.ClassIds[b] || !(Union(candidates, a, b) > request.Iou)));
        bool justified = Enumerable.Range(0, candidates.Count).Except(kept).All(dropped => kept.Any(
            better => candidates.Scores[better] >= candidates.Scores[dropped] && candidates.ClassIds[better] == candidates.ClassIds[dropped]
                && Union(candidates, better, dropped) > request.Iou));
        return ordered && apart && justified;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Classes_kept_apart_by_shifting_boxes_can_differ_from_classes_kept_apart_exactly()
    {
        var scratch = new DecodeScratch();
        scratch.Candidates.Add(599.0072631835938f, 172.53097534179688f, 610.2572021484375f, 181.06942749023438f, 0.9f, 0.9f, 79, 0);
        scratch.Candidates.Add(600.9846801757812f, 176.28871154785156f, 612.234619140625f, 184.82716369628906f, 0.8f, 0.8f, 79, 1);
        scratch.Candidates.Add(0, 0, 640, 640, 0.7f, 0.7f, 0, 2);
        Assert.Equal([0, 2], Overlaps.Current(scratch.Candidates, 0.3, false, 300, scratch).ToArray());
        Assert.Equal([0, 1, 2], Overlaps.PerClass(scratch.Candidates, 0.3, 300, scratch).ToArray());
    }

    [Fact]
    public void An_overlap_of_exactly_the_threshold_counts_in_double_precision()
    {
        // 3/10 in single precision is a little more than 0.3.
        var scratch = new DecodeScratch();
        scratch.Candidates.Add(0, 0, 10, 10, 0.9f, 0.9f, 0, 0);
        scratch.Candidates.Add(0, 0, 3, 10, 0.8f, 0.8f, 0, 1);
        Assert.Equal([0], Overlaps.Current(scratch.Candidates, 0.3, false, 300, scratch).ToArray());
        Assert.Equal([0, 1], Overlaps.Current(scratch.Candidates, 0.30001, false, 300, scratch).ToArray());
    }

    [Fact]
    public void A_threshold_below_zero_leaves_one_box_of_each_class()
    {
        var scratch = new DecodeScratch();
        for (int i = 0; i < 40; i++)
        {
            scratch.Candidates.Add(i * 100, 0, i * 100 + 10, 10, 1 - i / 100f, 0, i % 2, i);
        }

        Assert.Equal([0, 1], Overlaps.PerClass(scratch.Candidates, -0.1, 300, scratch).ToArray());
    }

    [Fact]
    public void A_hundred_thousand_boxes_that_do_not_overlap_stop_at_the_limit()
    {
        var scratch = new DecodeScratch();
        for (int i = 0; i < 100_000; i++)
        {
            scratch.Candidates.Add(i % 400 * 20, i / 400 * 20, i % 400 * 20 + 10, i / 400 * 20 + 10, i % 1000 / 1000f, 0, i % 80, i);
        }

        Assert.Equal(300, Overlaps.Current(scratch.Candidates, 0.3, false, 300, scratch).Length);
    }

    [Fact]
    public void A_hundred_thousand_boxes_of_one_place_leave_one()
    {
        var scratch = new DecodeScratch();
        for (int i = 0; i < 100_000; i++)
        {
            scratch.Candidates.Add(0, 0, 10, 10, i % 1000 / 1000f, 0, 0, i);
        }

        Assert.Equal([999], Overlaps.Current(scratch.Candidates, 0.3, false, 300, scratch).ToArray());
        Assert.Equal([999], Overlaps.Legacy(scratch.Candidates, 0.3, false, 300, scratch).ToArray());
    }

    private static float Union(Candidates candidates, int a, int b)
    {
        float width = Math.Max(0, Math.Min(candidates.X2[a], candidates.X2[b]) - Math.Max(candidates.X1[a], candidates.X1[b]));
        float height = Math.Max(0, Math.Min(candidates.Y2[a], candidates.Y2[b]) - Math.Max(candidates.Y1[a], candidates.Y1[b]));
        return width * height / (Area(candidates, a) + Area(candidates, b) - width * height);
    }

    private static float Area(Candidates candidates, int i) => (candidates.X2[i] - candidates.X1[i]) * (candidates.Y2[i] - candidates.Y1[i]);

    /// <summary>The usual loop: each kept box removes those after it.</summary>
    private static int[] Pairwise(Candidates candidates, Func<int, int, bool> removes)
    {
        int[] order = [.. Enumerable.Range(0, candidates.Count).OrderByDescending(i => candidates.Scores[i])];
        var removed = new bool[order.Length];
        var kept = new List<int>();
        for (int i = 0; i < order.Length; i++)
        {
            if (removed[i])
            {
                continue;
            }

            kept.Add(order[i]);
            for (int j = i + 1; j < order.Length; j++)
            {
                removed[j] |= removes(order[i], order[j]);
            }
        }

        return [.. kept];
    }

    private static IEnumerable<int> PlainCurrent(Candidates candidates, Request request)
    {
        if (request.IsAgnostic || candidates.Count > 1000)
        {
            return Pairwise(candidates, (a, b) => (request.IsAgnostic || candidates.ClassIds[a] == candidates.ClassIds[b]) && Union(candidates, a, b) > request.Iou)
                .Take(request.Most);
        }

        float greatest = Enumerable.Range(0, candidates.Count).Select(i => Math.Max(candidates.X2[i], candidates.Y2[i])).DefaultIfEmpty().Max();
        var shifted = new Candidates();
        for (int i = 0; i < candidates.Count; i++)
        {
            float shift = candidates.ClassIds[i] * (greatest + 1f);
            shifted.Add(
                candidates.X1[i] + shift, candidates.Y1[i] + shift, candidates.X2[i] + shift, candidates.Y2[i] + shift, candidates.Scores[i], 0, 0, i);
        }

        return Pairwise(shifted, (a, b) => Union(shifted, a, b) > request.Iou).Take(request.Most);
    }

    private static IEnumerable<int> PlainLegacy(Candidates candidates, Request request)
    {
        return Pairwise(candidates, Removes).Take(request.Most);

        bool Removes(int a, int b)
        {
            float width = Math.Max(0, Math.Min(candidates.X2[a], candidates.X2[b]) - Math.Max(candidates.X1[a], candidates.X1[b]) + 1);
            float height = Math.Max(0, Math.Min(candidates.Y2[a], candidates.Y2[b]) - Math.Max(candidates.Y1[a], candidates.Y1[b]) + 1);
            float own = (candidates.X2[b] - candidates.X1[b] + 1) * (candidates.Y2[b] - candidates.Y1[b] + 1);
            return (request.IsAgnostic || candidates.ClassIds[a] == candidates.ClassIds[b]) && width * height / own > (float)request.Iou;
        }
    }

    private sealed record Request(int Count, int Classes, double Iou, int Most, bool IsAgnostic, int Seed)
    {
        public DecodeScratch Scratch()
        {
            var random = new Random(Seed);
            var scratch = new DecodeScratch();
            for (int i = 0; i < Count; i++)
            {
                // Quarters of pixels and few scores, so that there are ties and exact overlaps.
                float x = random.Next(0, 2400) / 4f, y = random.Next(0, 2400) / 4f, width = random.Next(0, 400) / 4f, height = random.Next(0, 400) / 4f;
                scratch.Candidates.Add(x, y, x + width, y + height, random.Next(1, 50) / 50f, 0, random.Next(Classes), i);
            }

            return scratch;
        }
    }
}

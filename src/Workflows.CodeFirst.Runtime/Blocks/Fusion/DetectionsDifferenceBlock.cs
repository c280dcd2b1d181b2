using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Compares what was found before with what is found now: what is gone, what stayed, what is new.</summary>
internal sealed class DetectionsDifferenceBlock : Block<DetectionsDifferenceV1.Arguments, DetectionsDifferenceV1.Results>
{
    public override DetectionsDifferenceV1.Results Run(in DetectionsDifferenceV1.Arguments arguments, BlockContext context)
    {
        var (before, now) = (arguments.ReferencePredictions, arguments.CandidatePredictions);
        var (isMatchedBefore, isMatchedNow) = Match(arguments);
        var removed = Select(before, isMatchedBefore, matched: false);
        var added = Select(now, isMatchedNow, matched: false);
        return new(
            removed,
            Select(now, isMatchedNow, matched: true),
            added,
            removed.Count,
            added.Count,
            before.Count > 0 && removed.Count >= arguments.MinRemovedToVerify);
    }

    /// <summary>Pairs the cheapest first, until the next would cost too much.</summary>
    private static (bool[] Before, bool[] Now) Match(in DetectionsDifferenceV1.Arguments arguments)
    {
        var costs = Costs(arguments);
        var before = new bool[arguments.ReferencePredictions.Count];
        var now = new bool[arguments.CandidatePredictions.Count];
        for (int pairs = Math.Min(before.Length, now.Length); pairs > 0; pairs--)
        {
            double least = double.PositiveInfinity;
            int row = -1, column = -1;
            for (int i = 0; i < before.Length; i++)
            {
                for (int j = 0; j < now.Length && !before[i]; j++)
                {
                    if (!now[j] && costs[i * now.Length + j] < least)
                    {
                        (least, row, column) = (costs[i * now.Length + j], i, j);
                    }
                }
            }

            if (row < 0 || least > arguments.RejectCost)
            {
                break;
            }

            before[row] = now[column] = true;
        }

        return (before, now);
    }

    private static double[] Costs(in DetectionsDifferenceV1.Arguments arguments)
    {
        var (before, now) = (arguments.ReferencePredictions, arguments.CandidatePredictions);
        var costs = new double[before.Count * now.Count];
        for (int i = 0; i < before.Count; i++)
        {
            for (int j = 0; j < now.Count; j++)
            {
                double cost = arguments.SpatialWeight * Distance(before.Boxes[i], now.Boxes[j]);
                costs[i * now.Count + j] =
                    !AreOfOtherClasses(before, i, now, j) ? cost
                    : arguments.ClassStrict ? double.PositiveInfinity
                    : cost + arguments.ClassMismatchPenalty;
            }
        }

        return costs;
    }

    /// <summary>Below 1 for boxes that overlap, the less the more they do; from 1 on for others, the more the farther apart they are.</summary>
    private static double Distance(Box a, Box b)
    {
        float overlap = a.IntersectionOverUnion(b);
        if (overlap > 0)
        {
            return 1f - overlap;
        }

        var both = a.Union(b);
        double diagonal = double.Hypot(both.Width, both.Height);
        return diagonal > 0 ? 1 + double.Hypot(a.CenterX - b.CenterX, a.CenterY - b.CenterY) / diagonal : 1;
    }

    /// <summary>By names where both sides have some, otherwise by numbers.</summary>
    private static bool AreOfOtherClasses(Detections before, int i, Detections now, int j) =>
        before.ClassNames.Length > i && now.ClassNames.Length > j ? before.ClassNames[i] != now.ClassNames[j]
        : before.ClassIds.Length > i && now.ClassIds.Length > j && before.ClassIds[i] != now.ClassIds[j];

    private static Detections Select(Detections detections, bool[] isMatched, bool matched)
    {
        int[] rows = [.. Enumerable.Range(0, isMatched.Length).Where(row => isMatched[row] == matched)];
        return rows.Length == 0 ? Detections.Empty : detections.Select(rows);
    }
}

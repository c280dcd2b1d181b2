using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst;

/// <summary>
/// Thins out detections of one class that overlap: by masks where there are some, otherwise by boxes. As supervision 0.27 does it, which
/// compares masks after bringing them to 640 pixels.
/// </summary>
internal static class OverlapFilter
{
    private const int ComparedSide = 640;

    /// <summary>Keeps the most certain of detections that overlap by more than a threshold; the order stays.</summary>
    /// <exception cref="ArgumentException">There are no confidences or classes, or the threshold is none.</exception>
    public static Detections Suppress(Detections detections, double iouThreshold)
    {
        if (detections.Count == 0)
        {
            return detections;
        }

        Check(detections, iouThreshold);
        int[] order = ByDescendingConfidence(detections);
        var masks = Compared(detections);
        var isDropped = new bool[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int row = order[i];
            for (int j = i + 1; j < order.Length && !isDropped[row]; j++)
            {
                int other = order[j];
                if (!isDropped[other] && detections.ClassIds[row] == detections.ClassIds[other])
                {
                    double overlap = masks is null ? detections.Boxes[row].IntersectionOverUnion(detections.Boxes[other]) : Overlap(masks[row], masks[other]);
                    isDropped[other] = overlap > iouThreshold;
                }
            }
        }

        var kept = new List<int>(order.Length);
        for (int row = 0; row < order.Length; row++)
        {
            if (!isDropped[row])
            {
                kept.Add(row);
            }
        }

        return detections.Select(CollectionsMarshal.AsSpan(kept));
    }

    /// <summary>Makes one detection out of detections that overlap by a threshold or more, class by class.</summary>
    /// <exception cref="ArgumentException">There are no confidences or classes, or the threshold is none.</exception>
    public static Detections Merge(Detections detections, double iouThreshold)
    {
        if (detections.Count == 0)
        {
            return detections;
        }

        Check(detections, iouThreshold);
        var groups = Group(detections, iouThreshold);
        var winners = new int[groups.Count];
        var boxes = ImmutableArray.CreateBuilder<Box>(groups.Count);
        var confidences = ImmutableArray.CreateBuilder<double>(groups.Count);
        var masks = ImmutableArray.CreateBuilder<Mask>(groups.Count);
        var ownMasks = DetectionMasks.Of(detections);
        for (int i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            int winner = group[0];
            var box = detections.Boxes[winner];
            double confidence = detections.Confidences[winner];
            var mask = ownMasks.IsEmpty ? null : ownMasks[winner];
            foreach (int row in CollectionsMarshal.AsSpan(group)[1..])
            {
                var other = detections.Boxes[row];
                double otherConfidence = detections.Confidences[row];
                winner = confidence >= otherConfidence ? winner : row;
                confidence = (box.Area * confidence + other.Area * otherConfidence) / (box.Area + other.Area);
                box = box.Union(other);
                mask = mask?.Union(ownMasks[row]);
            }

            winners[i] = winner;
            boxes.Add(box);
            confidences.Add(confidence);
            if (mask is not null)
            {
                masks.Add(mask);
            }
        }

        var merged = detections.Select(winners) with { Boxes = boxes.MoveToImmutable(), Confidences = confidences.MoveToImmutable() };
        return ownMasks.IsEmpty ? merged : DetectionMasks.Replace(merged, masks.ToImmutable());
    }

    private static List<List<int>> Group(Detections detections, double iouThreshold)
    {
        var groups = new List<List<int>>();
        var masks = Compared(detections);
        int[] order = ByDescendingConfidence(detections);
        foreach (int classId in detections.ClassIds.Distinct().Order())
        {
            var rest = order.Where(row => detections.ClassIds[row] == classId).ToList();
            while (rest.Count > 0)
            {
                groups.Add(masks is null ? TakeBoxes(detections, rest, (float)iouThreshold) : TakeMasks(masks, rest, iouThreshold));
            }
        }

        return groups;
    }

    /// <summary>Takes the first row and those whose boxes overlap with its.</summary>
    private static List<int> TakeBoxes(Detections detections, List<int> rest, float iouThreshold)
    {
        var box = detections.Boxes[rest[0]];
        var group = new List<int> { rest[0] };
        group.AddRange(rest.Skip(1).Where(row => detections.Boxes[row].IntersectionOverUnion(box) >= iouThreshold));
        rest.RemoveAll(group.Contains);
        return group;
    }

    /// <summary>Takes the first row, those whose masks overlap with its, those whose masks overlap with all of these, and so on.</summary>
    private static List<int> TakeMasks(Mask[] masks, List<int> rest, double iouThreshold)
    {
        var mask = masks[rest[0]];
        var group = new List<int> { rest[0] };
        rest.RemoveAt(0);
        while (rest.FindAll(row => Overlap(masks[row], mask) >= iouThreshold) is { Count: > 0 } near)
        {
            group.AddRange(near);
            rest.RemoveAll(near.Contains);
            mask = near.Aggregate(mask, (all, row) => all.Union(masks[row]));
        }

        return group;
    }

    private static void Check(Detections detections, double iouThreshold)
    {
        if (iouThreshold is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"The threshold of overlaps lies from 0 to 1, but is {iouThreshold}.");
        }

        if (detections.Confidences.IsDefaultOrEmpty || detections.ClassIds.IsDefaultOrEmpty)
        {
            throw new ArgumentException("Detections that overlap can be told apart by confidence and class only, but these have none.");
        }
    }

    /// <summary>Rows by descending confidence; of equal ones the later first.</summary>
    private static int[] ByDescendingConfidence(Detections detections)
    {
        var order = new int[detections.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var confidences = detections.Confidences;
        Array.Sort(order, (a, b) => confidences[a] != confidences[b] ? confidences[b].CompareTo(confidences[a]) : b.CompareTo(a));
        return order;
    }

    private static double Overlap(Mask left, Mask right)
    {
        long common = left.IntersectionArea(right), covered = left.Area + right.Area - common;
        return covered == 0 ? 0 : (double)common / covered;
    }

    private static Mask[]? Compared(Detections detections)
    {
        var masks = DetectionMasks.Of(detections);
        if (masks.IsDefaultOrEmpty)
        {
            return null;
        }

        var size = masks[0].Size;
        double scale = Math.Min((double)ComparedSide / size.Height, (double)ComparedSide / size.Width);
        int[] columns = Spread(size.Width, (int)(scale * size.Width)), rows = Spread(size.Height, (int)(scale * size.Height));
        return [.. masks.Select(mask => MaskCombination.Sample(mask, columns, rows))];
    }

    /// <summary>Positions spread evenly from the first to the last, fractions cut off.</summary>
    private static int[] Spread(int length, int count)
    {
        var positions = new int[count];
        double step = count > 1 ? (double)(length - 1) / (count - 1) : 0;
        for (int i = 0; i < count; i++)
        {
            positions[i] = (int)(i * step);
        }

        if (count > 1)
        {
            positions[^1] = length - 1;
        }

        return positions;
    }
}

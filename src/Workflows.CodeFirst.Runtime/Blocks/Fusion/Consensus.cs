using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>What several models found in one image, and what they agree on.</summary>
internal sealed class Consensus
{
    private readonly DetectionsConsensusV1.Arguments arguments;
    private readonly Detections[] sources;

    /// <summary>The identifiers of what was joined already.</summary>
    private readonly HashSet<string> joined = new(StringComparer.Ordinal);

    public Consensus(in DetectionsConsensusV1.Arguments arguments, ReadOnlySpan<Detections> sources)
    {
        this.arguments = arguments;
        this.sources = sources.ToArray();
    }

    /// <summary>The joined detections.</summary>
    /// <exception cref="ArgumentException">The models looked at different images.</exception>
    public Detections Find()
    {
        if (Array.TrueForAll(sources, source => source.Count == 0))
        {
            return Detections.Empty;
        }

        CheckParents();
        var found = new List<Detections>();
        var considered = Considered();
        for (int source = 0; source < considered.Count; source++)
        {
            for (int row = 0; row < considered[source].Count; row++)
            {
                if (!joined.Contains(considered[source].DetectionIds[row]) && Join(considered, source, row) is { } agreed)
                {
                    found.Add(agreed);
                }
            }
        }

        return Detections.Concat([.. found]);
    }

    private void CheckParents()
    {
        string? parent = null;
        foreach (var source in sources)
        {
            for (int row = 0; row < source.Count; row++)
            {
                if (source.Origins.IsDefaultOrEmpty || source.DetectionIds.IsDefaultOrEmpty)
                {
                    throw new ArgumentException("A consensus needs detections that know the image that they were made on and have identifiers, as those of model blocks do.");
                }

                string own = source.Origins[row].Parent.Id;
                if (own != (parent ??= own))
                {
                    throw new ArgumentException($"A consensus is possible between predictions on one image, but these were made on '{parent}' and on '{own}'.");
                }
            }
        }
    }

    /// <summary>The sources with only those detections whose classes count.</summary>
    private List<Detections> Considered()
    {
        if (arguments.ClassesToConsider is not { Count: > 0 } classes)
        {
            return [.. sources];
        }

        var considered = new List<Detections>(sources.Length);
        foreach (var source in sources)
        {
            if (DetectionColumns.Has(source, DetectionColumns.ClassName))
            {
                var rows = Enumerable.Range(0, source.Count).Where(row => classes.Contains(source.ClassNames[row]));
                considered.Add(source.Select([.. rows]));
            }
        }

        return considered;
    }

    /// <summary>Joins a detection with the nearest of each other source; null when too few are near.</summary>
    private Detections? Join(List<Detections> considered, int source, int row)
    {
        var near = new List<Detections> { considered[source].Select([row]) };
        for (int other = 0; other < considered.Count; other++)
        {
            if (other != source && Nearest(considered[source], row, considered[other]) is >= 0 and var nearest)
            {
                near.Add(considered[other].Select([nearest]));
            }
        }

        if (near.Count < arguments.RequiredVotes)
        {
            return null;
        }

        var agreed = ConsensusJoin.Join(near, arguments);
        if (agreed.Confidences[0] < arguments.Confidence)
        {
            return null;
        }

        foreach (var detection in near)
        {
            joined.Add(detection.DetectionIds[0]);
        }

        return agreed;
    }

    /// <summary>The row that overlaps most with a detection, beyond the threshold; -1 when none does.</summary>
    private int Nearest(Detections source, int row, Detections others)
    {
        int nearest = -1;
        double most = arguments.IouThreshold;
        for (int other = 0; other < others.Count; other++)
        {
            if (joined.Contains(others.DetectionIds[other]) || (arguments.ClassAware && source.ClassNames[row] != others.ClassNames[other]))
            {
                continue;
            }

            double overlap = source.Boxes[row].IntersectionOverUnion(others.Boxes[other]);
            if (overlap > most)
            {
                (nearest, most) = (other, overlap);
            }
        }

        return nearest;
    }
}

/// <summary>Makes one detection out of those that models agree on.</summary>
internal static class ConsensusJoin
{
    private const string ScalingToParent = "scaling_relative_to_parent", ScalingToRoot = "scaling_relative_to_root_parent";

    /// <summary>One detection out of several, the first of which says where it is.</summary>
    public static Detections Join(List<Detections> near, in DetectionsConsensusV1.Arguments arguments)
    {
        var all = Detections.Concat([.. WithMasks(near)]);
        var (className, classId) = ClassOf(all, arguments.DetectionsMergeConfidenceAggregation);
        var joined = new Detections
        {
            Confidences = [Aggregate(all.Confidences, arguments.DetectionsMergeConfidenceAggregation)],
            ClassIds = [classId],
            ClassNames = [className],
            DetectionIds = [Guid.NewGuid().ToString()],
            Origins = [all.Origins[0] with { InferenceId = null, PredictionType = "object-detection" }],
            ImageSize = all.ImageSize,
            Data = Detections.Empty.Data.Add(ScalingToParent, [Scaling(all, ScalingToParent)]).Add(ScalingToRoot, [Scaling(all, ScalingToRoot)]),
        };
        if (DetectionMasks.Of(all).IsDefaultOrEmpty)
        {
            return joined with { Boxes = [BoxOf(all, arguments.DetectionsMergeCoordinatesAggregation)] };
        }

        var mask = MaskOf(all, arguments.DetectionsMergeMaskAggregation);
        var bounds = mask.Bounds;
        Box around = bounds.IsEmpty ? default : new(bounds.X, bounds.Y, bounds.Right - 1, bounds.Bottom - 1);
        return DetectionMasks.Replace(DetectionForms.Convert(typeof(InstanceDetections), joined with { Boxes = [around] })!, [mask]);
    }

    /// <summary>A number out of several.</summary>
    public static double Aggregate(ReadOnlySpan<double> values, AggregationMode mode)
    {
        double sum = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (double value in values)
        {
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return mode switch
        {
            AggregationMode.Max => most,
            AggregationMode.Min => least,
            _ => sum / values.Length,
        };
    }

    private static double Aggregate(ImmutableArray<double> values, AggregationMode mode) => Aggregate(values.AsSpan(), mode);

    /// <summary>Where some models give masks, those of the others count as empty.</summary>
    private static IEnumerable<Detections> WithMasks(List<Detections> near) =>
        near.Find(static detection => !DetectionMasks.Of(detection).IsDefaultOrEmpty) is { } masked
            ? near.Select(detection => WithMask(detection, DetectionMasks.Of(masked)[0].Size))
            : near;

    private static Detections WithMask(Detections detection, ImageSize size) => DetectionMasks.Of(detection).IsDefaultOrEmpty
        ? DetectionMasks.Replace(DetectionForms.Convert(typeof(InstanceDetections), detection)!, [new Mask(size)])
        : detection;

    private static object? Scaling(Detections all, string column) => all.Data.TryGetValue(column, out var values) ? values[0] : 1.0;

    private static (string Name, int Id) ClassOf(Detections all, AggregationMode mode)
    {
        int row = mode switch
        {
            AggregationMode.Max => IndexOf(all.Confidences.AsSpan(), greatest: true),
            AggregationMode.Min => IndexOf(all.Confidences.AsSpan(), greatest: false),
            _ => Enumerable.Range(0, all.Count).GroupBy(row => (all.ClassNames[row], all.ClassIds[row])).MaxBy(group => group.Count())!.First(),
        };
        return (all.ClassNames[row], all.ClassIds[row]);
    }

    private static Box BoxOf(Detections all, AggregationMode mode)
    {
        if (mode != AggregationMode.Average)
        {
            return all.Boxes[IndexOf([.. all.Boxes.Select(box => box.Area)], greatest: mode == AggregationMode.Max)];
        }

        double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
        foreach (var box in all.Boxes)
        {
            (x1, y1, x2, y2) = (x1 + box.X1, y1 + box.Y1, x2 + box.X2, y2 + box.Y2);
        }

        return new(x1 / all.Count, y1 / all.Count, x2 / all.Count, y2 / all.Count);
    }

    private static Mask MaskOf(Detections all, MaskAggregationMode mode)
    {
        var masks = DetectionMasks.Of(all);
        return mode switch
        {
            MaskAggregationMode.Union => masks.Aggregate(static (joined, mask) => joined.Union(mask))!,
            MaskAggregationMode.Intersection => masks.Aggregate(static (joined, mask) => joined.Intersect(mask))!,
            _ => masks[IndexOf([.. masks.Select(mask => (double)mask.Area)], greatest: mode == MaskAggregationMode.Max)],
        };
    }

    /// <summary>The first place of the greatest or least value.</summary>
    private static int IndexOf(ReadOnlySpan<double> values, bool greatest)
    {
        int found = 0;
        for (int i = 1; i < values.Length; i++)
        {
            found = (greatest ? values[i] > values[found] : values[i] < values[found]) ? i : found;
        }

        return found;
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst;

/// <summary>Puts several sets of detections into one.</summary>
internal static class DetectionConcatenation
{
    public static Detections Concat(ReadOnlySpan<Detections> sets)
    {
        var filled = new List<Detections>(sets.Length);
        foreach (var set in sets)
        {
            if (set.Count > 0)
            {
                filled.Add(set);
            }
        }

        return filled.Count switch
        {
            0 => Detections.Empty,
            1 => filled[0],
            _ => Concat(filled),
        };
    }

    private static Detections Concat(List<Detections> sets) => FormOf(sets) with
    {
        Boxes = Join(sets, static set => set.Boxes, "Boxes"),
        Confidences = Join(sets, static set => set.Confidences, "Confidences"),
        ClassIds = Join(sets, static set => set.ClassIds, "ClassIds"),
        ClassNames = Join(sets, static set => set.ClassNames, "ClassNames"),
        DetectionIds = Join(sets, static set => set.DetectionIds, "DetectionIds"),
        TrackerIds = Join(sets, static set => set.TrackerIds, "TrackerIds"),
        Origins = Join(sets, static set => set.Origins, "Origins"),
        ImageSize = sets[0].ImageSize,
        Data = JoinData(sets),
    };

    /// <summary>Detections of the form that all sets share, with the columns that only this form has.</summary>
    private static Detections FormOf(List<Detections> sets)
    {
        if (sets.TrueForAll(static set => set is SemanticDetections))
        {
            return new SemanticDetections { Masks = Join(sets, DetectionMasks.Of, "Masks"), ConfidenceMap = ((SemanticDetections)sets[0]).ConfidenceMap };
        }

        if (sets.Exists(static set => !DetectionMasks.Of(set).IsEmpty))
        {
            return new InstanceDetections { Masks = Join(sets, DetectionMasks.Of, "Masks"), Polygons = JoinOrDrop(sets, static set => ((InstanceDetections)set).Polygons) };
        }

        if (sets.TrueForAll(static set => set is InstanceDetections))
        {
            return new InstanceDetections();
        }

        if (!sets.Exists(static set => set is KeypointDetections { Keypoints.IsEmpty: false }))
        {
            return new Detections();
        }

        return new KeypointDetections
        {
            Keypoints = Join(sets, static set => set is KeypointDetections keypoints ? keypoints.Keypoints : [], "Keypoints"),
            Covariances = JoinOrDrop(sets, static set => ((KeypointDetections)set).Covariances),
            Skeletons = [.. sets.SelectMany(static set => ((KeypointDetections)set).Skeletons).Distinct()],
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<object?>> JoinData(List<Detections> sets)
    {
        var joined = sets[0].Data;
        foreach (var set in sets)
        {
            foreach (string name in set.Data.Keys)
            {
                if (!joined.ContainsKey(name))
                {
                    throw Mismatch(name);
                }
            }
        }

        foreach (string name in sets[0].Data.Keys)
        {
            joined = joined.SetItem(name, Join(sets, set => set.Data.TryGetValue(name, out var column) ? column : [], name));
        }

        return joined;
    }

    private static ImmutableArray<T> Join<T>(List<Detections> sets, Func<Detections, ImmutableArray<T>> column, string name)
    {
        int rows = 0;
        bool isPresent = !column(sets[0]).IsDefaultOrEmpty;
        foreach (var set in sets)
        {
            rows += set.Count;
            if (column(set).IsDefaultOrEmpty == isPresent)
            {
                throw Mismatch(name);
            }
        }

        if (!isPresent)
        {
            return [];
        }

        var joined = new T[rows];
        int at = 0;
        foreach (var set in sets)
        {
            column(set).CopyTo(joined, at);
            at += set.Count;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(joined);
    }

    /// <summary>A column that can be done without: absent unless all have it.</summary>
    private static ImmutableArray<T> JoinOrDrop<T>(List<Detections> sets, Func<Detections, ImmutableArray<T>> column) =>
        sets.TrueForAll(set => set is not SemanticDetections && !column(set).IsDefaultOrEmpty) ? Join(sets, column, "") : [];

    private static ArgumentException Mismatch(string column) =>
        new($"Detections can be put together when all or none of them have '{column}', but only some do.");
}

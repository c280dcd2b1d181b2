using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Compares sets of detections column by column.</summary>
internal static class DetectionsEquality
{
    public static bool AreEqual(Detections left, Detections right) =>
        ReferenceEquals(left, right)
        || (AreEqual(left.Boxes, right.Boxes)
            && AreEqual(left.Confidences, right.Confidences)
            && AreEqual(left.ClassIds, right.ClassIds)
            && AreEqual(left.ClassNames, right.ClassNames)
            && AreEqual(left.DetectionIds, right.DetectionIds)
            && AreEqual(left.TrackerIds, right.TrackerIds)
            && AreEqual(left.Origins, right.Origins)
            && AreEqual(DetectionMasks.Of(left), DetectionMasks.Of(right))
            && AreDataEqual(left, right));

    private static bool AreEqual<T>(ImmutableArray<T> left, ImmutableArray<T> right) =>
        left.IsDefaultOrEmpty ? right.IsDefaultOrEmpty : !right.IsDefaultOrEmpty && left.AsSpan().SequenceEqual(right.AsSpan());

    private static bool AreDataEqual(Detections left, Detections right)
    {
        if (left.Data.Count != right.Data.Count)
        {
            return false;
        }

        foreach (var (name, column) in left.Data)
        {
            if (!right.Data.TryGetValue(name, out var other) || !PythonEquality.AreEqual(Plain(column), Plain(other)))
            {
                return false;
            }
        }

        return true;
    }

    private static object?[] Plain(ImmutableArray<object?> column)
    {
        var plain = new object?[column.Length];
        for (int i = 0; i < plain.Length; i++)
        {
            object? value = PythonValues.Normalize(column[i]);
            plain[i] = value is ArrayValue array ? array.ToList() : value;
        }

        return plain;
    }
}

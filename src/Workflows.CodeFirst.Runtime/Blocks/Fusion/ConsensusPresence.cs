using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Whether the objects that a consensus has to find are there, and how sure that is.</summary>
internal static class ConsensusPresence
{
    /// <summary>The verdict, and confidences by class; of any object where classes do not matter.</summary>
    public static (bool IsPresent, IReadOnlyDictionary<string, object?> Confidences) Of(Detections joined, in DetectionsConsensusV1.Arguments arguments)
    {
        var confidences = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (joined.Count == 0)
        {
            return (false, confidences);
        }

        var byClass = ByClass(arguments.RequiredObjects);
        long required = byClass is null ? Number(arguments.RequiredObjects) : arguments.ClassAware ? 0 : byClass.Values.Sum();
        if (joined.Count < required)
        {
            return (false, confidences);
        }

        var mode = arguments.PresenceConfidenceAggregation;
        if (!arguments.ClassAware)
        {
            confidences["any_object"] = ConsensusJoin.Aggregate(joined.Confidences.AsSpan(), mode);
            return (true, confidences);
        }

        var found = Enumerable.Range(0, joined.Count).ToLookup(row => joined.ClassNames[row]);
        if (byClass is not null && byClass.Any(entry => !found.Contains(entry.Key) || found[entry.Key].Count() < entry.Value))
        {
            return (false, confidences);
        }

        foreach (var rows in found)
        {
            confidences[rows.Key] = ConsensusJoin.Aggregate([.. rows.Select(row => joined.Confidences[row])], mode);
        }

        return (true, confidences);
    }

    private static IReadOnlyDictionary<string, long>? ByClass(object? required) =>
        required is not null && ValueConversion.TryConvertDictionary<long>(required, out var byClass) ? byClass : null;

    private static long Number(object? required) =>
        required is null ? 0
        : ValueConversion.TryConvert<long>(required, out long number) ? number
        : throw new ArgumentException($"required_objects is a whole number or a dictionary of them, but is {ValueNames.Describe(required)}.");
}

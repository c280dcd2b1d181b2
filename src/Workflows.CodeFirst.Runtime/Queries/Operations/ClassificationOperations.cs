using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Extracts what classifiers say, from their dictionaries.</summary>
internal static class ClassificationOperations
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, object?>, object?>> Properties = new(StringComparer.Ordinal)
    {
        ["top_class"] = prediction => prediction.TryGetValue("top", out object? top) ? PythonValues.Normalize(top) : PredictedClasses(prediction),
        ["top_class_confidence"] = prediction => prediction.TryGetValue("confidence", out object? confidence)
            ? PythonValues.Normalize(confidence)
            : PredictedConfidences(prediction),
        ["top_class_confidence_single"] = Single,
        ["all_classes"] = prediction => All(prediction, "class"),
        ["all_confidences"] = prediction => All(prediction, "confidence"),
    };

    public static Operation Property(Definition definition, OperationSite site)
    {
        var property = definition.Choice("property_name", Properties);
        var placeless = site with { Location = null };
        return (value, _) => property(PythonValues.AsDictionary(value) ?? throw placeless.Wrong("a classification", value));
    }

    private static object? PredictedClasses(IReadOnlyDictionary<string, object?> prediction) =>
        prediction.TryGetValue("predicted_classes", out object? classes) ? PythonValues.Normalize(classes) : Array.Empty<object?>();

    private static object?[] PredictedConfidences(IReadOnlyDictionary<string, object?> prediction)
    {
        var confidences = new List<object?>();
        foreach (object? name in PythonSequences.Elements(PredictedClasses(prediction)))
        {
            object? score = PythonSequences.Item(Predictions(prediction), name ?? throw PythonException.Key("there is no class without a name"));
            confidences.Add(PythonSequences.Item(score, "confidence"));
        }

        return [.. confidences];
    }

    private static object? Single(IReadOnlyDictionary<string, object?> prediction)
    {
        if (prediction.TryGetValue("confidence", out object? confidence))
        {
            return PythonValues.Normalize(confidence);
        }

        object? best = 0.0;
        bool isFirst = true;
        foreach (object? candidate in PredictedConfidences(prediction))
        {
            if (isFirst || PythonOrder.Holds(Ordering.Greater, candidate, best))
            {
                best = candidate;
                isFirst = false;
            }
        }

        return best;
    }

    /// <summary>The class or the confidence of every prediction: in their order, or by class number when they come by name.</summary>
    private static object?[] All(IReadOnlyDictionary<string, object?> prediction, string member)
    {
        object? predictions = Predictions(prediction);
        if (predictions is IReadOnlyList<object?> and not TupleValue)
        {
            return [.. PythonSequences.Elements(predictions).Select(item => PythonSequences.Item(item, member))];
        }

        var entries = PythonDictionaries.Entries(predictions) ?? throw PythonException.Attribute($"{PythonValues.Describe(predictions)} has no scores by name");
        var byNumber = new OrderedDictionary<PythonKey, object?>();
        foreach (var (name, score) in entries)
        {
            byNumber[new(PythonSequences.Item(score, "class_id"))] = member == "class" ? name : PythonSequences.Item(score, member);
        }

        return Array.ConvertAll(PythonOrder.Sort(byNumber, entry => entry.Key.Value), entry => entry.Value);
    }

    private static object? Predictions(IReadOnlyDictionary<string, object?> prediction) =>
        prediction.TryGetValue("predictions", out object? predictions)
            ? PythonValues.Normalize(predictions)
            : throw PythonException.Key("the classification has no entry 'predictions'");
}

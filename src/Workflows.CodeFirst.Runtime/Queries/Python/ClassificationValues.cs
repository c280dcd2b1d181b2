using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>What a classifier says, as the dictionary that it is in the language.</summary>
internal static class ClassificationValues
{
    public static IReadOnlyDictionary<string, object?> ToDictionary(ClassificationPrediction prediction)
    {
        var dictionary = New();
        AddIfKnown(dictionary, "inference_id", prediction.InferenceId);
        if (prediction.Elapsed is { } elapsed)
        {
            dictionary["time"] = elapsed.TotalSeconds;
        }

        dictionary["image"] = new OrderedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["width"] = (long)prediction.ImageSize.Width,
            ["height"] = (long)prediction.ImageSize.Height,
        };
        switch (prediction)
        {
            case SingleLabelClassification single:
                dictionary["predictions"] = single.Predictions.Select(score => (object?)new OrderedDictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["class"] = score.ClassName,
                    ["class_id"] = (long)score.ClassId,
                    ["confidence"] = score.Confidence,
                }).ToArray();
                dictionary["top"] = single.Top;
                dictionary["confidence"] = single.Confidence;
                break;
            case MultiLabelClassification multi:
                dictionary["predictions"] = Scores(multi.Scores);
                dictionary["predicted_classes"] = multi.PredictedClasses.Select(name => (object?)name).ToArray();
                break;
        }

        AddIfKnown(dictionary, "prediction_type", prediction.PredictionType);
        AddIfKnown(dictionary, "parent_id", prediction.ParentId);
        AddIfKnown(dictionary, "root_parent_id", prediction.RootParentId);
        return dictionary;
    }

    private static OrderedDictionary<string, object?> Scores(ImmutableArray<ClassScore> scores)
    {
        var dictionary = New();
        foreach (var score in scores)
        {
            var entry = New();
            entry["confidence"] = score.Confidence;
            entry["class_id"] = (long)score.ClassId;
            dictionary[score.ClassName] = entry;
        }

        return dictionary;
    }

    private static OrderedDictionary<string, object?> New() => new(StringComparer.Ordinal);

    private static void AddIfKnown(OrderedDictionary<string, object?> dictionary, string name, string? value)
    {
        if (value is not null)
        {
            dictionary[name] = value;
        }
    }
}

using System.Collections;
using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads what a classifier said, in the shape in which results contain it.</summary>
internal static class ClassificationReader
{
    /// <exception cref="UnreadableValueException">The value is no classification.</exception>
    public static ClassificationPrediction Read(object value, string identifier)
    {
        if (value is ClassificationPrediction prediction)
        {
            return prediction;
        }

        if (value is not IReadOnlyDictionary<string, object?> members)
        {
            throw KindReaders.Wrong("a classification as an object", value);
        }

        var size = DetectionsReader.ReadImageSize(members)
            ?? throw new UnreadableValueException("a classification needs 'image' with 'width' and 'height'.");
        string inferenceId = members.GetValueOrDefault("inference_id") as string ?? Guid.NewGuid().ToString();
        string parent = members.GetValueOrDefault("parent_id") as string ?? identifier, root = members.GetValueOrDefault("root_parent_id") as string ?? identifier;
        return members.GetValueOrDefault("predictions") switch
        {
            IReadOnlyDictionary<string, object?> scores when members.GetValueOrDefault("predicted_classes") is IList classes => new MultiLabelClassification
            {
                ImageSize = size,
                InferenceId = inferenceId,
                ParentId = parent,
                RootParentId = root,
                Scores = [.. scores.Select(score => ReadScore(score.Value, score.Key))],
                PredictedClasses = [.. classes.Cast<object?>().Select(name => name as string ?? throw KindReaders.Wrong("the name of a class", name))],
            },
            IList scores when members.ContainsKey("top") && members.ContainsKey("confidence") => new SingleLabelClassification
            {
                ImageSize = size,
                InferenceId = inferenceId,
                ParentId = parent,
                RootParentId = root,
                Predictions = [.. scores.Cast<object?>().Select(score => ReadScore(score, null))],
            },
            _ => throw new UnreadableValueException("a classification needs 'predictions' and either 'predicted_classes' or 'top' and 'confidence'."),
        };
    }

    private static ClassScore ReadScore(object? value, string? name)
    {
        if (value is IReadOnlyDictionary<string, object?> members
            && (name ?? members.GetValueOrDefault("class") as string) is { } className
            && ValueConversion.TryConvert<int>(members.GetValueOrDefault("class_id"), out int id)
            && ValueConversion.TryConvert<double>(members.GetValueOrDefault("confidence"), out double confidence))
        {
            return new(className, id, confidence);
        }

        throw KindReaders.Wrong("a score with 'class', 'class_id' and 'confidence'", value);
    }
}

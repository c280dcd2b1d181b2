using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Gives detections the classes that a second model, or a text reader, found in their crops.</summary>
internal sealed class DetectionsClassesReplacementBlock : Block<DetectionsClassesReplacementV1.Arguments, DetectionsClassesReplacementV1.Results>
{
    public override DetectionsClassesReplacementV1.Results Run(in DetectionsClassesReplacementV1.Arguments arguments, BlockContext context)
    {
        if (arguments.ObjectDetectionPredictions is not { } detections)
        {
            return new(null!);
        }

        var predictions = arguments.ClassificationPredictions.Select(PythonValues.Normalize).ToList();
        if (predictions.Count == 0)
        {
            return new(Detections.Empty);
        }

        var fallback = FallbackOf(arguments);
        return new(predictions.Find(prediction => prediction is not null) is string or IReadOnlyList<object?>
            ? ReplaceByPosition(detections, predictions, fallback)
            : ReplaceByIdentifier(detections, predictions, fallback));
    }

    /// <summary>The class of detections that have none otherwise; null when they are dropped.</summary>
    private static NewClass? FallbackOf(in DetectionsClassesReplacementV1.Arguments arguments) => string.IsNullOrEmpty(arguments.FallbackClassName)
        ? null
        : new(arguments.FallbackClassName, arguments.FallbackClassId is >= 0 and <= int.MaxValue and var id ? (int)id : NewClass.NoId, 0);

    /// <summary>Texts have no identifiers: the first belongs to the first detection.</summary>
    private static Detections ReplaceByPosition(Detections detections, List<object?> predictions, NewClass? fallback)
    {
        var rows = new List<int>();
        var classes = new List<NewClass>();
        for (int row = 0; row < detections.Count; row++)
        {
            object? prediction = row < predictions.Count ? predictions[row] : null;
            if ((prediction is null ? fallback : NewClass.Of(prediction, fallback)) is { } found)
            {
                rows.Add(row);
                classes.Add(found);
            }
        }

        return rows.Count == 0 ? Detections.Empty : Replace(detections, rows, classes);
    }

    /// <summary>Classifications name the detection that their crop was made of.</summary>
    private static Detections ReplaceByIdentifier(Detections detections, List<object?> predictions, NewClass? fallback)
    {
        var byId = new Dictionary<string, NewClass?>(StringComparer.Ordinal);
        bool isAnyCertain = false;
        foreach (object? prediction in predictions)
        {
            if (prediction is null)
            {
                continue;
            }

            var members = PythonValues.AsDictionary(prediction)
                ?? throw new ArgumentException($"classification_predictions are classifications, texts or lists of texts, but one is {ValueNames.Describe(prediction)}.");
            isAnyCertain |= members.ContainsKey("predictions") && !(members.TryGetValue("top", out object? top) && !PythonValues.IsTrue(top));
        }

        if (!isAnyCertain)
        {
            return Detections.Empty;
        }

        foreach (object? prediction in predictions)
        {
            if (prediction is not null)
            {
                byId[ParentOf(prediction)] = NewClass.Of(prediction, fallback);
            }
        }

        if (detections.Count > 0 && detections.DetectionIds.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no identifiers, by which classifications are told whose they are.");
        }

        var rows = new List<int>();
        var classes = new List<NewClass>();
        for (int row = 0; row < detections.Count; row++)
        {
            if (byId.GetValueOrDefault(detections.DetectionIds[row]) is { } found)
            {
                rows.Add(row);
                classes.Add(found);
            }
        }

        return Replace(detections, rows, classes);
    }

    private static string ParentOf(object prediction) => PythonValues.AsDictionary(prediction)!.GetValueOrDefault("parent_id") as string
        ?? throw PythonException.Key("a classification does not say which detection its crop was made of ('parent_id')");

    private static Detections Replace(Detections detections, List<int> rows, List<NewClass> classes) => detections.Select(CollectionsMarshal.AsSpan(rows)) with
    {
        ClassIds = [.. classes.Select(found => found.Id)],
        ClassNames = [.. classes.Select(found => found.Name)],
        Confidences = [.. classes.Select(found => found.Confidence)],
        DetectionIds = [.. classes.Select(_ => Guid.NewGuid().ToString())],
    };
}

/// <summary>A class that a detection is given.</summary>
internal sealed record NewClass(string Name, int Id, double Confidence)
{
    /// <summary>Stands for the number of a class that has none.</summary>
    public const int NoId = int.MaxValue;

    /// <summary>The leading class of a prediction; null when it has none.</summary>
    /// <param name="prediction">A classification as a dictionary, a text, or a list of texts.</param>
    /// <param name="fallback">The class of predictions without one.</param>
    /// <exception cref="ArgumentException">The leading class is not among the classes.</exception>
    public static NewClass? Of(object prediction, NewClass? fallback) => prediction switch
    {
        string text => new(text, 0, 1),
        IReadOnlyList<object?> { Count: 0 } => fallback,
        IReadOnlyList<object?> list => list[0] is string text ? new(text, 0, 1) : null,
        _ when PythonValues.AsDictionary(prediction) is { } members => members.TryGetValue("top", out object? top) ? OfSingle(members, top, fallback) : OfMulti(members),
        _ => throw new ArgumentException($"A classification is expected, but got {ValueNames.Describe(prediction)}."),
    };

    private static NewClass? OfSingle(IReadOnlyDictionary<string, object?> members, object? top, NewClass? fallback)
    {
        if (members.GetValueOrDefault("predictions") is not IReadOnlyList<object?> { Count: > 0 } classes)
        {
            return fallback;
        }

        var leading = classes.Select(PythonValues.AsDictionary).Where(entry => PythonEquality.AreEqual(entry?.GetValueOrDefault("class"), top)).ToList();
        return leading is [{ } only]
            ? new((string)top!, IdIn(only), ConfidenceIn(only))
            : throw new ArgumentException($"The leading class '{top}' occurs {leading.Count} times among the classes of a classification, but should once.");
    }

    private static NewClass? OfMulti(IReadOnlyDictionary<string, object?> members)
    {
        if (members.GetValueOrDefault("predicted_classes") is not IReadOnlyList<object?> { Count: > 0 })
        {
            return null;
        }

        NewClass? leading = null;
        foreach (var (name, scores) in (IReadOnlyDictionary<string, object?>)members["predictions"]!)
        {
            var entry = (IReadOnlyDictionary<string, object?>)scores!;
            if (leading is null || leading.Confidence < ConfidenceIn(entry))
            {
                leading = new(name, IdIn(entry), ConfidenceIn(entry));
            }
        }

        return leading is { Confidence: not 0 } ? leading : null;
    }

    private static int IdIn(IReadOnlyDictionary<string, object?> entry) => ValueConversion.TryConvert<int>(entry.GetValueOrDefault("class_id"), out int id) ? id : NoId;

    private static double ConfidenceIn(IReadOnlyDictionary<string, object?> entry) => ValueConversion.TryConvert<double>(entry.GetValueOrDefault("confidence"), out double confidence) ? confidence : 0;
}

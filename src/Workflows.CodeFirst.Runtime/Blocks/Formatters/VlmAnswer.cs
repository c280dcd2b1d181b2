using Workflows.CodeFirst.Runtime.Blocks.Models;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>What an answer of a language model is about, and helps to read it.</summary>
/// <param name="Image">The image that the model was asked about.</param>
/// <param name="Classes">The classes that it was asked for.</param>
/// <param name="InferenceId">Identifies the answer.</param>
internal sealed record VlmAnswer(Image Image, IReadOnlyList<string>? Classes, string InferenceId)
{
    private const string PredictionType = "object-detection";

    /// <summary>The classes' numbers by name; of several of one name, the last counts.</summary>
    public static OrderedDictionary<string, int> Index(IReadOnlyList<string> classes)
    {
        var index = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < classes.Count; i++)
        {
            index[classes[i]] = i;
        }

        return index;
    }

    /// <summary>A score, cut to the range from 0 to 1; numbers may be written as texts.</summary>
    public static double Score(object? value)
    {
        double score = Number(value);
        return 0 > score ? 0 : 1 < score ? 1 : score;
    }

    /// <summary>A number, also one that is written as a text.</summary>
    public static double Number(object? value) =>
        PythonNumber.TryGet(value, out var number) ? number.ToDouble()
        : value is string text && PythonFloats.TryParse(text, out double read) ? read
        : throw new FormatException($"{ValueNames.Describe(value)} is no number.");

    /// <summary>A value as a dictionary.</summary>
    public static IReadOnlyDictionary<string, object?> Members(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new FormatException($"{ValueNames.Describe(value)} is no object.");

    /// <summary>A value as a list.</summary>
    public static object?[] List(object? value) => value as object?[] ?? throw new FormatException($"{ValueNames.Describe(value)} is no list.");

    /// <summary>A member that has to be there.</summary>
    public static object? Member(IReadOnlyDictionary<string, object?> members, string name) =>
        members.TryGetValue(name, out object? value) ? value : throw new FormatException($"There is no '{name}'.");

    /// <summary>Detections with identifiers and the place of the image.</summary>
    public Detections Build(Box[] boxes, string[] names, int[] classIds, double[] confidences)
    {
        if (names.Length != boxes.Length)
        {
            throw new FormatException($"There are {boxes.Length} boxes, but {names.Length} classes.");
        }

        var lineage = WorkflowPredictions.LineageOf(Image);
        var origin = new DetectionOrigin(Image.Size, lineage.Parent, lineage.Root, InferenceId, PredictionType);
        return new()
        {
            Boxes = [.. boxes],
            ClassNames = [.. names],
            ClassIds = [.. classIds],
            Confidences = [.. confidences],
            DetectionIds = WorkflowPredictions.NewIds(boxes.Length),
            Origins = [.. Enumerable.Repeat(origin, boxes.Length)],
            ImageSize = Image.Size,
        };
    }
}

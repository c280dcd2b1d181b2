using System.Collections;
using System.Globalization;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Says in messages what values are and what is wanted.</summary>
internal static class ValueNames
{
    private const int Shown = 40;

    /// <summary>What a value has to be in order to become a <typeparamref name="T"/>.</summary>
    public static string Expected<T>() => Expected(typeof(T));

    /// <summary>What a value is.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "nothing",
        string text => $"the text '{Shorten(text)}'",
        bool flag => flag ? "true" : "false",
        long or int or double or float => $"the number {System.Convert.ToString(value, CultureInfo.InvariantCulture)}",
        Image image => $"an image of {image.Size}",
        byte[] bytes => $"{bytes.Length} bytes",
        Detections detections => $"{detections.Count} detections",
        IReadOnlyDictionary<string, object?> dictionary => $"a dictionary of {dictionary.Count} entries",
        ICollection list => $"a list of {list.Count} values",
        IEnumerable => "a list",
        _ => $"a value of type {value.GetType().Name}",
    };

    private static string Expected(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? $"{Expected(underlying)} or nothing"
        : type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(long) || type == typeof(int) ? "a whole number"
        : type == typeof(double) || type == typeof(float) ? "a number"
        : type == typeof(Image) ? "an image"
        : type.IsAssignableTo(typeof(Detections)) ? type.Name switch
        {
            nameof(KeypointDetections) => "detections with keypoints",
            nameof(InstanceDetections) => "detections with masks",
            nameof(SemanticDetections) => "a semantic segmentation",
            _ => "detections",
        }
        : type == typeof(IReadOnlyList<string>) ? "a list of texts"
        : type.IsAssignableTo(typeof(IDictionary)) || type == typeof(IReadOnlyDictionary<string, object?>) ? "a dictionary"
        : type.IsAssignableTo(typeof(IEnumerable)) ? "a list"
        : $"a value of type {type.Name}";

    private static string Shorten(string text) => text.Length <= Shown ? text : string.Concat(text.AsSpan(0, Shown), "…");
}

using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads the values of batch inputs by the kinds that the input declares: what is there already passes, JSON is deserialised.</summary>
internal sealed class KindReaders(WorkflowRuntimeOptions options)
{
    private readonly ImageReader images = new(options.AllowsImageFiles);

    /// <summary>Reads one element.</summary>
    /// <param name="kinds">The kinds, tried in order.</param>
    /// <param name="value">The value; not null.</param>
    /// <param name="identifier">Names the element; becomes the parent identifier of what is read.</param>
    /// <exception cref="UnreadableValueException">The value is of none of the kinds.</exception>
    public object Read(ImmutableArray<string> kinds, object value, string identifier)
    {
        UnreadableValueException? failure = null;
        foreach (string kind in kinds)
        {
            try
            {
                return Read(kind, value, identifier);
            }
            catch (UnreadableValueException e)
            {
                failure ??= e;
            }
        }

        return failure is null ? value : throw failure;
    }

    /// <summary>What values of these kinds may be, for messages.</summary>
    public string Expected(ImmutableArray<string> kinds) =>
        kinds is ["image"] ? images.Expected : kinds.Contains("*") ? "any value" : $"a value of kind {string.Join(" or ", kinds.Select(kind => $"'{kind}'"))}";

    private object Read(string kind, object value, string identifier) => kind switch
    {
        "image" => images.Read(value, identifier),
        "video_metadata" => VideoFrameReader.Read(value),
        "object_detection_prediction" or "qr_code_detection" or "bar_code_detection" => DetectionsReader.Read(value, identifier, DetectionsReader.Sort.Boxes),
        "keypoint_detection_prediction" => DetectionsReader.Read(value, identifier, DetectionsReader.Sort.Keypoints),
        "instance_segmentation_prediction" or "rle_instance_segmentation_prediction" =>
            DetectionsReader.Read(value, identifier, DetectionsReader.Sort.Instances),
        "semantic_segmentation_prediction" => DetectionsReader.Read(value, identifier, DetectionsReader.Sort.Semantic),
        "classification_prediction" => ClassificationReader.Read(value, identifier),
        "float" => Number(value),
        "float_zero_to_one" => Number(value) is >= 0 and <= 1 and var number ? number : throw Wrong("a number from 0 to 1", value),
        "integer" => value is long or int or bool ? value : throw Wrong("a whole number", value),
        "boolean" => value is bool ? value : throw Wrong("true or false", value),
        "list_of_values" or "detections_overlaps" => value is System.Collections.IList and not (byte[] or IReadOnlyDictionary<string, object?>) ? value : throw Wrong("a list", value),
        "dictionary" => value is IReadOnlyDictionary<string, object?> ? value : throw Wrong("a dictionary", value),
        "timestamp" => Timestamp(value),
        "bytes" => Bytes(value),
        "point" or "zone" or "labeled_points" or "rgb_color" => PointReaders.Read(kind, value),
        "roboflow_api_key" or "ROBOFLOW_MANAGED_KEY" or "string" or "top_class" or "prediction_type" or "parent_id" or "inference_id"
            or "language_model_output" or "roboflow_model_id" or "roboflow_project" or "roboflow_solution" =>
            value is string ? value : throw Wrong("a text", value),
        _ => value,
    };

    private static double Number(object value) =>
        value is not string && ValueConversion.TryToDouble(value, out double number) ? number : throw Wrong("a number", value);

    private static object Timestamp(object value) => value switch
    {
        DateTimeOffset or DateTime => value,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) =>
            time.Kind == DateTimeKind.Unspecified ? (object)time : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        _ => throw Wrong("a point in time as ISO 8601 text", value),
    };

    private static object Bytes(object value)
    {
        switch (value)
        {
            case byte[] or ReadOnlyMemory<byte>:
                return value;
            case string text:
                try
                {
                    return Convert.FromBase64String(text);
                }
                catch (FormatException e)
                {
                    throw new UnreadableValueException("expected bytes as base64 text, but the text is no base64.", e);
                }

            default:
                throw Wrong("bytes or base64 text", value);
        }
    }

    /// <summary>The error for a value of another sort.</summary>
    internal static UnreadableValueException Wrong(string expected, object? value) => new($"expected {expected}, but got {ValueNames.Describe(value)}.");
}

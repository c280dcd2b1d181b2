using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>How values are written.</summary>
/// <param name="Images">How images are encoded.</param>
/// <param name="Compatibility">What to do where the reference engine does something that nobody would want.</param>
internal readonly record struct WriterOptions(ImageFileFormat Images, CompatibilityMode Compatibility);

/// <summary>Writes a value of a workflow as JSON, each sort of value with its own writer.</summary>
internal static class ValueWriter
{
    /// <summary>Writes a value; false, possibly after a part of it, when JSON cannot express it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="kinds">The kinds that the value may have, the preferred form first.</param>
    /// <param name="options">How to write it.</param>
    public static bool TryWrite(Utf8JsonWriter writer, object? value, ImmutableArray<string> kinds, WriterOptions options = default)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return true;
            case Image image:
                ImageWriter.Write(writer, image, options.Images);
                return true;
            case SemanticDetections { Count: 0 } when options.Compatibility == CompatibilityMode.Reference:
                // The reference engine keeps run lengths with the rows, and fails where there are none.
                return false;
            case Detections detections when DetectionsShape.WhatIsMissing(detections) is not null:
                return false;
            case Detections detections:
                bool hasRunLengths = detections is SemanticDetections || IsRunLengthEncoded(detections, kinds);
                DetectionsShape.Write(new JsonSink(writer), detections, hasRunLengths ? MaskForm.RunLengths : MaskForm.Polygons);
                return true;
            case ClassificationPrediction classification:
                ClassificationWriter.Write(writer, classification);
                return true;
            case VideoFrame frame:
                VideoFrameWriter.Write(writer, frame);
                return true;
            case string secret when kinds is ["secret"]:
                writer.WriteStringValue(Secrets.Mask(secret));
                return true;
            case string or byte[] or ReadOnlyMemory<byte>:
                return PlainValues.TryWrite(writer, value);
            case IEnumerable<KeyValuePair<string, object?>> dictionary:
                return !PlainValues.IsTooDeep(writer) && TryWriteDictionary(writer, dictionary, options);
            case IEnumerable list:
                return !PlainValues.IsTooDeep(writer) && TryWriteList(writer, list, options);
            default:
                return PlainValues.TryWrite(writer, value);
        }
    }

    /// <summary>Whether masks count as run lengths. Those that are filled outlines are passed on as outlines, whatever the output prefers.</summary>
    public static bool IsRunLengthEncoded(Detections detections, ImmutableArray<string> kinds) =>
        !kinds.IsEmpty && kinds[0] == "rle_instance_segmentation_prediction" && detections is InstanceDetections { Polygons.IsEmpty: true };

    private static bool TryWriteList(Utf8JsonWriter writer, IEnumerable list, WriterOptions options)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            if (!TryWrite(writer, item, [], options))
            {
                return false;
            }
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool TryWriteDictionary(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> dictionary, WriterOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in dictionary)
        {
            writer.WritePropertyName(key);
            if (!TryWrite(writer, item, [], options))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }
}

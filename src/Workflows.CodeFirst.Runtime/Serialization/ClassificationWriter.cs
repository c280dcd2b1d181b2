using System.Text.Json;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Writes what classifiers say.</summary>
internal static class ClassificationWriter
{
    public static void Write(Utf8JsonWriter writer, ClassificationPrediction prediction)
    {
        writer.WriteStartObject();
        WriteIfKnown(writer, "inference_id", prediction.InferenceId);
        if (prediction.Elapsed is { } elapsed)
        {
            writer.WriteNumber("time", elapsed.TotalSeconds);
        }

        writer.WriteStartObject("image");
        writer.WriteNumber("width", prediction.ImageSize.Width);
        writer.WriteNumber("height", prediction.ImageSize.Height);
        writer.WriteEndObject();
        switch (prediction)
        {
            case SingleLabelClassification single:
                Write(writer, single);
                break;
            case MultiLabelClassification multi:
                Write(writer, multi);
                break;
        }

        if (prediction.PredictionType is { } type)
        {
            writer.WriteString("prediction_type", type);
        }

        WriteIfKnown(writer, "parent_id", prediction.ParentId);
        WriteIfKnown(writer, "root_parent_id", prediction.RootParentId);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SingleLabelClassification prediction)
    {
        writer.WriteStartArray("predictions");
        foreach (var score in prediction.Predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("class", score.ClassName);
            writer.WriteNumber("class_id", score.ClassId);
            writer.WriteNumber("confidence", score.Confidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("top", prediction.Top);
        writer.WriteNumber("confidence", prediction.Confidence);
    }

    private static void Write(Utf8JsonWriter writer, MultiLabelClassification prediction)
    {
        writer.WriteStartObject("predictions");
        foreach (var score in prediction.Scores)
        {
            writer.WriteStartObject(score.ClassName);
            writer.WriteNumber("confidence", score.Confidence);
            writer.WriteNumber("class_id", score.ClassId);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("predicted_classes");
        foreach (string name in prediction.PredictedClasses)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}

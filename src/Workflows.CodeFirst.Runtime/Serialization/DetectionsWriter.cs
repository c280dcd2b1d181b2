using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>How masks are written.</summary>
internal enum MaskForm
{
    /// <summary>As the contour of the largest part; detections without one are left out.</summary>
    Polygons,

    /// <summary>As COCO run lengths.</summary>
    RunLengths,
}

/// <summary>Writes detections of all sorts, with the members in the order of the reference engine.</summary>
internal static class DetectionsWriter
{
    public static void Write(Utf8JsonWriter writer, Detections detections, MaskForm form)
    {
        writer.WriteStartObject();
        WriteImage(writer, detections);
        writer.WriteStartArray("predictions");
        for (int i = 0; i < detections.Count; i++)
        {
            WriteDetection(writer, detections, i, form);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The size comes with the detections: without any there is none, as in the reference engine.</summary>
    private static void WriteImage(Utf8JsonWriter writer, Detections detections)
    {
        ImageSize? size = detections.Count == 0 ? null
            : detections.Origins.IsDefaultOrEmpty ? detections.ImageSize
            : detections.Origins[^1].ImageSize;
        writer.WriteStartObject("image");
        if (size is { } known)
        {
            writer.WriteNumber("width", known.Width);
            writer.WriteNumber("height", known.Height);
        }
        else
        {
            writer.WriteNull("width");
            writer.WriteNull("height");
        }

        writer.WriteEndObject();
    }

    private static void WriteDetection(Utf8JsonWriter writer, Detections detections, int row, MaskForm form)
    {
        var mask = MaskOf(detections, row);
        ReadOnlyMemory<PolygonPoint> polygon = default;
        if (mask is not null && form == MaskForm.Polygons)
        {
            polygon = MaskWriter.Polygon(mask);
            if (polygon.IsEmpty)
            {
                return;
            }
        }

        var box = detections.Boxes[row];
        double width = Math.Abs(box.Width), height = Math.Abs(box.Height);
        writer.WriteStartObject();
        writer.WriteNumber("width", width);
        writer.WriteNumber("height", height);
        writer.WriteNumber("x", box.X1 + width / 2);
        writer.WriteNumber("y", box.Y1 + height / 2);
        writer.WriteNumber("confidence", detections.Confidences.IsEmpty ? 0 : detections.Confidences[row]);
        writer.WriteNumber("class_id", detections.ClassIds[row]);
        if (mask is not null && form == MaskForm.Polygons)
        {
            MaskWriter.WritePolygon(writer, polygon.Span);
        }

        if (!detections.TrackerIds.IsDefaultOrEmpty)
        {
            writer.WriteNumber("tracker_id", detections.TrackerIds[row]);
        }

        writer.WriteString("class", detections.ClassNames[row]);
        if (!detections.DetectionIds.IsDefaultOrEmpty)
        {
            writer.WriteString("detection_id", detections.DetectionIds[row]);
        }

        WriteOrigin(writer, detections, row);
        if (detections is KeypointDetections { Keypoints.IsDefaultOrEmpty: false } keypoints)
        {
            WriteKeypoints(writer, keypoints.Keypoints[row]);
        }

        if (mask is not null && form == MaskForm.RunLengths)
        {
            MaskWriter.WriteRunLengths(writer, mask);
        }

        writer.WriteEndObject();
    }

    private static Mask? MaskOf(Detections detections, int row)
    {
        var masks = detections switch
        {
            InstanceDetections instances => instances.Masks,
            SemanticDetections semantic => semantic.Masks,
            _ => [],
        };
        return masks.IsDefaultOrEmpty ? null : masks[row];
    }

    private static void WriteOrigin(Utf8JsonWriter writer, Detections detections, int row)
    {
        if (detections.Origins.IsDefaultOrEmpty)
        {
            return;
        }

        var origin = detections.Origins[row];
        if (origin.Parent.Id == origin.Root.Id)
        {
            writer.WriteString("parent_id", origin.Parent.Id);
        }
        else
        {
            OriginWriter.Write(writer, origin.Parent, origin.Root);
        }
    }

    private static void WriteKeypoints(Utf8JsonWriter writer, ImmutableArray<Keypoint> keypoints)
    {
        writer.WriteStartArray("keypoints");
        foreach (var keypoint in keypoints)
        {
            writer.WriteStartObject();
            writer.WriteNumber("class_id", keypoint.ClassId);
            writer.WriteString("class", keypoint.ClassName);
            writer.WriteNumber("confidence", keypoint.Confidence);
            writer.WriteNumber("x", keypoint.X);
            writer.WriteNumber("y", keypoint.Y);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

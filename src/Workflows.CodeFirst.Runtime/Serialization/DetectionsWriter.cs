using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Values;

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
    private const string Polygon = "polygon";
    private const int FewestPoints = 3;

    // Members that blocks add, in the order in which they follow one another; some stand before where the detection was made, some after.
    private static readonly ImmutableArray<string> BeforeOrigin = ["path_deviation", "time_in_zone", Polygon];
    private static readonly ImmutableArray<string> BoundingRectangle = ["angle", "rect", "height", "width"];
    private static readonly ImmutableArray<string> AfterKeypoints =
        ["data", "velocity", "speed", "smoothed_velocity", "smoothed_speed", "area_px", "area_converted", "nearest_target_distance"];

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

    /// <summary>The size comes with the rows: without any there is none, as in the reference engine.</summary>
    private static void WriteImage(Utf8JsonWriter writer, Detections detections)
    {
        writer.WriteStartObject("image");
        if (detections.Count > 0 && !detections.Origins.IsDefaultOrEmpty)
        {
            writer.WriteNumber("width", detections.Origins[^1].ImageSize.Width);
            writer.WriteNumber("height", detections.Origins[^1].ImageSize.Height);
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
        bool asPolygon = mask is not null && form == MaskForm.Polygons;
        var polygon = asPolygon ? PolygonOf(detections, row, mask!) : [];
        if (asPolygon && polygon.IsEmpty)
        {
            return;
        }

        var box = detections.Boxes[row];
        double width = Math.Abs(box.Width), height = Math.Abs(box.Height);
        bool hasRectangle = BoundingRectangle.All(name => detections.Data.ContainsKey(name));
        writer.WriteStartObject();
        if (!hasRectangle)
        {
            writer.WriteNumber("width", width);
            writer.WriteNumber("height", height);
        }

        writer.WriteNumber("x", box.X1 + width / 2);
        writer.WriteNumber("y", box.Y1 + height / 2);
        writer.WriteNumber("confidence", detections.Confidences[row]);
        writer.WriteNumber("class_id", detections.ClassIds[row]);
        if (asPolygon)
        {
            MaskWriter.WritePolygon(writer, polygon);
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

        WriteData(writer, detections, row, BeforeOrigin);
        if (hasRectangle)
        {
            WriteData(writer, detections, row, BoundingRectangle);
        }

        WriteOrigin(writer, detections, row);
        if (detections is KeypointDetections { Keypoints.IsDefaultOrEmpty: false } keypoints)
        {
            WriteKeypoints(writer, keypoints.Keypoints[row]);
        }

        WriteData(writer, detections, row, AfterKeypoints);
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

    /// <summary>The outline that a block stored, if there is one worth the name, otherwise that of the mask.</summary>
    private static ImmutableArray<ImagePoint> PolygonOf(Detections detections, int row, Mask mask)
    {
        if (detections.Data.TryGetValue(Polygon, out var column) && column[row] is IList { Count: >= FewestPoints } points)
        {
            return [.. points.Cast<object?>().Select(PointOf)];
        }

        return mask.ToPolygon(MaskOutline.LargestArea);
    }

    private static ImagePoint PointOf(object? value) =>
        value is IList { Count: 2 } pair && ValueConversion.TryConvert<double>(pair[0], out double x) && ValueConversion.TryConvert<double>(pair[1], out double y)
            ? new(x, y)
            : throw new InvalidOperationException($"A point of a polygon is {ValueNames.Describe(value)} instead of two numbers.");

    private static void WriteData(Utf8JsonWriter writer, Detections detections, int row, ImmutableArray<string> names)
    {
        if (detections.Data.IsEmpty)
        {
            return;
        }

        foreach (string name in names)
        {
            if (detections.Data.TryGetValue(name, out var column))
            {
                writer.WritePropertyName(name);
                ValueWriter.TryWrite(writer, column[row], []);
            }
        }
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

using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>How masks are written.</summary>
internal enum MaskForm
{
    /// <summary>As the contour of the largest part; detections without one are left out.</summary>
    Polygons,

    /// <summary>As COCO run lengths.</summary>
    RunLengths,
}

/// <summary>What serialised detections look like: the members of the reference engine in its order, whether they become JSON or a dictionary.</summary>
internal static class DetectionsShape
{
    private const string Polygon = "polygon";
    private const int FewestPoints = 3;

    /// <summary>What the detections lack in order to be serialised; null when nothing is missing.</summary>
    public static string? WhatIsMissing(Detections detections) =>
        !DetectionColumns.Has(detections, DetectionColumns.ClassName) ? DetectionColumns.ClassName
        : !DetectionColumns.Has(detections, DetectionColumns.DetectionId) ? DetectionColumns.DetectionId
        : detections.Count > 0 && detections.Confidences.IsDefaultOrEmpty ? "confidence"
        : detections.Count > 0 && detections.ClassIds.IsDefaultOrEmpty ? "class_id"
        : null;

    /// <summary>Writes detections that lack nothing.</summary>
    public static void Write<TSink>(TSink sink, Detections detections, MaskForm form)
        where TSink : IShapeSink
    {
        sink.BeginObject();
        sink.Name("image");
        WriteImage(sink, detections);
        sink.Name("predictions");
        sink.BeginList();
        var masks = DetectionMasks.Of(detections);
        for (int i = 0; i < detections.Count; i++)
        {
            WriteDetection(sink, new(detections, i), masks.IsDefaultOrEmpty ? null : masks[i], form);
        }

        sink.EndList();
        sink.EndObject();
    }

    /// <summary>The size comes with the rows: without any there is none, as in the reference engine.</summary>
    private static void WriteImage<TSink>(TSink sink, Detections detections)
        where TSink : IShapeSink
    {
        object? size = detections.Count > 0 ? DetectionColumns.Cell(detections, detections.Count - 1, DetectionColumns.ImageDimensions) : null;
        sink.BeginObject();
        sink.Name("width");
        WriteNumber(1L);
        sink.Name("height");
        WriteNumber(0L);
        sink.EndObject();

        void WriteNumber(long index)
        {
            if (size is null)
            {
                sink.Value(null);
            }
            else
            {
                sink.Whole(Whole(PythonSequences.Item(size, index)));
            }
        }
    }

    private static void WriteDetection<TSink>(TSink sink, Row row, Mask? mask, MaskForm form)
        where TSink : IShapeSink
    {
        (double X, double Y)[] outline = mask is not null && form == MaskForm.Polygons ? Outline(mask, row[Polygon]) : [];
        if (mask is not null && form == MaskForm.Polygons && outline.Length == 0)
        {
            return;
        }

        var detections = row.Detections;
        var box = detections.Boxes[row.Number];
        double width = Math.Abs(box.Width), height = Math.Abs(box.Height);
        bool hasRectangle = row.Has("angle") && row.Has("rect") && row.Has("height") && row.Has("width");
        sink.BeginObject();
        WriteExtent("width", width);
        WriteExtent("height", height);
        Real("x", box.X1 + width / 2);
        Real("y", box.Y1 + height / 2);
        Real("confidence", detections.Confidences[row.Number]);
        sink.Name("class_id");
        sink.Whole(detections.ClassIds[row.Number]);
        if (outline.Length > 0)
        {
            WritePoints(sink, outline);
        }

        if (!detections.TrackerIds.IsDefaultOrEmpty)
        {
            sink.Name("tracker_id");
            sink.Whole(detections.TrackerIds[row.Number]);
        }

        Text("class", row[DetectionColumns.ClassName]);
        Text(DetectionColumns.DetectionId, row[DetectionColumns.DetectionId]);
        Copy(sink, row, "path_deviation");
        Copy(sink, row, "time_in_zone");
        if (row[Polygon] is { } polygon)
        {
            sink.Name(Polygon);
            sink.Value(Rounded(polygon));
        }

        if (hasRectangle)
        {
            Copy(sink, row, "angle");
            Copy(sink, row, "rect");
        }

        WriteOrigin(sink, row);
        WriteKeypoints(sink, row);
        foreach (string name in (ReadOnlySpan<string>)["data", "velocity", "speed", "smoothed_velocity", "smoothed_speed"])
        {
            Copy(sink, row, name);
        }

        CopyReal(sink, row, "area_px");
        CopyReal(sink, row, "area_converted");
        CopyReal(sink, row, "nearest_target_distance");
        if (mask is not null && form == MaskForm.RunLengths)
        {
            WriteRunLengths(sink, mask);
        }

        sink.EndObject();

        void WriteExtent(string name, double ofBox)
        {
            if (hasRectangle)
            {
                // A bounding rectangle that a block has fitted wins over the box.
                sink.Name(name);
                sink.Value(detections.Data[name][row.Number]);
            }
            else
            {
                Real(name, ofBox);
            }
        }

        void Real(string name, double number)
        {
            sink.Name(name);
            sink.Real(number);
        }

        void Text(string name, object? value)
        {
            sink.Name(name);
            sink.Text(PythonText.Str(value));
        }
    }

    private static void Copy<TSink>(TSink sink, Row row, string name)
        where TSink : IShapeSink
    {
        if (row.Has(name))
        {
            sink.Name(name);
            sink.Value(row[name]);
        }
    }

    private static void CopyReal<TSink>(TSink sink, Row row, string name)
        where TSink : IShapeSink
    {
        if (!row.Has(name))
        {
            return;
        }

        sink.Name(name);
        if (PythonNumber.TryGet(row[name], out var number))
        {
            sink.Real(number.ToDouble());
        }
        else
        {
            sink.Value(null);
        }
    }

    /// <summary>The outline that a block stored, if it is one worth the name, otherwise that of the mask; at least three points, or none.</summary>
    private static (double X, double Y)[] Outline(Mask mask, object? polygon)
    {
        if (polygon is not null && PythonSequences.Length(polygon) >= FewestPoints)
        {
            return [.. PythonSequences.Elements(polygon).Select(point => (Real(PythonSequences.Item(point, 0L)), Real(PythonSequences.Item(point, 1L))))];
        }

        var traced = mask.ToPolygon(MaskOutline.LargestArea);
        if (traced.IsEmpty)
        {
            return [];
        }

        var outline = new (double, double)[Math.Max(traced.Length, FewestPoints)];
        for (int i = 0; i < outline.Length; i++)
        {
            var point = traced[Math.Min(i, traced.Length - 1)];
            outline[i] = (point.X, point.Y);
        }

        return outline;
    }

    private static void WritePoints<TSink>(TSink sink, (double X, double Y)[] outline)
        where TSink : IShapeSink
    {
        sink.Name("points");
        sink.BeginList();
        foreach (var (x, y) in outline)
        {
            sink.BeginObject();
            sink.Name("x");
            sink.Real(x);
            sink.Name("y");
            sink.Real(y);
            sink.EndObject();
        }

        sink.EndList();
    }

    private static void WriteRunLengths<TSink>(TSink sink, Mask mask)
        where TSink : IShapeSink
    {
        var rle = mask.ToRle();
        sink.Name("rle_mask");
        sink.BeginObject();
        sink.Name("size");
        sink.BeginList();
        sink.Whole(rle.Size.Height);
        sink.Whole(rle.Size.Width);
        sink.EndList();
        sink.Name("counts");
        sink.Text(rle.Counts);
        sink.EndObject();
    }

    /// <summary>Where the detection was made: for one on a part of an image, also where that part lies, as far as it is known.</summary>
    private static void WriteOrigin<TSink>(TSink sink, Row row)
        where TSink : IShapeSink
    {
        if (row[DetectionColumns.ParentId] is not { } parent)
        {
            return;
        }

        string parentId = PythonText.Str(parent);
        sink.Name("parent_id");
        sink.Text(parentId);
        if (row[DetectionColumns.RootParentId] is not { } root || PythonText.Str(root) is var rootId && rootId == parentId)
        {
            return;
        }

        WritePlace(sink, "parent_origin", row[DetectionColumns.ParentCoordinates], row[DetectionColumns.ParentDimensions]);
        sink.Name("root_parent_id");
        sink.Text(rootId);
        WritePlace(sink, "root_parent_origin", row[DetectionColumns.RootParentCoordinates], row[DetectionColumns.RootParentDimensions]);
    }

    private static void WritePlace<TSink>(TSink sink, string name, object? place, object? size)
        where TSink : IShapeSink
    {
        if (place is null || size is null)
        {
            return;
        }

        sink.Name(name);
        sink.BeginObject();
        sink.Name("offset_x");
        sink.Whole(Whole(PythonSequences.Item(place, 0L)));
        sink.Name("offset_y");
        sink.Whole(Whole(PythonSequences.Item(place, 1L)));
        sink.Name("width");
        sink.Whole(Whole(PythonSequences.Item(size, 1L)));
        sink.Name("height");
        sink.Whole(Whole(PythonSequences.Item(size, 0L)));
        sink.EndObject();
    }

    private static void WriteKeypoints<TSink>(TSink sink, Row row)
        where TSink : IShapeSink
    {
        if (row.Detections is KeypointDetections { Keypoints.IsDefaultOrEmpty: false } own)
        {
            sink.Name("keypoints");
            sink.BeginList();
            foreach (var point in own.Keypoints[row.Number])
            {
                WriteKeypoint(sink, point);
            }

            sink.EndList();
            return;
        }

        if (row[DetectionColumns.KeypointsXy] is not { } positions
            || row[DetectionColumns.KeypointsClassName] is not { } names
            || row[DetectionColumns.KeypointsClassId] is not { } numbers
            || row[DetectionColumns.KeypointsConfidence] is not { } confidences)
        {
            return;
        }

        // Detections with fewer keypoints than others are filled up with nameless ones.
        int count = PythonSequences.Length(positions);
        while (count > 0 && PythonText.Str(PythonSequences.Item(names, count - 1L)).Length == 0)
        {
            count--;
        }

        sink.Name("keypoints");
        sink.BeginList();
        for (long i = 0; i < count; i++)
        {
            object? position = PythonSequences.Item(positions, i);
            WriteKeypoint(sink, new(
                (float)Real(PythonSequences.Item(position, 0L)),
                (float)Real(PythonSequences.Item(position, 1L)),
                (float)Real(PythonSequences.Item(confidences, i)),
                (int)Whole(PythonSequences.Item(numbers, i)),
                PythonText.Str(PythonSequences.Item(names, i))));
        }

        sink.EndList();
    }

    private static void WriteKeypoint<TSink>(TSink sink, Keypoint point)
        where TSink : IShapeSink
    {
        sink.BeginObject();
        sink.Name("class_id");
        sink.Whole(point.ClassId);
        sink.Name("class");
        sink.Text(point.ClassName);
        sink.Name("confidence");
        sink.Real(point.Confidence);
        sink.Name("x");
        sink.Real(point.X);
        sink.Name("y");
        sink.Real(point.Y);
        sink.EndObject();
    }

    private static object? Rounded(object? polygon) => polygon switch
    {
        ArrayValue array => Rounded(array.ToList()),
        System.Collections.IList list => list.Cast<object?>().Select(item => Rounded(PythonValues.Normalize(item))).ToArray(),
        _ => Whole(polygon),
    };

    private static double Real(object? value) =>
        PythonNumber.TryGet(value, out var number) ? number.ToDouble() : throw PythonException.Type($"{PythonValues.Describe(value)} is no number");

    private static long Whole(object? value) => (long)Math.Round(Real(value));

    /// <summary>One detection with its columns.</summary>
    private readonly record struct Row(Detections Detections, int Number)
    {
        /// <summary>The value of a column; null when there is no such column.</summary>
        public object? this[string column] => DetectionColumns.Cell(Detections, Number, column);

        /// <summary>Whether a block has added a column.</summary>
        public bool Has(string column) => Detections.Data.ContainsKey(column);
    }
}

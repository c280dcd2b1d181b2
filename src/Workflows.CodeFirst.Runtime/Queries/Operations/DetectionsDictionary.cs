using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Detections as the dictionary that results contain, with the same members in the same order.</summary>
internal static class DetectionsDictionary
{
    /// <exception cref="QueryException">The detections lack a column that the dictionary needs.</exception>
    public static OrderedDictionary<string, object?> Of(Detections detections, OperationSite site)
    {
        foreach (string name in (ReadOnlySpan<string>)[DetectionColumns.ClassName, DetectionColumns.DetectionId])
        {
            if (!DetectionColumns.Has(detections, name))
            {
                throw site.Failed($"the detections have no '{name}'.");
            }
        }

        if (detections.Count > 0 && (detections.Confidences.IsDefaultOrEmpty || detections.ClassIds.IsDefaultOrEmpty))
        {
            throw site.Failed("the detections have no 'confidence' or no 'class_id'.");
        }

        var predictions = new List<object?>(detections.Count);
        for (int i = 0; i < detections.Count; i++)
        {
            if (Prediction(detections, i) is { } prediction)
            {
                predictions.Add(prediction);
            }
        }

        var size = SizeOf(detections);
        return New(("image", New(("width", size?.Width), ("height", size?.Height))), ("predictions", predictions.ToArray()));
    }

    /// <summary>The size of the image comes with the last detection: without any it is unknown.</summary>
    private static (long Width, long Height)? SizeOf(Detections detections)
    {
        if (detections.Count == 0)
        {
            return null;
        }

        if (DetectionColumns.Cell(detections, detections.Count - 1, DetectionColumns.ImageDimensions) is { } dimensions)
        {
            return (Whole(PythonSequences.Item(dimensions, 1L)), Whole(PythonSequences.Item(dimensions, 0L)));
        }

        return detections.ImageSize is { } size ? (size.Width, size.Height) : null;
    }

    /// <summary>One detection; null when it has a mask without a pixel.</summary>
    private static OrderedDictionary<string, object?>? Prediction(Detections detections, int row)
    {
        var box = detections.Boxes[row];
        double width = Math.Abs(box.Width), height = Math.Abs(box.Height);
        var members = New(
            ("width", width),
            ("height", height),
            ("x", box.X1 + width / 2),
            ("y", box.Y1 + height / 2),
            ("confidence", detections.Confidences[row]),
            ("class_id", (long)detections.ClassIds[row]));
        object? polygon = Cell("polygon");
        var masks = DetectionsEquality.MasksOf(detections);
        if (!masks.IsDefaultOrEmpty)
        {
            object?[] points = Points(masks[row], polygon);
            if (points.Length == 0)
            {
                return null;
            }

            members["points"] = points;
        }

        if (!detections.TrackerIds.IsDefaultOrEmpty)
        {
            members["tracker_id"] = (long)detections.TrackerIds[row];
        }

        members["class"] = PythonText.Str(Cell(DetectionColumns.ClassName));
        members["detection_id"] = PythonText.Str(Cell(DetectionColumns.DetectionId));
        Copy("path_deviation");
        Copy("time_in_zone");
        if (polygon is not null)
        {
            members["polygon"] = Rounded(polygon);
        }

        if (Has("angle") && Has("rect") && Has("height") && Has("width"))
        {
            Copy("angle");
            Copy("rect");
            Copy("height");
            Copy("width");
        }

        AddOrigin(members, detections, row);
        AddKeypoints(members, detections, row);
        Copy("data");
        Copy("velocity");
        Copy("speed");
        Copy("smoothed_velocity");
        Copy("smoothed_speed");
        CopyReal("area_px");
        CopyReal("area_converted");
        CopyReal("nearest_target_distance");
        return members;

        bool Has(string name) => detections.Data.ContainsKey(name);

        object? Cell(string name) => DetectionColumns.Cell(detections, row, name);

        void Copy(string name)
        {
            if (Has(name))
            {
                members[name] = Cell(name) is ArrayValue array ? array.ToList() : Cell(name);
            }
        }

        void CopyReal(string name)
        {
            if (Has(name))
            {
                members[name] = PythonNumber.TryGet(Cell(name), out var number) ? number.ToDouble() : null;
            }
        }
    }

    /// <summary>The outline of a mask; that of the column where there is one.</summary>
    private static object?[] Points(Mask mask, object? polygon)
    {
        if (polygon is not null && PythonSequences.Length(polygon) > 2)
        {
            return [.. PythonSequences.Elements(polygon).Select(point =>
                Point(Real(PythonSequences.Item(point, 0L)), Real(PythonSequences.Item(point, 1L))))];
        }

        var outline = mask.ToPolygon(MaskOutline.LargestArea);
        var points = new object?[outline.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Point(outline[i].X, outline[i].Y);
        }

        return points;
    }

    private static OrderedDictionary<string, object?> Point(double x, double y) => New(("x", x), ("y", y));

    private static void AddOrigin(OrderedDictionary<string, object?> members, Detections detections, int row)
    {
        if (DetectionColumns.Cell(detections, row, DetectionColumns.ParentId) is not { } parent)
        {
            return;
        }

        members["parent_id"] = PythonText.Str(parent);
        if (DetectionColumns.Cell(detections, row, DetectionColumns.RootParentId) is not { } root || PythonText.Str(parent) == PythonText.Str(root))
        {
            return;
        }

        AddPlace("parent_origin", DetectionColumns.ParentCoordinates, DetectionColumns.ParentDimensions);
        members["root_parent_id"] = PythonText.Str(root);
        AddPlace("root_parent_origin", DetectionColumns.RootParentCoordinates, DetectionColumns.RootParentDimensions);

        void AddPlace(string name, string coordinates, string dimensions)
        {
            if (DetectionColumns.Cell(detections, row, coordinates) is { } place && DetectionColumns.Cell(detections, row, dimensions) is { } size)
            {
                members[name] = New(
                    ("offset_x", Whole(PythonSequences.Item(place, 0L))),
                    ("offset_y", Whole(PythonSequences.Item(place, 1L))),
                    ("width", Whole(PythonSequences.Item(size, 1L))),
                    ("height", Whole(PythonSequences.Item(size, 0L))));
            }
        }
    }

    private static void AddKeypoints(OrderedDictionary<string, object?> members, Detections detections, int row)
    {
        if (detections is KeypointDetections { Keypoints.IsDefaultOrEmpty: false } own)
        {
            members["keypoints"] = Array.ConvertAll<Keypoint, object?>(
                [.. own.Keypoints[row]], point => Keypoint(point.ClassId, point.ClassName, point.Confidence, point.X, point.Y));
            return;
        }

        if (DetectionColumns.Cell(detections, row, DetectionColumns.KeypointsXy) is not { } positions
            || DetectionColumns.Cell(detections, row, DetectionColumns.KeypointsClassName) is not { } names
            || DetectionColumns.Cell(detections, row, DetectionColumns.KeypointsClassId) is not { } numbers
            || DetectionColumns.Cell(detections, row, DetectionColumns.KeypointsConfidence) is not { } confidences)
        {
            return;
        }

        // Detections with fewer keypoints than others are filled up with nameless ones.
        int count = PythonSequences.Length(positions);
        while (count > 0 && PythonText.Str(PythonSequences.Item(names, count - 1L)).Length == 0)
        {
            count--;
        }

        var keypoints = new object?[count];
        for (int i = 0; i < count; i++)
        {
            object? position = PythonSequences.Item(positions, (long)i);
            keypoints[i] = Keypoint(
                Whole(PythonSequences.Item(numbers, (long)i)),
                PythonText.Str(PythonSequences.Item(names, (long)i)),
                Real(PythonSequences.Item(confidences, (long)i)),
                Real(PythonSequences.Item(position, 0L)),
                Real(PythonSequences.Item(position, 1L)));
        }

        members["keypoints"] = keypoints;
    }

    private static OrderedDictionary<string, object?> Keypoint(long number, string name, double confidence, double x, double y) =>
        New(("class_id", number), ("class", name), ("confidence", confidence), ("x", x), ("y", y));

    private static object? Rounded(object? polygon) => polygon switch
    {
        ArrayValue array => Rounded(array.ToList()),
        IReadOnlyList<object?> list => list.Select(item => Rounded(PythonValues.Normalize(item))).ToArray(),
        _ => Whole(polygon),
    };

    private static double Real(object? value) =>
        PythonNumber.TryGet(value, out var number) ? number.ToDouble() : throw PythonException.Type($"{PythonValues.Describe(value)} is no number");

    private static long Whole(object? value) => (long)Math.Round(Real(value));

    private static OrderedDictionary<string, object?> New(params ImmutableArray<(string Name, object? Value)> members)
    {
        var dictionary = new OrderedDictionary<string, object?>(members.Length, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            dictionary[name] = value;
        }

        return dictionary;
    }
}

using System.Collections;
using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads detections in the shape in which results contain them.</summary>
internal static class DetectionsReader
{
    private const int FewestPoints = 3;

    // The extents of boxes are among them: fitted rectangles have them too.
    private static readonly ImmutableArray<string> AddedColumns =
    [
        "path_deviation", "time_in_zone", "polygon", "angle", "rect", "height", "width", "data",
        "speed", "smoothed_speed", "smoothed_velocity", "velocity", "area_px", "area_converted", "nearest_target_distance",
    ];

    /// <summary>What belongs to each detection.</summary>
    internal enum Sort
    {
        Boxes,
        Keypoints,
        Instances,
        Semantic,
    }

    /// <exception cref="UnreadableValueException">The value is no set of detections.</exception>
    public static Detections Read(object value, string identifier, Sort sort)
    {
        if (value is Detections detections)
        {
            return detections;
        }

        if (value is not IReadOnlyDictionary<string, object?> members
            || members.GetValueOrDefault("predictions") is not IList rows
            || !members.ContainsKey("image"))
        {
            throw KindReaders.Wrong("detections as an object with 'image' and 'predictions'", value);
        }

        var size = ReadImageSize(members);
        if (rows.Count > 0 && size is null)
        {
            throw new UnreadableValueException("detections need 'image' with 'width' and 'height'.");
        }

        return Read([.. rows.Cast<object?>().Select(row => new Row(row))], size ?? default, identifier, sort);
    }

    /// <summary>The size in the member <c>image</c>; null when it is not given.</summary>
    public static ImageSize? ReadImageSize(IReadOnlyDictionary<string, object?> members) =>
        members.GetValueOrDefault("image") is IReadOnlyDictionary<string, object?> image
        && ValueConversion.TryConvert<int>(image.GetValueOrDefault("width"), out int width)
        && ValueConversion.TryConvert<int>(image.GetValueOrDefault("height"), out int height)
            ? new(width, height)
            : null;

    private static Detections Read(Row[] rows, ImageSize size, string identifier, Sort sort)
    {
        bool hasParents = Array.TrueForAll(rows, row => row.Members.ContainsKey("parent_origin"));
        bool hasRoots = Array.TrueForAll(rows, row => row.Members.ContainsKey("root_parent_origin"));
        bool hasTrackers = rows.Length > 0 && Array.TrueForAll(rows, row => row.Members.GetValueOrDefault("tracker_id") is not null);
        if (sort is Sort.Boxes or Sort.Instances)
        {
            // An outline of fewer than three points is none, and the detection with it.
            rows = Array.FindAll(rows, row => row.HasMask || !row.Members.ContainsKey("points"));
        }

        bool hasMasks = rows.Length > 0 && Array.TrueForAll(rows, row => row.HasMask);
        if (sort == Sort.Boxes && rows.Length > 0)
        {
            // What boxes come with stays with them, whatever the input calls them.
            sort = rows[0].Members.ContainsKey("keypoints") ? Sort.Keypoints : hasMasks ? Sort.Instances : Sort.Boxes;
        }

        var detections = sort switch
        {
            Sort.Keypoints => new KeypointDetections { Keypoints = [.. rows.Select(row => row.ReadKeypoints())] },
            Sort.Instances => new InstanceDetections { Masks = hasMasks ? [.. rows.Select(row => row.ReadMask(size))] : [] },
            Sort.Semantic => new SemanticDetections { Masks = [.. rows.Select(row => row.ReadMask(size))] },
            _ => new Detections(),
        };
        return detections with
        {
            ImageSize = rows.Length == 0 ? null : size,
            Boxes = [.. rows.Select(row => row.ReadBox())],
            Confidences = [.. rows.Select(row => row.Number("confidence"))],
            ClassIds = [.. rows.Select(row => (int)row.Number("class_id"))],
            ClassNames = [.. rows.Select(row => row.Text("class") ?? throw row.Missing("class"))],
            DetectionIds = [.. rows.Select(row => row.Text("detection_id") ?? Guid.NewGuid().ToString())],
            TrackerIds = hasTrackers ? [.. rows.Select(row => (int)row.Number("tracker_id"))] : [],
            Origins = [.. rows.Select(row => row.ReadOrigin(size, identifier, hasParents, hasRoots))],
            Data = ReadColumns(rows),
        };
    }

    /// <summary>What blocks have added to detections; the first one says which columns there are.</summary>
    private static ImmutableDictionary<string, ImmutableArray<object?>> ReadColumns(Row[] rows)
    {
        var columns = ImmutableDictionary.Create<string, ImmutableArray<object?>>(StringComparer.Ordinal);
        foreach (string name in rows.Length == 0 ? [] : AddedColumns)
        {
            if (rows[0].Members.ContainsKey(name))
            {
                columns = columns.Add(name, [.. rows.Select(row => row.Members.GetValueOrDefault(name))]);
            }
        }

        return columns;
    }

    /// <summary>One detection in JSON.</summary>
    private sealed class Row
    {
        public Row(object? value) => Members = value as IReadOnlyDictionary<string, object?> ?? throw KindReaders.Wrong("each prediction to be an object", value);

        public IReadOnlyDictionary<string, object?> Members { get; }

        public string? Text(string name) => Members.GetValueOrDefault(name) as string;

        public double Number(string name) =>
            ValueConversion.TryConvert<double>(Members.GetValueOrDefault(name), out double number) ? number : throw Missing(name);

        public UnreadableValueException Missing(string name) => new($"each prediction needs '{name}'; one has {ValueNames.Describe(Members.GetValueOrDefault(name))} there.");

        public Box ReadBox() => Box.FromCenter(Number("x"), Number("y"), Number("width"), Number("height"));

        public DetectionOrigin ReadOrigin(ImageSize size, string identifier, bool hasParent, bool hasRoot)
        {
            string parentId = Text("parent_id") ?? identifier;
            string rootId = Text("root_parent_id") ?? identifier;
            return new(
                size,
                hasParent ? ReadOrigin("parent_origin", parentId) : ImageOrigin.Somewhere(parentId),
                hasRoot ? ReadOrigin("root_parent_origin", rootId) : ImageOrigin.Somewhere(rootId),
                Text("inference_id"),
                Text("prediction_type"));
        }

        /// <summary>Whether the detection says which pixels belong to it.</summary>
        public bool HasMask => Members.ContainsKey("rle_mask") || Members.ContainsKey("rle")
            || Members.GetValueOrDefault("points") is IList { Count: >= FewestPoints };

        public Mask ReadMask(ImageSize size)
        {
            if ((Members.GetValueOrDefault("rle_mask") ?? Members.GetValueOrDefault("rle")) is { } runs)
            {
                return ReadRunLengths(new Row(runs));
            }

            if (Members.GetValueOrDefault("points") is not IList points)
            {
                throw Missing("points' or 'rle_mask");
            }

            ImagePoint[] polygon = [.. points.Cast<object?>().Select(item => new Row(item)).Select(point => new ImagePoint(point.Number("x"), point.Number("y")))];
            return Mask.FromPolygon(polygon, size);
        }

        private static Mask ReadRunLengths(Row runs)
        {
            if (runs.Members.GetValueOrDefault("size") is not IList { Count: 2 } size
                || !ValueConversion.TryConvert<int>(size[0], out int height) || !ValueConversion.TryConvert<int>(size[1], out int width)
                || runs.Text("counts") is not { } counts)
            {
                throw new UnreadableValueException("'rle_mask' needs 'size' as [height, width] and 'counts' as text.");
            }

            try
            {
                return Mask.FromRle(new CocoRle(new(width, height), counts));
            }
            catch (FormatException e)
            {
                throw new UnreadableValueException($"'rle_mask' is no run-length encoding: {e.Message}", e);
            }
        }

        public ImmutableArray<Keypoint> ReadKeypoints() => Members.GetValueOrDefault("keypoints") switch
        {
            null => [],
            IList list => [.. list.Cast<object?>().Select(item => new Row(item)).Select(point => new Keypoint(
                (float)point.Number("x"),
                (float)point.Number("y"),
                (float)point.Number("confidence"),
                (int)point.Number("class_id"),
                point.Text("class") ?? throw point.Missing("class")))],
            var other => throw KindReaders.Wrong("'keypoints' to be a list", other),
        };

        private ImageOrigin ReadOrigin(string name, string id)
        {
            var origin = new Row(Members.GetValueOrDefault(name));
            return new(id, (int)origin.Number("offset_x"), (int)origin.Number("offset_y"), new((int)origin.Number("width"), (int)origin.Number("height")));
        }
    }
}

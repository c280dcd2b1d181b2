using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// The columns of detections by the names that they have in the language. Columns of <see cref="Detections.Data"/> win over those that
/// detections have as properties of their own.
/// </summary>
internal static class DetectionColumns
{
    public const string ClassName = "class_name";
    public const string DetectionId = "detection_id";
    public const string ImageDimensions = "image_dimensions";
    public const string PredictionType = "prediction_type";
    public const string InferenceId = "inference_id";
    public const string ParentId = "parent_id";
    public const string ParentCoordinates = "parent_coordinates";
    public const string ParentDimensions = "parent_dimensions";
    public const string RootParentId = "root_parent_id";
    public const string RootParentCoordinates = "root_parent_coordinates";
    public const string RootParentDimensions = "root_parent_dimensions";
    public const string KeypointsXy = "keypoints_xy";
    public const string KeypointsConfidence = "keypoints_confidence";
    public const string KeypointsClassName = "keypoints_class_name";
    public const string KeypointsClassId = "keypoints_class_id";

    private static readonly ImmutableArray<string> OwnColumns =
    [
        ClassName, DetectionId, ImageDimensions, PredictionType, InferenceId, RootParentId, RootParentCoordinates, RootParentDimensions,
        ParentId, ParentCoordinates, ParentDimensions, KeypointsXy, KeypointsConfidence, KeypointsClassName, KeypointsClassId,
    ];

    /// <summary>Whether there is a column. Without detections, those that come with every detection of a workflow count as present.</summary>
    public static bool Has(Detections detections, string name) => detections.Data.ContainsKey(name) || name switch
    {
        ClassName => Has(detections, detections.ClassNames),
        DetectionId => Has(detections, detections.DetectionIds),
        ImageDimensions or ParentId or RootParentId => Has(detections, detections.Origins),
        ParentCoordinates or ParentDimensions => Has(detections, detections.Origins) && (detections.Count == 0 || detections.Origins[0].Parent.IsPlaceKnown),
        RootParentCoordinates or RootParentDimensions => Has(detections, detections.Origins) && (detections.Count == 0 || detections.Origins[0].Root.IsPlaceKnown),
        PredictionType => Has(detections, detections.Origins) && (detections.Count == 0 || detections.Origins[0].PredictionType is not null),
        InferenceId => Has(detections, detections.Origins) && (detections.Count == 0 || detections.Origins[0].InferenceId is not null),
        KeypointsXy or KeypointsConfidence or KeypointsClassName or KeypointsClassId => detections is KeypointDetections keypoints && Has(detections, keypoints.Keypoints),
        _ => false,
    };

    /// <summary>The value of a column for one detection; null when there is no such column.</summary>
    public static object? Cell(Detections detections, int row, string name)
    {
        if (detections.Data.TryGetValue(name, out var column))
        {
            return PythonValues.Normalize(column[row]);
        }

        if (!Has(detections, name))
        {
            return null;
        }

        return name switch
        {
            ClassName => detections.ClassNames[row],
            DetectionId => detections.DetectionIds[row],
            ImageDimensions => Dimensions(detections.Origins[row].ImageSize),
            PredictionType => detections.Origins[row].PredictionType,
            InferenceId => detections.Origins[row].InferenceId,
            ParentId => detections.Origins[row].Parent.Id,
            ParentCoordinates => Coordinates(detections.Origins[row].Parent),
            ParentDimensions => Dimensions(detections.Origins[row].Parent.Size),
            RootParentId => detections.Origins[row].Root.Id,
            RootParentCoordinates => Coordinates(detections.Origins[row].Root),
            RootParentDimensions => Dimensions(detections.Origins[row].Root.Size),
            _ => Keypoints((KeypointDetections)detections, row, name),
        };
    }

    /// <summary>The values of a column that exists, as a list with lists instead of arrays.</summary>
    public static object?[] Column(Detections detections, string name)
    {
        var column = new object?[detections.Count];
        for (int i = 0; i < column.Length; i++)
        {
            object? cell = Cell(detections, i, name);
            column[i] = cell is ArrayValue array ? array.ToList() : cell;
        }

        return column;
    }

    /// <summary>All columns for one detection.</summary>
    public static OrderedDictionary<string, object?> Row(Detections detections, int row)
    {
        var cells = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (string name in OwnColumns)
        {
            if (Has(detections, name))
            {
                cells[name] = Cell(detections, row, name);
            }
        }

        foreach (string name in detections.Data.Keys.Order(StringComparer.Ordinal))
        {
            cells[name] = Cell(detections, row, name);
        }

        return cells;
    }

    private static bool Has<T>(Detections detections, ImmutableArray<T> column) => detections.Count == 0 || !column.IsDefaultOrEmpty;

    private static ArrayValue Dimensions(ImageSize size) => ArrayValue.Of((long)size.Height, size.Width);

    private static ArrayValue Coordinates(ImageOrigin origin) => ArrayValue.Of((long)origin.X, origin.Y);

    /// <summary>Detections with fewer keypoints than others are filled up with zeros and empty names, so that all have as many.</summary>
    private static ArrayValue Keypoints(KeypointDetections detections, int row, string name)
    {
        int count = 0;
        foreach (var points in detections.Keypoints)
        {
            count = Math.Max(count, points.Length);
        }

        var own = detections.Keypoints[row];
        bool isPosition = name == KeypointsXy;
        var items = new object?[isPosition ? 2 * count : count];
        for (int i = 0; i < count; i++)
        {
            var point = i < own.Length ? own[i] : new Keypoint(0, 0, 0, 0, "");
            switch (name)
            {
                case KeypointsXy:
                    items[2 * i] = point.X;
                    items[2 * i + 1] = point.Y;
                    break;
                case KeypointsConfidence:
                    items[i] = point.Confidence;
                    break;
                case KeypointsClassName:
                    items[i] = point.ClassName;
                    break;
                default:
                    items[i] = (long)point.ClassId;
                    break;
            }
        }

        return name switch
        {
            KeypointsXy => new(ArrayElementType.Float32, [count, 2], items),
            KeypointsConfidence => new(ArrayElementType.Float32, [count], items),
            KeypointsClassName => new(ArrayElementType.Object, [count], items),
            _ => new(ArrayElementType.Int64, [count], items),
        };
    }
}

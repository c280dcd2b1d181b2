using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>A property of detections that the language can extract.</summary>
/// <param name="Name">Its name, and that of the column that may hold it.</param>
/// <param name="Kind">Where it comes from when there is no such column.</param>
internal sealed record DetectionProperty(string Name, DetectionPropertyKind Kind)
{
    /// <summary>All properties by name.</summary>
    public static IReadOnlyDictionary<string, DetectionProperty> All { get; } = new DetectionProperty[]
    {
        new("confidence", DetectionPropertyKind.Confidence),
        new("class_name", DetectionPropertyKind.ClassName),
        new("x_min", DetectionPropertyKind.XMin),
        new("x_max", DetectionPropertyKind.XMax),
        new("y_min", DetectionPropertyKind.YMin),
        new("y_max", DetectionPropertyKind.YMax),
        new("size", DetectionPropertyKind.Size),
        new("class_id", DetectionPropertyKind.ClassId),
        new("center", DetectionPropertyKind.Center),
        new("top_left", DetectionPropertyKind.TopLeft),
        new("top_right", DetectionPropertyKind.TopRight),
        new("bottom_left", DetectionPropertyKind.BottomLeft),
        new("bottom_right", DetectionPropertyKind.BottomRight),
        new("tracker_id", DetectionPropertyKind.TrackerId),
        Column("in_out"),
        Column("path_deviation"),
        Column("polygon"),
        Column("time_in_zone"),
        Column("velocity"),
        Column("speed"),
        Column("smoothed_velocity"),
        Column("smoothed_speed"),
        Column(DetectionColumns.ImageDimensions),
        Column(DetectionColumns.PredictionType),
        Column(DetectionColumns.KeypointsXy),
        Column("rect"),
        Column("width"),
        Column("height"),
        Column("angle"),
        Column("area_px"),
        Column("area_converted"),
    }.ToDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>Whether the property is a number that every detection has.</summary>
    public bool IsNumber => Kind <= DetectionPropertyKind.Size;

    /// <summary>The number that a property is for one detection; only where <see cref="IsNumber"/>.</summary>
    public static double Number(DetectionPropertyKind kind, Detections detections, int row)
    {
        var box = detections.Boxes[row];
        return kind switch
        {
            DetectionPropertyKind.Confidence => detections.Confidences[row],
            DetectionPropertyKind.XMin => box.X1,
            DetectionPropertyKind.XMax => box.X2,
            DetectionPropertyKind.YMin => box.Y1,
            DetectionPropertyKind.YMax => box.Y2,
            _ => (box.Y2 - box.Y1) * (box.X2 - box.X1),
        };
    }

    /// <summary>The point that a property is for one box.</summary>
    public static (double X, double Y) Anchor(DetectionPropertyKind kind, Box box) => kind switch
    {
        DetectionPropertyKind.TopLeft => (box.X1, box.Y1),
        DetectionPropertyKind.TopRight => (box.X2, box.Y1),
        DetectionPropertyKind.BottomLeft => (box.X1, box.Y2),
        DetectionPropertyKind.BottomRight => (box.X2, box.Y2),
        _ => (box.X1 + (box.X2 - box.X1) / 2, box.Y1 + (box.Y2 - box.Y1) / 2),
    };

    private static DetectionProperty Column(string name) => new(name, DetectionPropertyKind.Column);
}

/// <summary>Where a property of detections comes from.</summary>
internal enum DetectionPropertyKind
{
    Confidence,
    XMin,
    XMax,
    YMin,
    YMax,
    Size,
    ClassId,
    ClassName,
    Center,
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
    TrackerId,
    Column,
}

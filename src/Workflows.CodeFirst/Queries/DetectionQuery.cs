namespace Workflows.CodeFirst;

/// <summary>
/// One detection in a query: the argument of the lambda in <see cref="DetectionsQuery.Where"/>. A property that the detection does not have
/// is null; one that the box, the class or the confidence says is always there.
/// </summary>
public sealed class DetectionQuery : QueryValue, IQueryValue<DetectionQuery>
{
    internal DetectionQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>How sure the model is, 0 to 1.</summary>
    public NumberQuery Confidence => Property<NumberQuery>("confidence");

    /// <summary>The name of the class.</summary>
    public TextQuery ClassName => Property<TextQuery>("class_name");

    /// <summary>The number of the class.</summary>
    public NumberQuery ClassId => Property<NumberQuery>("class_id");

    /// <summary>The left edge of the box, in pixels.</summary>
    public NumberQuery XMin => Property<NumberQuery>("x_min");

    /// <summary>The right edge of the box, in pixels.</summary>
    public NumberQuery XMax => Property<NumberQuery>("x_max");

    /// <summary>The upper edge of the box, in pixels.</summary>
    public NumberQuery YMin => Property<NumberQuery>("y_min");

    /// <summary>The lower edge of the box, in pixels.</summary>
    public NumberQuery YMax => Property<NumberQuery>("y_max");

    /// <summary>The width that a block has measured.</summary>
    public NumberQuery Width => Property<NumberQuery>("width");

    /// <summary>The height that a block has measured.</summary>
    public NumberQuery Height => Property<NumberQuery>("height");

    /// <summary>The area of the box, in square pixels.</summary>
    public NumberQuery Size => Property<NumberQuery>("size");

    /// <summary>The centre of the box.</summary>
    public PointQuery Center => Property<PointQuery>("center");

    /// <summary>The upper left corner of the box.</summary>
    public PointQuery TopLeft => Property<PointQuery>("top_left");

    /// <summary>The upper right corner of the box.</summary>
    public PointQuery TopRight => Property<PointQuery>("top_right");

    /// <summary>The lower left corner of the box.</summary>
    public PointQuery BottomLeft => Property<PointQuery>("bottom_left");

    /// <summary>The lower right corner of the box.</summary>
    public PointQuery BottomRight => Property<PointQuery>("bottom_right");

    /// <summary>Which way a line was crossed: true for in. From line counters.</summary>
    public BooleanQuery InOut => Property<BooleanQuery>("in_out");

    /// <summary>How far the path is from the reference path. From path deviation analytics.</summary>
    public NumberQuery PathDeviation => Property<NumberQuery>("path_deviation");

    /// <summary>For how many seconds it has been in the zone. From time in zone.</summary>
    public NumberQuery TimeInZone => Property<NumberQuery>("time_in_zone");

    /// <summary>The number of the track. From trackers.</summary>
    public NumberQuery TrackerId => Property<NumberQuery>("tracker_id");

    /// <summary>The velocity, x and y. From velocity.</summary>
    public SequenceQuery<NumberQuery> Velocity => Property<SequenceQuery<NumberQuery>>("velocity");

    /// <summary>The magnitude of the velocity. From velocity.</summary>
    public NumberQuery Speed => Property<NumberQuery>("speed");

    /// <summary>The smoothed velocity, x and y. From velocity.</summary>
    public SequenceQuery<NumberQuery> SmoothedVelocity => Property<SequenceQuery<NumberQuery>>("smoothed_velocity");

    /// <summary>The magnitude of the smoothed velocity. From velocity.</summary>
    public NumberQuery SmoothedSpeed => Property<NumberQuery>("smoothed_speed");

    /// <summary>The outline. From blocks that make polygons of masks.</summary>
    public SequenceQuery<AnyQuery> Polygon => Property<SequenceQuery<AnyQuery>>("polygon");

    /// <summary>The corners of the smallest rectangle around the mask. From the bounding rectangle.</summary>
    public SequenceQuery<AnyQuery> Rect => Property<SequenceQuery<AnyQuery>>("rect");

    /// <summary>The angle of that rectangle, in degrees. From the bounding rectangle.</summary>
    public NumberQuery Angle => Property<NumberQuery>("angle");

    /// <summary>The positions of the keypoints.</summary>
    public SequenceQuery<AnyQuery> KeypointsXY => Property<SequenceQuery<AnyQuery>>("keypoints_xy");

    /// <summary>The area of the mask, in square pixels. From mask area measurement.</summary>
    public NumberQuery AreaPx => Property<NumberQuery>("area_px");

    /// <summary>The area of the mask, in square units. From mask area measurement.</summary>
    public NumberQuery AreaConverted => Property<NumberQuery>("area_converted");

    /// <summary>Height and width of the image, in pixels.</summary>
    public SequenceQuery<NumberQuery> ImageDimensions => Property<SequenceQuery<NumberQuery>>("image_dimensions");

    /// <summary>What sort of prediction it is, such as <c>object-detection</c>.</summary>
    public TextQuery PredictionType => Property<TextQuery>("prediction_type");

    static DetectionQuery IQueryValue<DetectionQuery>.Create(QueryExpression expression) => new(expression);

    private T Property<T>(string name)
        where T : QueryValue, IQueryValue<T> => T.Create(Expression.Then(new("ExtractDetectionProperty", writer => writer.Json.WriteString("property_name", name))
        {
            DetectionProperty = name,
        }));
}

using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>Detections in a query: of objects, instances or keypoints.</summary>
public sealed class DetectionsQuery : QueryValue, IQueryValue<DetectionsQuery>
{
    private const int DefaultClassIdOffset = 1024;

    private DetectionsQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>How many detections there are.</summary>
    public NumberQuery Count => Then<NumberQuery>("SequenceLength");

    static DetectionsQuery IQueryValue<DetectionsQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>The detections for which a condition holds.</summary>
    /// <param name="condition">The condition, such as <c>d => d.Confidence > 0.5</c>.</param>
    public DetectionsQuery Where(Func<DetectionQuery, QueryCondition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var detection = new QuerySource.Subject();
        var made = condition(new DetectionQuery(new(detection)));
        ArgumentNullException.ThrowIfNull(made, nameof(condition));
        return Then<DetectionsQuery>("DetectionsFilter", writer =>
        {
            writer.Json.WritePropertyName("filter_operation");
            writer.Filter(detection, made);
        });
    }

    /// <summary>A property of each detection, or what is made of it.</summary>
    /// <typeparam name="TResult">What the elements are.</typeparam>
    /// <param name="property">The property, such as <c>d => d.ClassName</c> or <c>d => d.ClassName.ToUpper()</c>.</param>
    /// <exception cref="ArgumentException">The result is not made of a property of the detection.</exception>
    public SequenceQuery<TResult> Select<TResult>(Func<DetectionQuery, TResult> property)
        where TResult : QueryValue, IQueryValue<TResult>
    {
        ArgumentNullException.ThrowIfNull(property);
        var detection = new QuerySource.Subject();
        var operations = property(new DetectionQuery(new(detection))).Expression.From(detection, nameof(property));
        if (operations is not [{ DetectionProperty: { } name }, .. var rest])
        {
            throw new ArgumentException("Name a property of the detection first: d => d.Confidence, and then what to do with it.", nameof(property));
        }

        var values = Expression.Then(new("DetectionsPropertyExtract", writer => writer.Json.WriteString("property_name", name)));
        return new DetectionsQuery(rest.IsEmpty
            ? values
            : values.Then(new("SequenceApply", writer =>
            {
                writer.Json.WritePropertyName("operations");
                writer.Operations(rest);
            }))).As<SequenceQuery<TResult>>();
    }

    /// <summary>The detections in the order of a property, ascending.</summary>
    /// <param name="order">The property.</param>
    public DetectionsQuery OrderBy(DetectionOrder order) => Sort(order, ascending: true);

    /// <summary>The detections in the order of a property, descending.</summary>
    /// <param name="order">The property.</param>
    public DetectionsQuery OrderByDescending(DetectionOrder order) => Sort(order, ascending: false);

    /// <summary>Only the detection that is furthest to the left; none when there is none.</summary>
    public DetectionsQuery KeepLeftMost() => Then<DetectionsQuery>("DetectionsSelection", "mode", "left_most");

    /// <summary>Only the detection that is furthest to the right; none when there is none.</summary>
    public DetectionsQuery KeepRightMost() => Then<DetectionsQuery>("DetectionsSelection", "mode", "right_most");

    /// <summary>Only the detection with the highest confidence; none when there is none.</summary>
    public DetectionsQuery KeepMostConfident() => Then<DetectionsQuery>("DetectionsSelection", "mode", "top_confidence");

    /// <summary>Only the first detection; none when there is none.</summary>
    public DetectionsQuery KeepFirst() => Then<DetectionsQuery>("DetectionsSelection", "mode", "first");

    /// <summary>Only the last detection; none when there is none.</summary>
    public DetectionsQuery KeepLast() => Then<DetectionsQuery>("DetectionsSelection", "mode", "last");

    /// <summary>The detections of a class, followed by those whose centre lies in one of them.</summary>
    /// <param name="parentClass">The class.</param>
    public DetectionsQuery PickByParentClass(string parentClass)
    {
        ArgumentNullException.ThrowIfNull(parentClass);
        return Then<DetectionsQuery>("PickDetectionsByParentClass", "parent_class", parentClass);
    }

    /// <summary>The detections with larger boxes: half of an offset on each side. Masks and keypoints stay.</summary>
    /// <param name="x">How much wider, in pixels.</param>
    /// <param name="y">How much higher, in pixels.</param>
    public DetectionsQuery Offset(int x, int y) => Then<DetectionsQuery>("DetectionsOffset", writer =>
    {
        writer.Json.WriteNumber("offset_x", x);
        writer.Json.WriteNumber("offset_y", y);
    });

    /// <summary>The detections with boxes moved. Masks and keypoints stay.</summary>
    /// <param name="x">How far to the right, in pixels.</param>
    /// <param name="y">How far down, in pixels.</param>
    public DetectionsQuery Shift(int x, int y) => Then<DetectionsQuery>("DetectionsShift", writer =>
    {
        writer.Json.WriteNumber("shift_x", x);
        writer.Json.WriteNumber("shift_y", y);
    });

    /// <summary>The detections with other names of classes.</summary>
    /// <param name="names">Names and what they become.</param>
    /// <param name="strict">Whether every class has to be among the names; others keep theirs otherwise.</param>
    /// <param name="newClassesIdOffset">The first number of new classes, when not strict.</param>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public DetectionsQuery RenameClasses(IEnumerable<(string From, string To)> names, bool strict = true, int newClassesIdOffset = DefaultClassIdOffset)
    {
        var writeMap = JsonLiterals.Table("class_map", names, static (writer, name) => writer.WriteStringValue(name), nameof(names));
        return Rename(writeMap, writer => writer.Json.WriteBoolean("strict", strict), newClassesIdOffset);
    }

    /// <summary>The detections with other names of classes, which the workflow knows.</summary>
    /// <param name="names">A dictionary of names and what they become.</param>
    /// <param name="strict">Whether every class has to be among the names; others keep theirs otherwise.</param>
    /// <param name="newClassesIdOffset">The first number of new classes, when not strict.</param>
    public DetectionsQuery RenameClasses(ISelector<IAcceptsDictionary> names, bool strict = true, int newClassesIdOffset = DefaultClassIdOffset)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Rename(writer => writer.Json.WriteString("class_map", writer.NameOf(names)), writer => writer.Json.WriteBoolean("strict", strict), newClassesIdOffset);
    }

    /// <summary>The detections with other names of classes, which the workflow knows.</summary>
    /// <param name="names">A dictionary of names and what they become.</param>
    /// <param name="strict">Whether every class has to be among the names, which the workflow knows as well.</param>
    /// <param name="newClassesIdOffset">The first number of new classes, when not strict.</param>
    public DetectionsQuery RenameClasses(ISelector<IAcceptsDictionary> names, ISelector<IAcceptsBoolean> strict, int newClassesIdOffset = DefaultClassIdOffset)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(strict);
        return Rename(
            writer => writer.Json.WriteString("class_map", writer.NameOf(names)),
            writer => writer.Json.WriteString("strict", writer.NameOf(strict)),
            newClassesIdOffset);
    }

    /// <summary>The detections as a dictionary, in the shape in which results are serialised.</summary>
    public DictionaryQuery ToDictionary() => Then<DictionaryQuery>("DetectionsToDictionary");

    /// <summary>Holds where there are no detections.</summary>
    public QueryCondition IsEmpty() => Test("(Sequence) is empty");

    /// <summary>Holds where there are detections.</summary>
    public QueryCondition IsNotEmpty() => Test("(Sequence) is not empty");

    private DetectionsQuery Rename(Action<QueryWriter> writeMap, Action<QueryWriter> writeStrict, int newClassesIdOffset) =>
        Then<DetectionsQuery>("DetectionsRename", writer =>
        {
            writeMap(writer);
            writeStrict(writer);
            if (newClassesIdOffset != DefaultClassIdOffset)
            {
                writer.Json.WriteNumber("new_classes_id_offset", newClassesIdOffset);
            }
        });

    private DetectionsQuery Sort(DetectionOrder order, bool ascending)
    {
        string mode = order switch
        {
            DetectionOrder.Confidence => "confidence",
            DetectionOrder.XMin => "x_min",
            DetectionOrder.XMax => "x_max",
            DetectionOrder.YMin => "y_min",
            DetectionOrder.YMax => "y_max",
            DetectionOrder.Size => "size",
            DetectionOrder.CenterX => "center_x",
            DetectionOrder.CenterY => "center_y",
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
        };
        return Then<DetectionsQuery>("SortDetections", writer =>
        {
            writer.Json.WriteString("mode", mode);
            writer.Json.WriteBoolean("ascending", ascending);
        });
    }
}

/// <summary>What detections are sorted by.</summary>
public enum DetectionOrder
{
    /// <summary>The confidence.</summary>
    Confidence,

    /// <summary>The left edge.</summary>
    XMin,

    /// <summary>The right edge.</summary>
    XMax,

    /// <summary>The upper edge.</summary>
    YMin,

    /// <summary>The lower edge.</summary>
    YMax,

    /// <summary>The area of the box.</summary>
    Size,

    /// <summary>The centre, from left to right.</summary>
    CenterX,

    /// <summary>The centre, from top to bottom.</summary>
    CenterY,
}

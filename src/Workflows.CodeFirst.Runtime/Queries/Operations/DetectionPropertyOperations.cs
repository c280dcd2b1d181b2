using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Extracts properties of detections.</summary>
internal static class DetectionPropertyOperations
{
    private const string OfOneType = "ExtractDetectionProperty";

    /// <summary>The property that an operation extracts out of one detection; null for other operations.</summary>
    public static DetectionProperty? PropertyOf(string type, Definition definition) =>
        type == OfOneType && definition.Members.GetValueOrDefault("property_name") is string name ? DetectionProperty.All.GetValueOrDefault(name) : null;

    public static Operation OfOne(Definition definition, OperationSite site)
    {
        var property = definition.Choice("property_name", DetectionProperty.All);
        return (value, scope) => value switch
        {
            DetectionRow row => OfRow(property, row.Detections, row.Index, scope.Environment),
            TupleValue { Count: DetectionRow.TupleLength } tuple => OfTuple(property, tuple),
            _ => throw site.Wrong("a single detection, as a filter gives it", value),
        };
    }

    public static Operation OfAll(Definition definition, OperationSite site)
    {
        var property = definition.Choice("property_name", DetectionProperty.All);
        return (value, scope) => OfAll(property, value as Detections ?? throw site.Wrong("detections", value), scope.Environment);
    }

    private static object? OfRow(DetectionProperty property, Detections detections, int row, QueryEnvironment environment)
    {
        switch (property.Kind)
        {
            case DetectionPropertyKind.Confidence when detections.Confidences.IsDefaultOrEmpty:
            case DetectionPropertyKind.ClassId when detections.ClassIds.IsDefaultOrEmpty:
            case DetectionPropertyKind.ClassName when !DetectionColumns.Has(detections, DetectionColumns.ClassName):
                throw PythonException.Attribute($"the detection has no '{property.Name}'");
            case DetectionPropertyKind.ClassId:
                return (long)detections.ClassIds[row];
            case DetectionPropertyKind.TrackerId when !detections.Data.ContainsKey(property.Name) && !environment.HasReferenceQuirks:
                return detections.TrackerIds.IsDefaultOrEmpty ? null : (long)detections.TrackerIds[row];
            case DetectionPropertyKind.ClassName or DetectionPropertyKind.TrackerId or DetectionPropertyKind.Column:
                return DetectionColumns.Cell(detections, row, property.Name);
        }

        if (property.IsNumber)
        {
            return DetectionProperty.Number(property.Kind, detections, row);
        }

        var (x, y) = DetectionProperty.Anchor(property.Kind, detections.Boxes[row]);
        return new TupleValue(x, y);
    }

    /// <summary>A detection in the form that it has in Python, as it can come from outside.</summary>
    private static object? OfTuple(DetectionProperty property, TupleValue tuple)
    {
        double Edge(long index) => PythonNumber.TryGet(PythonSequences.Item(PythonValues.Normalize(tuple[0]), index), out var number)
            ? number.ToDouble()
            : throw PythonException.Type("a box consists of numbers");
        switch (property.Kind)
        {
            case DetectionPropertyKind.Confidence:
                return Scalar(tuple[2], property);
            case DetectionPropertyKind.ClassId:
                return Scalar(tuple[3], property);
            case DetectionPropertyKind.ClassName or DetectionPropertyKind.TrackerId or DetectionPropertyKind.Column:
                object? data = PythonValues.Normalize(tuple[5]);
                if (PythonDictionaries.Entries(data) is null)
                {
                    throw PythonException.Attribute($"{PythonValues.Describe(data)} has no columns");
                }

                bool isKnown = PythonDictionaries.TryGet(data, property.Name, out object? cell);
                return isKnown || property.Kind != DetectionPropertyKind.ClassName ? cell : throw PythonException.Attribute("the detection has no 'class_name'");
        }

        var one = new Detections { Boxes = [new(Edge(0), Edge(1), Edge(2), Edge(3))] };
        return OfRow(property, one, 0, QueryEnvironment.Reference);
    }

    private static object Scalar(object? value, DetectionProperty property) => PythonValues.Normalize(value) switch
    {
        ArrayValue { Size: 1 } array => array.Items[0]!,
        { } number when PythonNumber.TryGet(number, out _) => number,
        _ => throw PythonException.Attribute($"the detection has no '{property.Name}'"),
    };

    private static object?[] OfAll(DetectionProperty property, Detections detections, QueryEnvironment environment)
    {
        if (detections.Data.ContainsKey(property.Name))
        {
            return DetectionColumns.Column(detections, property.Name);
        }

        switch (property.Kind)
        {
            case DetectionPropertyKind.ClassName:
                return DetectionColumns.Has(detections, property.Name) ? DetectionColumns.Column(detections, property.Name) : [];
            case DetectionPropertyKind.Confidence when detections.Count > 0 && detections.Confidences.IsDefaultOrEmpty:
            case DetectionPropertyKind.ClassId when detections.Count > 0 && detections.ClassIds.IsDefaultOrEmpty:
                throw PythonException.Attribute($"the detections have no '{property.Name}'");
            case DetectionPropertyKind.TrackerId when !environment.HasReferenceQuirks && (detections.Count == 0 || !detections.TrackerIds.IsDefaultOrEmpty):
                return Array.ConvertAll([.. detections.TrackerIds], id => (object?)(long)id);
            case DetectionPropertyKind.Column or DetectionPropertyKind.TrackerId:
                return DetectionColumns.Has(detections, property.Name)
                    ? DetectionColumns.Column(detections, property.Name)
                    : throw PythonException.Key($"the detections have no '{property.Name}'");
        }

        var values = new object?[detections.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = property.Kind == DetectionPropertyKind.ClassId ? (long)detections.ClassIds[i]
                : property.IsNumber ? DetectionProperty.Number(property.Kind, detections, i)
                : Rounded(property.Kind, detections.Boxes[i]);
        }

        return values;
    }

    /// <summary>Points of a whole set are in whole pixels.</summary>
    private static object?[] Rounded(DetectionPropertyKind kind, Box box)
    {
        var (x, y) = kind == DetectionPropertyKind.Center ? (box.CenterX, box.CenterY) : DetectionProperty.Anchor(kind, box);
        return [(long)Math.Round(x), (long)Math.Round(y)];
    }
}

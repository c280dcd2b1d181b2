using System.Text.Json;
using System.Text.Json.Nodes;
using Given = Workflows.CodeFirst.Runtime.Tests.Queries.Query;

namespace Workflows.CodeFirst.Runtime.Tests.Authoring;

/// <summary>Operations written in C#, the same as JSON written by hand, what they are applied to and what comes out, as Python shows it.</summary>
internal sealed record AuthoredOperations(string Name, QueryOperations Operations, string Json, object? Subject, string Result)
{
    public static InputSelector<IDictionaryKind> Names { get; } = Input.Parameter(Kind.Dictionary, "names");

    public static InputSelector<IBooleanKind> IsStrict { get; } = Input.Parameter(Kind.Boolean, "is_strict");

    public static InputSelector<IFloatZeroToOneKind> Least { get; } = Input.Parameter(Kind.FloatZeroToOne, "least", 0.4);

    /// <summary>The values of those inputs in a run.</summary>
    public static Dictionary<string, object?> Values { get; } = new()
    {
        ["names"] = new Dictionary<string, object?> { ["cat"] = "animal", ["dog"] = "animal", ["person"] = "human" },
        ["is_strict"] = true,
        ["least"] = 0.4,
    };

    public static IReadOnlyList<AuthoredOperations> All { get; } =
    [
        // Texts.
        new("lower", Query.Text.ToLower(), """[{"type": "StringToLowerCase"}]""", "Ab", "'ab'"),
        new("upper", Query.Text.ToUpper(), """[{"type": "StringToUpperCase"}]""", "Ab", "'AB'"),
        new("slice", Query.Text.Slice(1, 3), """[{"type": "StringSubSequence", "start": 1, "end": 3}]""", "Hello", "'el'"),
        new("matches", Query.Text.Matches("^H"), """[{"type": "StringMatches", "regex": "^H"}]""", "Hello", "True"),
        new("to text", Query.Number.ToText(), """[{"type": "ToString"}]""", 1.5, "'1.5'"),
        new("text to integer", Query.Text.ToInteger(), """[{"type": "ToNumber", "cast_to": "int"}]""", "12.7", "12"),
        new("text to real", Query.Text.ToReal(), """[{"type": "ToNumber", "cast_to": "float"}]""", "12.5", "12.5"),
        new("boolean to real", Query.Boolean.ToReal(), """[{"type": "ToNumber", "cast_to": "float"}]""", true, "1.0"),
        new("lookup text", Query.Text.Lookup(("a", "b"), ("c", "d")), """[{"type": "LookupTable", "lookup_table": {"a": "b", "c": "d"}}]""", "c", "'d'"),
        new("lookup whole", Query.Text.Lookup(("a", 1), ("c", 2)), """[{"type": "LookupTable", "lookup_table": {"a": 1, "c": 2}}]""", "c", "2"),
        new("lookup real", Query.Text.Lookup(("a", 1.0), ("c", 2.5)), """[{"type": "LookupTable", "lookup_table": {"a": 1.0, "c": 2.5}}]""", "a", "1.0"),
        new("lookup boolean", Query.Text.Lookup(("a", true)), """[{"type": "LookupTable", "lookup_table": {"a": true}}]""", "a", "True"),
        new("lookup any", Query.Text.Lookup(new JsonObject { ["a"] = null }), """[{"type": "LookupTable", "lookup_table": {"a": null}}]""", "a", "None"),

        // Numbers.
        new("round", Query.Number.Round(), """[{"type": "NumberRound", "decimal_digits": 0}]""", 2.5, "2.0"),
        new("round places", Query.Number.Round(2), """[{"type": "NumberRound", "decimal_digits": 2}]""", 2.675, "2.67"),
        new("multiply", Query.Number * 3, """[{"type": "Multiply", "other": 3}]""", 2L, "6"),
        new("multiply real", 2.0 * Query.Number, """[{"type": "Multiply", "other": 2.0}]""", 2L, "4.0"),
        new("divide", Query.Number / 4, """[{"type": "Divide", "other": 4}]""", 2L, "0.5"),
        new("number to integer", Query.Number.ToInteger(), """[{"type": "ToNumber", "cast_to": "int"}]""", -1.9, "-1"),
        new("to boolean", Query.Number.ToBoolean(), """[{"type": "ToBoolean"}]""", 0L, "False"),
        new("random", Query.Any.ToRandomNumber(3, 3), """[{"type": "RandomNumber", "min_value": 3.0, "max_value": 3.0}]""", null, "3.0"),

        // Lists and dictionaries.
        new("first", Query.Sequence.First(), """[{"type": "SequenceAggregate", "mode": "first"}]""", Texts, "'b'"),
        new("last", Query.Sequence.Last(), """[{"type": "SequenceAggregate", "mode": "last"}]""", Texts, "'c'"),
        new("most common", Query.Sequence.MostCommon(), """[{"type": "SequenceAggregate", "mode": "most_common"}]""", Texts, "'a'"),
        new("least common", Query.Sequence.LeastCommon(), """[{"type": "SequenceAggregate", "mode": "least_common"}]""", Texts, "'c'"),
        new("count", Query.Sequence.Count, """[{"type": "SequenceLength"}]""", Texts, "4"),
        new("count by element", Query.Sequence.CountByElement(), """[{"type": "SequenceElementsCount"}]""", Texts, "{'b': 1, 'a': 2, 'c': 1}"),
        new("join", Query.Sequence.Join("-"), """[{"type": "SequenceJoin", "separator": "-"}]""", Texts, "'b-a-a-c'"),
        new("map text", Query.Sequence.Map(("a", "x"), ("b", "y"), ("c", "z")), """[{"type": "SequenceMap", "lookup_table": {"a": "x", "b": "y", "c": "z"}}]""", Texts, "['y', 'x', 'x', 'z']"),
        new(
            "map and add up",
            Query.Sequence.Map(("a", 1), ("b", 2), ("c", 3)).Sum(),
            """[{"type": "SequenceMap", "lookup_table": {"a": 1, "b": 2, "c": 3}}, {"type": "NumericSequenceAggregate", "function": "sum"}]""",
            Texts,
            "7"),
        new(
            "select",
            Query.Sequence.Select(item => item.AsText().ToUpper()).Join(),
            """[{"type": "SequenceApply", "operations": [{"type": "StringToUpperCase"}]}, {"type": "SequenceJoin", "separator": ", "}]""",
            Texts,
            "'B, A, A, C'"),
        new(
            "minimum",
            Query.Sequence.As<SequenceQuery<NumberQuery>>().Min(ofNone: 1),
            """[{"type": "NumericSequenceAggregate", "function": "min", "neutral_value": 1.0}]""",
            Array.Empty<object?>(),
            "1.0"),
        new(
            "maximum",
            Query.Sequence.As<SequenceQuery<NumberQuery>>().Max(),
            """[{"type": "NumericSequenceAggregate", "function": "max"}]""",
            new object?[] { 2L, 5L, 3L },
            "5"),
        new("to json", Query.Dictionary.ToJson(), """[{"type": "ConvertDictionaryToJSON"}]""", new Dictionary<string, object?> { ["a"] = 1L }, """'{"a": 1}'"""),

        // Detections.
        new(
            "where",
            Query.Where(d => d.Confidence > 0.3 && d.ClassName == "dog"),
            """
            [{"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "operator": "and", "statements": [
                {"type": "BinaryStatement",
                 "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "confidence"}]},
                 "comparator": {"type": "(Number) >"}, "right_operand": {"type": "StaticOperand", "value": 0.3}},
                {"type": "BinaryStatement",
                 "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "class_name"}]},
                 "comparator": {"type": "=="}, "right_operand": {"type": "StaticOperand", "value": "dog"}}]}}]
            """,
            Given.Detections(6),
            "d1 d4"),
        new(
            "where, with an input",
            Query.Where(d => d.Confidence >= Least).Count,
            """
            [{"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "statements": [
                {"type": "BinaryStatement",
                 "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "confidence"}]},
                 "comparator": {"type": "(Number) >="}, "right_operand": {"type": "DynamicOperand", "operand_name": "least"}}]}},
             {"type": "SequenceLength"}]
            """,
            Given.Detections(6),
            "3"),
        new("names", Query.Detections.Select(d => d.ClassName), """[{"type": "DetectionsPropertyExtract", "property_name": "class_name"}]""", Given.Detections(2), "['cat', 'dog']"),
        new(
            "changed names",
            Query.Detections.Select(d => d.ClassName.ToUpper()).MostCommon(),
            """
            [{"type": "DetectionsPropertyExtract", "property_name": "class_name"},
             {"type": "SequenceApply", "operations": [{"type": "StringToUpperCase"}]},
             {"type": "SequenceAggregate", "mode": "most_common"}]
            """,
            Given.Detections(4),
            "'CAT'"),
        new("order", Query.Detections.OrderBy(DetectionOrder.Confidence), """[{"type": "SortDetections", "mode": "confidence", "ascending": true}]""", Given.Detections(4), "d0 d3 d1 d2"),
        new("descending", Query.Detections.OrderByDescending(DetectionOrder.XMin), """[{"type": "SortDetections", "mode": "x_min", "ascending": false}]""", Given.Detections(3), "d2 d1 d0"),
        new("left most", Query.Detections.KeepLeftMost(), """[{"type": "DetectionsSelection", "mode": "left_most"}]""", Given.Detections(3), "d0"),
        new("right most", Query.Detections.KeepRightMost(), """[{"type": "DetectionsSelection", "mode": "right_most"}]""", Given.Detections(3), "d2"),
        new("most confident", Query.Detections.KeepMostConfident(), """[{"type": "DetectionsSelection", "mode": "top_confidence"}]""", Given.Detections(6), "d5"),
        new("keep first", Query.Detections.KeepFirst(), """[{"type": "DetectionsSelection", "mode": "first"}]""", Given.Detections(3), "d0"),
        new("keep last", Query.Detections.KeepLast(), """[{"type": "DetectionsSelection", "mode": "last"}]""", Given.Detections(3), "d2"),
        new("pick", Query.Detections.PickByParentClass("dog"), """[{"type": "PickDetectionsByParentClass", "parent_class": "dog"}]""", Given.Detections(3), "d1"),
        new(
            "offset and shift",
            Query.Detections.Offset(2, 4).Shift(1, -1).Select(d => d.XMin),
            """
            [{"type": "DetectionsOffset", "offset_x": 2, "offset_y": 4}, {"type": "DetectionsShift", "shift_x": 1, "shift_y": -1},
             {"type": "DetectionsPropertyExtract", "property_name": "x_min"}]
            """,
            Given.Detections(2),
            "[0.0, 10.0]"),
        new(
            "rename",
            Query.Detections.RenameClasses([("cat", "pet")], strict: false, newClassesIdOffset: 7).Select(d => d.ClassId),
            """
            [{"type": "DetectionsRename", "class_map": {"cat": "pet"}, "strict": false, "new_classes_id_offset": 7},
             {"type": "DetectionsPropertyExtract", "property_name": "class_id"}]
            """,
            Given.Detections(2),
            "[7, 1]"),
        new(
            "rename by a table of the workflow",
            Query.Detections.RenameClasses(Names).Select(d => d.ClassName),
            """[{"type": "DetectionsRename", "class_map": "names", "strict": true}, {"type": "DetectionsPropertyExtract", "property_name": "class_name"}]""",
            Given.Detections(3),
            "['animal', 'animal', 'human']"),
        new(
            "rename as the workflow says",
            Query.Detections.RenameClasses(Names, IsStrict).Count,
            """[{"type": "DetectionsRename", "class_map": "names", "strict": "is_strict"}, {"type": "SequenceLength"}]""",
            Given.Detections(3),
            "3"),
        new("to dictionary", Query.Detections.ToDictionary().Count, """[{"type": "DetectionsToDictionary"}, {"type": "SequenceLength"}]""", Given.Detections(3), "2"),

        // Images, times, classifications.
        new("size", Query.Image.Size, """[{"type": "ExtractImageProperty", "property_name": "size"}]""", Frame, "32"),
        new("width", Query.Image.Width, """[{"type": "ExtractImageProperty", "property_name": "width"}]""", Frame, "8"),
        new("height", Query.Image.Height, """[{"type": "ExtractImageProperty", "property_name": "height"}]""", Frame, "4"),
        new("aspect ratio", Query.Image.AspectRatio, """[{"type": "ExtractImageProperty", "property_name": "aspect_ratio"}]""", Frame, "2.0"),
        new("frame number", Query.Image.FrameNumber, """[{"type": "ExtractFrameMetadata", "property_name": "frame_number"}]""", Frame, "11"),
        new("seconds", Query.Image.SecondsSinceStart, """[{"type": "ExtractFrameMetadata", "property_name": "seconds_since_start"}]""", Frame, "2.0"),
        new(
            "frame time",
            Query.Image.FrameTimestamp.ToIsoFormat().Slice(0, 10),
            """[{"type": "ExtractFrameMetadata", "property_name": "frame_timestamp"}, {"type": "TimestampToISOFormat"}, {"type": "StringSubSequence", "start": 0, "end": 10}]""",
            Frame,
            "'1970-01-01'"),
        new("jpeg", Query.Image.ToJpeg(80), """[{"type": "ConvertImageToJPEG", "compression_level": 80}]""", Frame, "a JPEG file"),
        new("base64", Query.Image.ToBase64().Slice(0, 4), """[{"type": "ConvertImageToBase64"}, {"type": "StringSubSequence", "start": 0, "end": 4}]""", Frame, "'/9j/'"),
        new("top class", Query.Classification.TopClass, """[{"type": "ClassificationPropertyExtract", "property_name": "top_class"}]""", Classified, "'cat'"),
        new("top confidence", Query.Classification.TopConfidence, """[{"type": "ClassificationPropertyExtract", "property_name": "top_class_confidence"}]""", Classified, "0.75"),
        new("highest confidence", Query.Classification.HighestConfidence, """[{"type": "ClassificationPropertyExtract", "property_name": "top_class_confidence_single"}]""", Classified, "0.75"),
        new("all classes", Query.Classification.AllClasses, """[{"type": "ClassificationPropertyExtract", "property_name": "all_classes"}]""", Classified, "['cat', 'dog']"),
        new("all confidences", Query.Classification.AllConfidences, """[{"type": "ClassificationPropertyExtract", "property_name": "all_confidences"}]""", Classified, "[0.75, 0.25]"),

        // As JSON.
        new("raw", Query.Text.Apply<TextQuery>(new JsonObject { ["type"] = "StringToUpperCase" }).ToLower(), """[{"type": "StringToUpperCase"}, {"type": "StringToLowerCase"}]""", "Ab", "'ab'"),
        new("raw list", JsonNode.Parse("""[{"type": "StringToUpperCase"}]""")!.AsArray(), """[{"type": "StringToUpperCase"}]""", "Ab", "'AB'"),
        new("raw elements", [new JsonObject { ["type"] = "StringToUpperCase" }], """[{"type": "StringToUpperCase"}]""", "Ab", "'AB'"),
        new("nothing", Query.Text, "[]", "Ab", "'Ab'"),
    ];

    private static object?[] Texts => ["b", "a", "a", "c"];

    private static Image Frame => Image.Create(8, 4)
        .WithLineage(ImageLineage.OfInput("image", new(8, 4), new VideoFrame("v", 11, DateTimeOffset.UnixEpoch, Fps: 5)));

    private static Dictionary<string, object?> Classified => new()
    {
        ["predictions"] = new object?[]
        {
            new Dictionary<string, object?> { ["class"] = "cat", ["class_id"] = 0L, ["confidence"] = 0.75 },
            new Dictionary<string, object?> { ["class"] = "dog", ["class_id"] = 1L, ["confidence"] = 0.25 },
        },
        ["top"] = "cat",
        ["confidence"] = 0.75,
    };

    public JsonElement Written => JsonOf(PropertyValues.Query(Operations));

    public static JsonElement JsonOf(PropertyValue value) => ((PropertyValue.Literal)value).Json;
}

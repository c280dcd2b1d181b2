using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

public sealed class DetectionQueryTests
{
    private static readonly string[] Properties = ["confidence", "x_min", "x_max", "y_min", "y_max", "size"];
    private static readonly string[] Comparators = ["(Number) <", "(Number) <=", "(Number) >", "(Number) >=", "(Number) ==", "(Number) !="];

    /// <summary>The second form has an operation that changes nothing but keeps the filter from working on columns.</summary>
    [Fact]
    public void Filtering_columns_and_filtering_rows_keep_the_same() => Prop.ForAll(
        (from property in Gen.Elements(Properties)
         from comparator in Gen.Elements(Comparators)
         from limit in Gen.Elements("0", "0.37", "20", "100", "\"x\"", "null", "true")
         from negate in Gen.Elements("true", "false")
         from operation in Gen.Elements("and", "or")
         from names in Gen.Elements("[\"cat\", 5]", "[]", "\"a cat\"", "7")
         select (property, comparator, limit, negate, operation, names)).ToArbitrary(),
        sample => Outcome(Filter(sample, "")) == Outcome(Filter(sample, """{"type": "NumberRound", "decimal_digits": 9}"""))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_filter_sees_the_values_of_the_query_beside_the_detection()
    {
        const string Filter = """
            [{"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "operator": "and", "statements": [
                {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "class_name"}]},
                 "comparator": {"type": "in (Sequence)"}, "right_operand": {"type": "DynamicOperand", "operand_name": "classes"}}]}}]
            """;
        var kept = (Detections)Query.Run(Filter, Query.Detections(6), new Dictionary<string, object?> { ["classes"] = new[] { "dog", "person" } })!;
        Assert.Equal(["d1", "d2", "d4", "d5"], kept.DetectionIds.AsEnumerable());
        Assert.Equal("UndeclaredSymbolError", Query.ErrorOf(Filter, Query.Detections(1)).Error);
        Assert.Empty((Detections)Query.Run(Filter, Query.Detections(0))!);
    }

    [Fact]
    public void Equal_detections_stay_in_order_and_are_reversed_when_descending()
    {
        var detections = Query.Detections(4) with { Confidences = [0.5, double.NaN, 0.5, 0.1] };
        Assert.Equal(["d3", "d0", "d2", "d1"], Sorted("true"));
        Assert.Equal(["d1", "d2", "d0", "d3"], Sorted("false"));

        IEnumerable<string> Sorted(string ascending) => ((Detections)Query.Run(
            $$"""[{"type": "SortDetections", "mode": "confidence", "ascending": {{ascending}}}]""", detections)!).DetectionIds.AsEnumerable();
    }

    [Fact]
    public void Sorting_sorts() => Prop.ForAll(Gen.Choose(0, 1000).ListOf().ToArbitrary(), edges =>
    {
        var detections = new Detections { Boxes = [.. edges.Select(edge => new Box(edge, 0, edge + 1, 1))] };
        var sorted = (Detections)Query.Run("""[{"type": "SortDetections", "mode": "x_min"}]""", detections)!;
        return sorted.Boxes.Select(box => (int)box.X1).SequenceEqual(edges.Order());
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("left_most", "d0")]
    [InlineData("right_most", "d3")]
    [InlineData("top_confidence", "d2")]
    [InlineData("first", "d0")]
    [InlineData("last", "d3")]
    public void One_detection_is_selected(string mode, string expected)
    {
        string operations = $$"""[{"type": "DetectionsSelection", "mode": "{{mode}}"}]""";
        Assert.Equal(expected, Assert.Single(((Detections)Query.Run(operations, Query.Detections(4))!).DetectionIds));
        Assert.Empty((Detections)Query.Run(operations, Detections.Empty)!);
    }

    [Fact]
    public void Further_columns_are_extracted_and_go_along_with_their_detections()
    {
        var detections = Query.Detections(3);
        detections = detections with { Data = detections.Data.Add("speed", [1.5, null, 2.5]).Add("velocity", [new[] { 1.0, 2.0 }, new[] { 3.0, 4.0 }, new[] { 5.0, 6.0 }]) };
        Assert.Equal(new object?[] { 1.5, null, 2.5 }, Query.Run("""[{"type": "DetectionsPropertyExtract", "property_name": "speed"}]""", detections));
        var last = (Detections)Query.Run("""[{"type": "DetectionsSelection", "mode": "last"}]""", detections)!;
        Assert.True(PythonEquality.AreEqual(
            new object?[] { new object?[] { 5.0, 6.0 } }, Query.Run("""[{"type": "DetectionsPropertyExtract", "property_name": "velocity"}]""", last)));
        Assert.Equal("KeyError", Query.ErrorOf("""[{"type": "DetectionsPropertyExtract", "property_name": "angle"}]""", detections).Error);
    }

    [Fact]
    public void Tracker_numbers_can_be_extracted_unless_the_reference_engine_is_imitated()
    {
        var detections = Query.Detections(2) with { TrackerIds = [7, 8] };
        const string All = """[{"type": "DetectionsPropertyExtract", "property_name": "tracker_id"}]""";
        Assert.Equal(new object?[] { 7L, 8L }, Query.Run(All, detections));
        Assert.Equal("KeyError", Assert.Throws<QueryException>(() => Query.Run(All, detections, null, QueryEnvironment.Reference)).Error.Error);
        Assert.Equal("KeyError", Query.ErrorOf(All, Query.Detections(2)).Error);
    }

    [Fact]
    public void Renaming_numbers_new_classes_in_the_order_of_their_names()
    {
        var strict = (Detections)Query.Run("""[{"type": "DetectionsRename", "class_map": {"cat": "z", "dog": "a", "person": "a"}}]""", Query.Detections(3))!;
        Assert.Equal(["z", "a", "a"], strict.ClassNames.AsEnumerable());
        Assert.Equal([1, 0, 0], strict.ClassIds.AsEnumerable());
        var loose = (Detections)Query.Run("""[{"type": "DetectionsRename", "class_map": {"cat": "new", "dog": "person"}, "strict": false, "new_classes_id_offset": 50}]""", Query.Detections(3))!;
        Assert.Equal([50, 2, 2], loose.ClassIds.AsEnumerable());
        Assert.Equal("OperationError", Query.ErrorOf("""[{"type": "DetectionsRename", "class_map": {"cat": "x"}}]""", Query.Detections(3)).Error);
    }

    [Fact]
    public void Detections_on_a_crop_say_where_the_crop_lies()
    {
        var origin = new DetectionOrigin(new(50, 40), new("crop", 5, 6, new(100, 80)), new("image", 15, 16, new(200, 100)));
        var detections = Query.Detections(1) with { Origins = [origin] };
        var dictionary = (IReadOnlyDictionary<string, object?>)Query.Run("""[{"type": "DetectionsToDictionary"}]""", detections)!;
        Assert.Equal(
            "{'image': {'width': 50, 'height': 40}, 'predictions': [{'width': 10.0, 'height': 10.0, 'x': 5.0, 'y': 5.0, 'confidence': 0.0, 'class_id': 0, "
            + "'class': 'cat', 'detection_id': 'd0', 'parent_id': 'crop', 'parent_origin': {'offset_x': 5, 'offset_y': 6, 'width': 100, 'height': 80}, "
            + "'root_parent_id': 'image', 'root_parent_origin': {'offset_x': 15, 'offset_y': 16, 'width': 200, 'height': 100}}]}",
            PythonText.Str(dictionary));
    }

    [Fact]
    public void Further_columns_appear_in_the_dictionary_under_their_conditions()
    {
        var detections = Query.Detections(1);
        var data = detections.Data
            .Add("time_in_zone", [1.5]).Add("polygon", [new[] { new[] { 1.4, 2.6 }, new[] { 3.0, 4.0 } }]).Add("angle", [45.0]).Add("width", [7.0]).Add("area_px", [9L]);
        string text = PythonText.Str(Query.Run("""[{"type": "DetectionsToDictionary"}]""", detections with { Data = data }));
        Assert.Contains("'time_in_zone': 1.5, 'polygon': [[1, 3], [3, 4]], 'area_px': 9.0", text, StringComparison.Ordinal);
        Assert.Contains("'width': 10.0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("angle", text, StringComparison.Ordinal);

        data = data.Add("rect", [new[] { 1L, 2L }]).Add("height", [8.0]);
        text = PythonText.Str(Query.Run("""[{"type": "DetectionsToDictionary"}]""", detections with { Data = data }));
        Assert.Contains("'width': 7.0, 'height': 8.0", text, StringComparison.Ordinal);
        Assert.Contains("'angle': 45.0, 'rect': [1, 2]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_numbers_come_from_outside()
    {
        var environment = QueryEnvironment.Default with { Random = () => 0.25 };
        Assert.Equal(-1.5, Query.Run("""[{"type": "RandomNumber", "min_value": -2, "max_value": 0}]""", null, null, environment));
        Assert.Equal(4.0, Query.Run("""[{"type": "RandomNumber", "min_value": 4, "max_value": 4}]""", null, null, environment));
    }

    private static string Filter((string Property, string Comparator, string Limit, string Negate, string Operation, string Names) sample, string extra) => $$$"""
        [{"type": "DetectionsFilter", "filter_operation": {"type": "StatementGroup", "operator": "{{{sample.Operation}}}", "statements": [
            {"type": "BinaryStatement", "negate": {{{sample.Negate}}}, "comparator": {"type": "{{{sample.Comparator}}}"},
             "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "{{{sample.Property}}}"}{{{(extra.Length == 0 ? "" : $",{extra}")}}}]},
             "right_operand": {"type": "StaticOperand", "value": {{{sample.Limit}}}}},
            {"type": "BinaryStatement", "comparator": {"type": "in (Sequence)"},
             "left_operand": {"type": "DynamicOperand", "operations": [{"type": "ExtractDetectionProperty", "property_name": "class_name"}]},
             "right_operand": {"type": "StaticOperand", "value": {{{sample.Names}}}}}]}}]
        """;

    private static string Outcome(string operations)
    {
        try
        {
            return string.Join(' ', ((Detections)Query.Run(operations, Query.Detections(20))!).DetectionIds);
        }
        catch (QueryException e)
        {
            return $"{e.Error.Error} {e.Error.Path}";
        }
    }
}

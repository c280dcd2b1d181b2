using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Runtime.Tests.Authoring;

/// <summary>Queries written in C# are the JSON that they stand for, and mean what they say.</summary>
public sealed class QueryAuthoringTests
{
    // A detection has all of these; the whole set of names is compared with the language's.
    private static readonly Func<DetectionQuery, QueryValue>[] Properties =
    [
        d => d.Confidence, d => d.ClassName, d => d.ClassId, d => d.XMin, d => d.XMax, d => d.YMin, d => d.YMax, d => d.Width, d => d.Height, d => d.Size,
        d => d.Center, d => d.TopLeft, d => d.TopRight, d => d.BottomLeft, d => d.BottomRight, d => d.InOut, d => d.PathDeviation, d => d.TimeInZone,
        d => d.TrackerId, d => d.Velocity, d => d.Speed, d => d.SmoothedVelocity, d => d.SmoothedSpeed, d => d.Polygon, d => d.Rect, d => d.Angle,
        d => d.KeypointsXY, d => d.AreaPx, d => d.AreaConverted, d => d.ImageDimensions, d => d.PredictionType,
    ];

    public static TheoryData<string> Operations => [.. AuthoredOperations.All.Select(authored => authored.Name)];

    public static TheoryData<string> Conditions => [.. AuthoredCondition.All.Select(authored => authored.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operations_are_the_json_and_give_the_result(string name)
    {
        var authored = AuthoredOperations.All.Single(authored => authored.Name == name);
        AssertJson(authored.Json, authored.Written);
        object? result = CompiledOperations.Compile(authored.Written).Execute(authored.Subject, AuthoredOperations.Values);
        Assert.Equal(authored.Result, Show(result));
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Conditions_are_the_json_and_hold_or_do_not(string name)
    {
        var authored = AuthoredCondition.All.Single(authored => authored.Name == name);
        var written = AuthoredOperations.JsonOf(PropertyValues.Query(authored.Condition));
        AssertJson(authored.Json, written);
        Assert.Equal(
            authored.Holds,
            CompiledStatement.Compile(written).Evaluate(new Dictionary<string, object?>(AuthoredCondition.Given) { ["point"] = new object?[] { 5.0, 5.0 } }));
    }

    [Fact]
    public void Workflows_with_them_are_read_again()
    {
        var image = Input.Image();
        var model = new ObjectDetectionV2("model", image, "a/1");
        var workflow = Workflow.Create("all").WithInput(AuthoredOperations.Least).WithInput(AuthoredOperations.Names).WithInput(AuthoredOperations.IsStrict);
        for (int i = 0; i < AuthoredOperations.All.Count; i++)
        {
            var given = ((PropertyValue.Literal)PropertyValues.Query(AuthoredOperations.All[i].Operations)).Json;
            workflow = workflow.WithStep(new UntypedStep($"operations_{i}", "roboflow_core/detections_transformation@v1")
                .With("predictions", model.Predictions)
                .With("operations", PropertyValues.Of(given)));
        }

        for (int i = 0; i < AuthoredCondition.All.Count; i++)
        {
            workflow = workflow.WithStep(new ContinueIfV1($"gate_{i}", AuthoredCondition.All[i].Condition, [new PropertyDefinitionV1($"behind_{i}", image, Query.Image.Width)]));
        }

        string json = workflow.ToJson();
        Assert.Equal(json, Workflow.Parse(json).ToJson());
    }

    [Fact]
    public void Joined_and_negated_conditions_mean_what_they_mean_in_csharp() => Prop.ForAll(Trees(5).ToArbitrary(), tree =>
    {
        var written = AuthoredOperations.JsonOf(PropertyValues.Query(tree.Condition));
        return CompiledStatement.Compile(written).Evaluate(new Dictionary<string, object?> { ["n"] = 5L }) == tree.Holds;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Everything_of_the_language_can_be_written()
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var authored in AuthoredOperations.All.Where(authored => !authored.Name.StartsWith("raw", StringComparison.Ordinal)))
        {
            Collect(authored.Written, written);
        }

        foreach (var authored in AuthoredCondition.All.Where(authored => !authored.Name.Contains("raw", StringComparison.Ordinal)))
        {
            Collect(AuthoredOperations.JsonOf(PropertyValues.Query(authored.Condition)), written);
        }

        foreach (var property in Properties)
        {
            Collect(AuthoredOperations.JsonOf(PropertyValues.Query(Query.Where(d => property(d).Exists()))), written);
        }

        foreach (var order in Enum.GetValues<DetectionOrder>())
        {
            Collect(AuthoredOperations.JsonOf(PropertyValues.Query(Query.Detections.OrderBy(order))), written);
        }

        Collect(AuthoredOperations.JsonOf(PropertyValues.Query(Query.When(Query.Named("a").Exists(), 1).Otherwise(Query.Named("a")))), written);

        using var schemas = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("manifests/schemas.json")));
        string[] otherBlocks = ["AggregationMode", "MaskAggregationMode", "StabilityAIPresets"];
        foreach (var schema in schemas.RootElement.GetProperty("schemas").EnumerateObject())
        {
            // Of two names for one comparator, one is enough.
            string[][] needed = schema.Value switch
            {
                _ when otherBlocks.Contains(schema.Name) => [],
                _ when schema.Value.TryGetProperty("tag", out var tag) => [tag.ValueKind == JsonValueKind.Array ? [.. tag.EnumerateArray().Select(one => one.GetString()!)] : [tag.GetString()!]],
                _ when schema.Value.TryGetProperty("enum", out var values) => [.. values.EnumerateArray().Select(value => new[] { value.GetString()! })],
                _ => [],
            };
            Assert.All(needed, names => Assert.True(names.Any(written.Contains), $"{schema.Name}: {string.Join(" or ", names)}"));
        }

        Assert.Equal(31, Properties.Length);
    }

    [Fact]
    public void Cases_are_the_json_and_decide()
    {
        var count = Input.Parameter(Kind.Integer, "count");
        Cases cases = Query
            .When(Query.Of(count) > 100, "many")
            .When(Query.Of(count) > 10, Query.Of(count) * 2)
            .Otherwise(0.5);
        var written = AuthoredOperations.JsonOf(PropertyValues.Query(cases));
        AssertJson(
            """
            {"type": "CasesDefinition",
             "cases": [
                {"type": "CaseDefinition", "condition": {"type": "StatementGroup", "statements": [
                    {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand", "operand_name": "count"}, "comparator": {"type": "(Number) >"}, "right_operand": {"type": "StaticOperand", "value": 100}}]},
                 "result": {"type": "StaticCaseResult", "value": "many"}},
                {"type": "CaseDefinition", "condition": {"type": "StatementGroup", "statements": [
                    {"type": "BinaryStatement", "left_operand": {"type": "DynamicOperand", "operand_name": "count"}, "comparator": {"type": "(Number) >"}, "right_operand": {"type": "StaticOperand", "value": 10}}]},
                 "result": {"type": "DynamicCaseResult", "parameter_name": "count", "operations": [{"type": "Multiply", "other": 2}]}}],
             "default": {"type": "StaticCaseResult", "value": 0.5}}
            """,
            written);
        Assert.Equal(40L, CompiledCases.Compile(written).Evaluate(new Dictionary<string, object?> { ["count"] = 20L }));

        // With its selector the expression gets what the cases use.
        var expression = new ExpressionV1("state", data: [], cases);
        AssertJson("""{"count": "$inputs.count"}""", Step(Workflow.Create("w").WithOutput("state", expression.Output)).GetProperty("data"));
    }

    [Fact]
    public void A_step_is_given_what_its_query_uses()
    {
        var image = Input.Image();
        var least = Input.Parameter(Kind.FloatZeroToOne, "least", 0.4);
        var model = new ObjectDetectionV2("model", image, "a/1");
        var zone = Input.Parameter(Kind.ListOfValues, "zone");
        var filter = new DetectionsFilterV1("filter", model.Predictions, Query.Where(d => d.Confidence > least && d.Center.In(zone)));
        var step = Step(Workflow.Create("w").WithOutput("found", filter.Predictions), 1);
        AssertJson("""{"least": "$inputs.least", "zone": "$inputs.zone"}""", step.GetProperty("operations_parameters"));

        // What is no longer used is no longer given; what was given by name stays.
        filter = filter.WithOperationsParameters(("mine", least)).WithOperations(Query.Where(d => d.Confidence > Query.Named("mine").AsNumber() && d.Size > Query.Of(model.Predictions).Count));
        step = Step(Workflow.Create("w").WithOutput("found", filter.Predictions), 1);
        AssertJson("""{"mine": "$inputs.least", "model_predictions": "$steps.model.predictions"}""", step.GetProperty("operations_parameters"));
    }

    [Fact]
    public void A_condition_decides_what_runs_next()
    {
        var image = Input.Image();
        var model = new ObjectDetectionV2("model", image, "a/1");
        var preview = new BoundingBoxVisualizationV1("preview", image, model.Predictions);
        var gate = new ContinueIfV1("gate", Query.Of(model.Predictions).Where(d => d.ClassName == "person").Count >= 2, [preview]);
        var workflow = Workflow.Create("w").WithOutput("preview", preview.Image).WithStep(gate);
        using var document = JsonDocument.Parse(workflow.ToJson());
        var step = document.RootElement.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("name").GetString() == "gate");
        AssertJson("""{"model_predictions": "$steps.model.predictions"}""", step.GetProperty("evaluation_parameters"));
        Assert.NotNull(Workflow.Parse(workflow.ToJson()));
    }

    [Fact]
    public void Elements_of_any_sort_stand_side_by_side()
    {
        var image = Input.Image();
        var model = new ObjectDetectionV2("model", image, "a/1");
        var count = new PropertyDefinitionV1("count", model.Predictions, Query.Detections.Count);
        var csv = new CsvFormatterV1("csv", new (string, ISelector<IKind>)[] { ("count", count.Output) })
            .WithColumnsData(("site", "Berlin"), ("count", count.Output), ("line", 3), ("rate", 0.5), ("test", false))
            .WithColumnsOperations(("site", Query.Text.ToUpper()));
        var step = Step(Workflow.Create("w").WithOutput("csv", csv.CsvContent), 2);
        AssertJson("""{"site": "Berlin", "count": "$steps.count.output", "line": 3, "rate": 0.5, "test": false}""", step.GetProperty("columns_data"));
        AssertJson("""{"site": [{"type": "StringToUpperCase"}]}""", step.GetProperty("columns_operations"));
    }

    [Fact]
    public void Zones_colours_and_options_are_what_blocks_take()
    {
        var image = Input.Image();
        var zone = new PolygonZoneVisualizationV1("zone", image, Zone.Polygon((0, 0), (10.5, 0), (10, 10))).WithColor(Color.Rgb(255, 128, 0));
        var step = Step(Workflow.Create("w").WithOutput("image", zone.Image));
        AssertJson("[[0, 0], [10.5, 0], [10, 10]]", step.GetProperty("zone"));
        AssertJson("\"#FF8000\"", step.GetProperty("color"));

        var several = zone.WithZone(Zone.Several(Zone.Rectangle(0, 0, 1, 2), Zone.Line((3, 4), (5, 6))));
        AssertJson("[[[0, 0], [1, 0], [1, 2], [0, 2]], [[3, 4], [5, 6]]]", Step(Workflow.Create("w").WithOutput("image", several.Image)).GetProperty("zone"));

        Assert.Equal(Color.Hex("#0A0b0C"), Color.Rgb(10, 11, 12));
        Assert.Throws<ArgumentException>(() => Color.Hex("red"));
        Assert.Throws<ArgumentException>(() => Zone.Polygon((0, 0), (1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Zone.Line((0, double.NaN), (1, 1)));

        AssertJson(
            """{"max_tokens": 100, "gpt_image_detail": "high", "gpt_model_version": "gpt-4o"}""",
            AuthoredOperations.JsonOf(PropertyValues.Object(new LmmOptions { MaxTokens = 100, ImageDetail = LmmImageDetail.High })));
    }

    [Fact]
    public void What_has_no_meaning_says_so()
    {
        var model = new ObjectDetectionV2("model", Input.Image(), "a/1");
        var least = Input.Parameter(Kind.Float, "least");

        Assert.Contains("Query.Of(selector)", Fails(() => PropertyValues.Query(Query.Where(d => Query.Detections.Count > 3))), StringComparison.Ordinal);
        Assert.Contains("another lambda", Fails(() => PropertyValues.Query(Query.Where(outer => Query.Of(model.Predictions).Where(_ => outer.Size > 1).Count > 1))), StringComparison.Ordinal);
        Assert.Contains("begin with", Fails(() => (QueryOperations)Query.Of(model.Predictions).Count), StringComparison.Ordinal);
        Assert.Contains("made of its argument", Fails(() => Query.Detections.Select(_ => Query.Text)), StringComparison.Ordinal);
        Assert.Contains("Name a property", Fails(() => Query.Detections.Select(d => d.ToText())), StringComparison.Ordinal);
        Assert.Contains("knows only what", Fails(() => new PropertyDefinitionV1("p", model.Predictions, Query.Where(d => d.Size > least))), StringComparison.Ordinal);
        Assert.Contains("in a dictionary", Fails(() => new ExpressionV1("e", [], Query.When(Query.Named("a").Exists(), 1).Otherwise(2)).WithDataOperations(("a", Query.Where(d => d.Size > least)))), StringComparison.Ordinal);
        Assert.Contains("choose another name", Fails(() => new DetectionsFilterV1("f", model.Predictions, Query.Where(d => d.Size > least)).WithOperationsParameters(("least", model.Predictions))), StringComparison.Ordinal);
        Assert.Contains("twice", Fails(() => Query.Text.Lookup(("a", "b"), ("a", "c"))), StringComparison.Ordinal);
        Assert.Contains("finite", Fails(() => Query.Number * double.NaN), StringComparison.Ordinal);
        Assert.Contains("zero", Fails(() => Query.Number / 0), StringComparison.Ordinal);
        Assert.Contains("has no operations", Fails(() => (CaseValue)((TextQuery)"a").ToUpper()), StringComparison.Ordinal);

        static string Fails(Func<object?> make) => Assert.ThrowsAny<ArgumentException>(make).Message;
    }

    private static Gen<(QueryCondition Condition, bool Holds)> Trees(int depth)
    {
        var leaf = Gen.Choose(0, 9).Select(limit => (Query.Named("n").AsNumber() > limit, 5 > limit));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Trees(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Select(tree => (!tree.Condition, !tree.Holds)),
            from left in inner from right in inner select (left.Condition && right.Condition, left.Holds && right.Holds),
            from left in inner from right in inner select (left.Condition || right.Condition, left.Holds || right.Holds));
    }

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.GetRawText());

    private static JsonElement Step(Workflow workflow, int index = 0) => JsonElement.Parse(workflow.ToJson()).GetProperty("steps")[index];

    private static string Show(object? value) => value switch
    {
        Detections detections => string.Join(" ", detections.DetectionIds),
        byte[] bytes => bytes.AsSpan().StartsWith<byte>([0xFF, 0xD8]) ? "a JPEG file" : "no JPEG file",
        ReadOnlyMemory<byte> memory => Show(memory.ToArray()),
        _ => PythonText.Repr(value),
    };

    /// <summary>All texts that are values of members.</summary>
    private static void Collect(JsonElement json, HashSet<string> texts)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                texts.Add(json.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Collect(member.Value, texts);
                }

                break;
        }
    }
}

using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Cli.Schema;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Cli.Tests.Reference;

/// <summary>The JSON schema of workflow files accepts what the language accepts and marks what authors get wrong.</summary>
public sealed class SchemaTests
{
    private static readonly SchemaChecker Schema = new(WorkflowSchema.Make(BlockCatalogue.Core));

    private const string Valid = """
        {
          "$schema": "../docs/workflow.schema.json",
          "version": "1.0",
          "inputs": [{ "type": "WorkflowImage", "name": "image" }, { "type": "WorkflowParameter", "name": "confidence", "kind": ["float_zero_to_one"], "default_value": 0.4 }],
          "steps": [
            { "type": "roboflow_core/roboflow_object_detection_model@v3", "name": "detection", "images": "$inputs.image", "model_id": "my-project/1",
              "confidence_mode": "custom", "custom_confidence": "$inputs.confidence", "max_detections": 10, "class_filter": ["person"] },
            { "type": "DynamicCrop", "name": "crops", "image": "$inputs.image", "predictions": "$steps.detection.predictions", "background_color": [0, 0, 0] }
          ],
          "outputs": [{ "type": "JsonField", "name": "crops", "selector": "$steps.crops.crops" }]
        }
        """;

    [Fact]
    public void A_workflow_that_names_its_schema_is_valid()
    {
        Assert.Empty(Schema.Check(JsonNode.Parse(Valid)));
        var workflow = Workflow.Parse(Valid);
        Assert.Equal("crops", Assert.Single(workflow.Validate().Outputs).Name);
        Assert.Equal("../docs/workflow.schema.json", (string?)JsonNode.Parse(workflow.ToJson())!["$schema"]);
    }

    [Theory]
    [InlineData("\"custom_confidence\"", "\"custom_confidenze\"", "$.steps[0].custom_confidenze")]
    [InlineData("\"max_detections\": 10", "\"max_detections\": \"many\"", "$.steps[0].max_detections")]
    [InlineData("\"max_detections\": 10", "\"max_detections\": 0", "$.steps[0].max_detections")]
    [InlineData("\"custom_confidence\": \"$inputs.confidence\"", "\"custom_confidence\": 1.5", "$.steps[0].custom_confidence")]
    [InlineData("\"images\": \"$inputs.image\"", "\"images\": \"image\"", "$.steps[0].images")]
    [InlineData("\"images\": \"$inputs.image\", ", "", "$.steps[0]: fits none")]
    [InlineData("\"confidence_mode\": \"custom\"", "\"confidence_mode\": \"costum\"", "$.steps[0].confidence_mode")]
    [InlineData("[\"person\"]", "[1]", "$.steps[0].class_filter")]
    [InlineData("[0, 0, 0]", "[0, 0]", "$.steps[1].background_color")]
    [InlineData("object_detection_model@v3", "object_detection_model@v33", "$.steps[0].type")]
    [InlineData("WorkflowImage", "WorkflowPicture", "$.inputs[0].type")]
    [InlineData("\"version\": \"1.0\",", "", "lacks version")]
    [InlineData("\"JsonField\"", "\"Field\"", "$.outputs[0].type")]
    public void A_mistake_is_marked_where_it_is(string from, string to, string place)
    {
        Assert.Contains(from, Valid, StringComparison.Ordinal);
        var problems = Schema.Check(JsonNode.Parse(Valid.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.Contains(place, StringComparison.Ordinal));
    }

    // Where the schema is stricter on purpose: members that the block does not have.
    [Fact]
    public void Recorded_valid_workflows_are_valid()
    {
        int valid = 0;
        foreach (var (id, definition) in Golden(valid: true))
        {
            var problems = Schema.Check(definition);
            Assert.True(problems.Count == 0 != Unknown(definition), $"{id}: {string.Join(", ", problems)}");
            valid += problems.Count == 0 ? 1 : 0;
        }

        Assert.True(valid > 200);
    }

    [Fact]
    public void Recorded_workflows_with_wrong_properties_are_refused()
    {
        var refused = Golden(valid: false).Where(recorded => recorded.Id.StartsWith("val.properties", StringComparison.Ordinal) && Schema.Check(recorded.Definition).Count > 0).ToList();
        Assert.True(refused.Count >= 20, $"{refused.Count}");
    }

    [Fact]
    public void Every_definition_is_sound()
    {
        var root = WorkflowSchema.Make(BlockCatalogue.Core);
        var definitions = root["$defs"]!.AsObject();
        Assert.Equal(BlockCatalogue.Core.All.Length, definitions.Count(definition => BlockCatalogue.Core.All.Any(block => block.ClassName == definition.Key)));
        foreach (string reference in References(root).Distinct())
        {
            Assert.True(reference.Split('/')[1..].Aggregate((JsonNode?)root, (node, step) => node?[step]) is not null, reference);
        }

        static IEnumerable<string> References(JsonNode? node) => node switch
        {
            JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue text } ? [(string)text!] : References(member.Value)),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };
    }

    private static bool Unknown(JsonObject definition) => definition["steps"]!.AsArray().Any(step =>
        BlockCatalogue.Core.Find((string)step!["type"]!) is { } block
        && step.AsObject().Any(member => member.Key is not ("type" or "name") && !block.Properties.Any(property => property.Keys.Contains(member.Key))));

    private static IEnumerable<(string Id, JsonObject Definition)> Golden(bool valid) =>
        from file in Directory.EnumerateFiles(RepositoryFiles.Path("tests", "data", "golden", "engine", "validation"), "*.json").Order(StringComparer.Ordinal)
        from recorded in JsonNode.Parse(File.ReadAllText(file))!["cases"]!.AsArray()
        where (bool)recorded!["expect"]!["valid"]! == valid && recorded["definition"] is JsonObject
        select ((string)recorded["id"]!, recorded["definition"]!.AsObject());
}

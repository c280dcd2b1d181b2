using System.Text;
using System.Text.Json;

namespace Workflows.CodeFirst.Tests;

public class WorkflowParsingTests
{
    private const string Valid = """
        {
          "version": "1.0",
          "inputs": [
            { "type": "WorkflowImage", "name": "image" },
            { "type": "WorkflowParameter", "name": "threshold", "kind": ["float_zero_to_one"], "default_value": 0.3 }
          ],
          "steps": [
            { "type": "test/detect@v1", "name": "detect", "image": "$inputs.image", "model_id": "shapes/1", "confidence": "$inputs.threshold", "colour": "red" },
            { "type": "test/crop@v1", "name": "crop", "images": "$inputs.image", "predictions": "$steps.detect.predictions" }
          ],
          "outputs": [
            { "type": "JsonField", "name": "found", "selector": "$steps.detect.predictions", "coordinates_system": "own" },
            { "type": "JsonField", "name": "crops", "selector": "$steps.crop.crops" },
            { "type": "JsonField", "name": "all", "selector": "$steps.detect.*" }
          ],
          "made_by": { "editor": true }
        }
        """;

    [Fact]
    public void A_workflow_tells_the_kinds_and_depths_of_its_outputs()
    {
        var outputs = Parse(Valid).Validate().Outputs;
        Assert.Equal(["found", "crops", "all"], outputs.Select(output => output.Name));
        Assert.Equal([1, 2, 1], outputs.Select(output => output.Dimensionality));
        Assert.Equal("object_detection_prediction", Assert.Single(outputs[0].Kinds));
    }

    [Fact]
    public void Writing_what_was_read_keeps_its_meaning_and_what_is_not_known()
    {
        string once = Parse(Valid).ToJson();
        string twice = Parse(once).ToJson();
        Assert.Equal(once, twice);
        using var json = JsonDocument.Parse(once);
        Assert.True(json.RootElement.GetProperty("made_by").GetProperty("editor").GetBoolean());
        var step = json.RootElement.GetProperty("steps")[0];
        Assert.Equal("red", step.GetProperty("colour").GetString());
        Assert.Equal("$inputs.image", step.GetProperty("images").GetString());
        Assert.Equal("own", json.RootElement.GetProperty("outputs")[0].GetProperty("coordinates_system").GetString());
        Assert.Equal(0.3, json.RootElement.GetProperty("inputs")[1].GetProperty("default_value").GetDouble());
    }

    [Fact]
    public void A_type_may_be_given_by_its_alias() =>
        Assert.Equal("test/detect@v1", Parse(Valid.Replace("test/detect@v1", "TestDetect")).Steps[0].Manifest.Type);

    [Theory]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"confidence\": 1", 1.0)]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"confidence\": \"0.5\"", 0.5)]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"confidence\": true", 1.0)]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"limit\": 3.0", 3.0)]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"limit\": \" +1_000 \"", 1000.0)]
    public void Literals_are_read_as_leniently_as_the_language_does(string old, string replacement, double expected)
    {
        var step = Parse(Valid.Replace(old, replacement)).Steps[0];
        int property = step.Manifest.IndexOfProperty(replacement.Contains("limit") ? "limit" : "confidence");
        Assert.Equal(expected, Assert.IsType<PropertyValue.Literal>(step.Values[property]).Json.GetDouble());
    }

    [Theory]
    [InlineData("\"$inputs.threshold\"", "1.5", "out_of_range", "WorkflowSyntaxError", "$.steps[0].confidence", "a number from 0 to 1")]
    [InlineData("\"$inputs.threshold\"", "\"high\"", "invalid_value", "WorkflowSyntaxError", "$.steps[0].confidence", "the text \"high\"")]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"mode\": \"costum\"", "invalid_value", "WorkflowSyntaxError", "$.steps[0].mode", "Did you mean 'custom'?")]
    [InlineData("\"confidence\": \"$inputs.threshold\"", "\"mode\": \"custom\", \"custom\": null", "broken_rule", "WorkflowSyntaxError", "$.steps[0]", "custom is required")]
    [InlineData("\"model_id\"", "\"modelid\"", "missing_property", "WorkflowSyntaxError", "$.steps[0]", "Is 'modelid' meant to be 'model_id'?")]
    [InlineData("test/detect@v1", "test/detect@v9", "unknown_block", "WorkflowSyntaxError", "$.steps[0].type", "Did you mean 'test/detect@v1'?")]
    [InlineData("$inputs.threshold", "$inputs.treshold", "unknown_reference", "InvalidReferenceTargetError", "$.steps[0].confidence", "Did you mean 'threshold'?")]
    [InlineData("$inputs.threshold", "$inputs.image", "kind_mismatch", "ReferenceTypeError", "$.steps[0].confidence", "'float_zero_to_one'")]
    [InlineData("\"$steps.detect.predictions\" }", "\"$steps.detect.predictons\" }", "unknown_reference", "ExecutionGraphStructureError", "$.steps[1].predictions", "Did you mean 'predictions'?")]
    [InlineData("\"$steps.crop.crops\"", "\"$steps.crop\"", "unknown_reference", "AssumptionError", "$.outputs[1].selector", "$steps.crop.*")]
    [InlineData("\"$steps.crop.crops\"", "\"$steps.corp.crops\"", "unknown_reference", "InvalidReferenceTargetError", "$.outputs[1].selector", "Did you mean 'crop'?")]
    [InlineData("\"name\": \"crop\"", "\"name\": \"detect\"", "duplicate_name", "DuplicatedNameError", "$.steps[1].name", "'detect'")]
    [InlineData("\"name\": \"crops\"", "\"name\": \"found\"", "duplicate_name", "DuplicatedNameError", "$.outputs[1].name", "'found'")]
    [InlineData("\"version\": \"1.0\"", "\"version\": \"2.0\"", "unsupported_version", "NotSupportedExecutionEngineError", "$.version", "1.15.0")]
    [InlineData("\"version\": \"1.0\"", "\"version\": 1.0", "unsupported_version", "WorkflowDefinitionError", "$.version", "text")]
    [InlineData("\"version\": \"1.0\",", "", "missing_member", "WorkflowSyntaxError", "$", "version")]
    [InlineData("WorkflowParameter", "WorkflowParamter", "unknown_input_type", "WorkflowSyntaxError", "$.inputs[1].type", "Did you mean 'WorkflowParameter'?")]
    [InlineData("[\"float_zero_to_one\"]", "\"float_zero_to_one\"", "wrong_type", "WorkflowSyntaxError", "$.inputs[1].kind", "list")]
    [InlineData("\"own\"", "\"parents\"", "invalid_value", "WorkflowSyntaxError", "$.outputs[0].coordinates_system", "own")]
    [InlineData("\"JsonField\", \"name\": \"all\"", "\"Json\", \"name\": \"all\"", "invalid_value", "WorkflowSyntaxError", "$.outputs[2].type", "JsonField")]
    public void What_is_wrong_is_reported_with_its_place(string old, string replacement, string code, string error, string path, string text)
    {
        string json = Valid.Replace(old, replacement);
        Assert.NotEqual(Valid, json);
        var problem = Assert.Single(Assert.Throws<WorkflowException>(() => Parse(json)).Errors);
        Assert.Equal((code, error, path), (problem.Code, problem.Error, problem.Path));
        Assert.Contains(text, problem.ToString());
    }

    [Fact]
    public void All_errors_of_a_document_are_reported_at_once()
    {
        string json = Valid.Replace("\"$inputs.threshold\"", "7").Replace("\"model_id\": \"shapes/1\", ", "").Replace("WorkflowParameter", "Parameter");
        var errors = Assert.Throws<WorkflowException>(() => Parse(json)).Errors;
        Assert.Equal(["missing_property", "out_of_range", "unknown_input_type"], errors.Select(error => error.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"version\": \"1.0\", \"version\": \"1.0\" }")]
    [InlineData("[1, 2")]
    public void Text_that_is_no_json_is_reported_with_its_line(string text) =>
        Assert.Contains(
            "malformed_json",
            Assert.Single(Assert.Throws<WorkflowException>(() => Parse(text)).Errors).ToString());

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"workflow\"")]
    public void A_document_that_is_no_object_is_reported(string text) =>
        Assert.Equal("wrong_type", Assert.Single(Assert.Throws<WorkflowException>(() => Parse(text)).Errors).Code);

    [Fact]
    public void A_document_that_is_nested_too_deep_is_refused_not_a_crash()
    {
        string text = new string('[', 10_000) + new string(']', 10_000);
        Assert.Equal("malformed_json", Assert.Throws<WorkflowException>(() => Parse(text)).Errors[0].Code);
    }

    [Fact]
    public void Bytes_in_another_encoding_are_refused() =>
        Assert.Equal("malformed_json", Assert.Throws<WorkflowException>(() => Workflow.Parse(Encoding.Unicode.GetBytes(Valid), TestBlocks.Catalogue)).Errors[0].Code);

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Equal(2, Workflow.Parse(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Valid)).ToArray(), TestBlocks.Catalogue).Steps.Length);

    [Fact]
    public void A_cycle_is_reported_with_its_steps()
    {
        const string json = """
            {
              "version": "1.0", "inputs": [], "outputs": [],
              "steps": [
                { "type": "test/say@v1", "name": "a", "text": "$steps.c.output" },
                { "type": "test/say@v1", "name": "b", "text": "$steps.a.output" },
                { "type": "test/say@v1", "name": "c", "data": { "key": "$steps.b.output" }, "text": "x" },
                { "type": "test/say@v1", "name": "free", "text": "x" }
              ]
            }
            """;
        var problem = Assert.Single(Assert.Throws<WorkflowException>(() => Parse(json)).Errors);
        Assert.Equal(("cycle", "ExecutionGraphStructureError"), (problem.Code, problem.Error));
        foreach (string step in new[] { "a", "b", "c" })
        {
            Assert.Contains(step, problem.Message.Split(": ")[1]);
        }

        Assert.DoesNotContain("free", problem.Message);
    }

    [Fact]
    public void A_hundred_thousand_steps_in_a_chain_are_read_in_bounded_time()
    {
        var json = new StringBuilder("{\"version\":\"1.0\",\"inputs\":[],\"outputs\":[{\"type\":\"JsonField\",\"name\":\"o\",\"selector\":\"$steps.s99999.output\"}],\"steps\":[{\"type\":\"test/say@v1\",\"name\":\"s0\",\"text\":1}");
        for (int i = 1; i < 100_000; i++)
        {
            json.Append(",{\"type\":\"test/say@v1\",\"name\":\"s").Append(i).Append("\",\"text\":\"$steps.s").Append(i - 1).Append(".output\"}");
        }

        var workflow = Parse(json.Append("]}").ToString());
        Assert.Equal(100_000, workflow.Plan().Layers.Length);
    }

    private static Workflow Parse(string json) => Workflow.Parse(json, TestBlocks.Catalogue);
}

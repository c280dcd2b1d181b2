namespace Workflows.CodeFirst.Tests;

/// <summary>Whatever name is misspelt, the error says where, and what was meant.</summary>
public class SuggestionsInErrorsTests
{
    private const string Valid = """
        {
          "version": "1.0",
          "inputs": [{ "type": "WorkflowImage", "name": "image" }, { "type": "WorkflowParameter", "name": "limit" }],
          "steps": [
            { "type": "roboflow_core/roboflow_object_detection_model@v3", "name": "detect", "images": "$inputs.image", "model_id": "a/1", "confidence_mode": "default" },
            { "type": "roboflow_core/dynamic_crop@v1", "name": "crop", "images": "$inputs.image", "predictions": "$steps.detect.predictions" },
            {
              "type": "roboflow_core/continue_if@v1", "name": "gate",
              "condition_statement": { "type": "StatementGroup", "statements": [{ "type": "UnaryStatement", "operand": { "type": "DynamicOperand", "operand_name": "x" }, "operator": { "type": "Exists" } }] },
              "evaluation_parameters": { "x": "$inputs.limit", "two words": "$steps.detect.inference_id" },
              "next_steps": ["$steps.crop", "$steps.blur"]
            },
            { "type": "roboflow_core/image_blur@v1", "name": "blur", "image": "$inputs.image" },
            { "type": "roboflow_core/first_non_empty_or_default@v1", "name": "first", "data": ["$inputs.limit", "$steps.crop.predictions"] }
          ],
          "outputs": [{ "type": "JsonField", "name": "o", "selector": "$steps.crop.crops" }, { "type": "JsonField", "name": "l", "selector": "$inputs.limit" }]
        }
        """;

    [Theory]
    [InlineData("dynamic_crop@v1", "dynamic_corp@v1", "$.steps[1].type", "Did you mean 'roboflow_core/dynamic_crop@v1'?")]
    [InlineData("\"WorkflowParameter\"", "\"WorkflowParametre\"", "$.inputs[1].type", "Did you mean 'WorkflowParameter'?")]
    [InlineData("\"model_id\"", "\"modle_id\"", "$.steps[0]", "Is 'modle_id' meant to be 'model_id'?")]
    [InlineData("\"default\"", "\"defualt\"", "$.steps[0].confidence_mode", "Did you mean 'default'?")]
    [InlineData("\"crop\", \"images\": \"$inputs.image\"", "\"crop\", \"images\": \"$inputs.imgae\"", "$.steps[1].images", "Did you mean 'image'?")]
    [InlineData("\"crop\", \"images\": \"$inputs.image\"", "\"crop\", \"images\": \"$input.image\"", "$.steps[1].images", "Did you mean '$inputs.image'?")]
    [InlineData("\"$steps.detect.predictions\"", "\"steps.detect.predictions\"", "$.steps[1].predictions", "Did you mean '$steps.detect.predictions'?")]
    [InlineData("\"$steps.detect.predictions\"", "\"$steps.detect.predictons\"", "$.steps[1].predictions", "Did you mean 'predictions'?")]
    [InlineData("\"$steps.detect.predictions\"", "\"$steps.detetc.predictions\"", "$.steps[1].predictions", "Did you mean 'detect'?")]
    [InlineData("\"x\": \"$inputs.limit\"", "\"x\": \"$inputs.limti\"", "$.steps[2].evaluation_parameters.x", "Did you mean 'limit'?")]
    [InlineData("$steps.detect.inference_id", "$steps.detect.inference", "$.steps[2].evaluation_parameters['two words']", "Did you mean 'inference_id'?")]
    [InlineData("$steps.detect.inference_id", "$steps.detect.boxes", "$.steps[2].evaluation_parameters['two words']", "Its outputs are 'inference_id', ")]
    [InlineData("[\"$steps.crop\", \"$steps.blur\"]", "[\"$steps.crop\", \"$steps.blru\"]", "$.steps[2].next_steps[1]", "Did you mean 'blur'?")]
    [InlineData("[\"$inputs.limit\", \"$steps.crop.predictions\"]", "[\"$inputs.limit\", \"$steps.crop.prediction\"]", "$.steps[4].data[1]", "Did you mean 'predictions'?")]
    [InlineData("\"$steps.crop.crops\"", "\"$steps.crop.corps\"", "$.outputs[0].selector", "Did you mean 'crops'?")]
    [InlineData("\"$steps.crop.crops\"", "\"$steps.corp.crops\"", "$.outputs[0].selector", "Did you mean 'crop'?")]
    [InlineData("\"l\", \"selector\": \"$inputs.limit\"", "\"l\", \"selector\": \"$inputs.limt\"", "$.outputs[1].selector", "Did you mean 'limit'?")]
    public void Misspelt_names_are_guessed(string old, string replacement, string path, string suggestion)
    {
        Assert.NotNull(Workflow.Parse(Valid));
        Assert.Equal(2, Valid.Split(old).Length);
        var error = Assert.Single(Assert.Throws<WorkflowException>(() => Workflow.Parse(Valid.Replace(old, replacement, StringComparison.Ordinal))).Errors);
        Assert.Equal(path, error.Path);
        Assert.StartsWith(suggestion, error.Suggestion, StringComparison.Ordinal);
    }
}

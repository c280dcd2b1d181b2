using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>What examples say where a property takes a literal, and which steps they take other values from.</summary>
internal static class ExampleValues
{
    private const string Condition = """
        {
          "type": "StatementGroup",
          "statements": [
            {
              "type": "BinaryStatement",
              "left_operand": { "type": "DynamicOperand", "operand_name": "value", "operations": [{ "type": "SequenceLength" }] },
              "comparator": { "type": "(Number) >=" },
              "right_operand": { "type": "StaticOperand", "value": 1 }
            }
          ]
        }
        """;

    private const string Confident = """
        {
          "type": "StatementGroup",
          "statements": [
            {
              "type": "BinaryStatement",
              "left_operand": { "type": "DynamicOperand", "operations": [{ "type": "ExtractDetectionProperty", "property_name": "confidence" }] },
              "comparator": { "type": "(Number) >=" },
              "right_operand": { "type": "StaticOperand", "value": 0.5 }
            }
          ]
        }
        """;

    private const string Inner = """
        {
          "version": "1.0",
          "inputs": [{ "type": "WorkflowImage", "name": "image" }],
          "steps": [{ "type": "roboflow_core/image_blur@v1", "name": "blur", "image": "$inputs.image" }],
          "outputs": [{ "type": "JsonField", "name": "blurred", "selector": "$steps.blur.image" }]
        }
        """;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["model_id"] = "my-project/1",
        ["raw_json"] = "{ \"color\": \"red\" }",
        ["url"] = "https://example.com/hook",
        ["expression"] = "a + b",
        ["receiver_email"] = "someone@example.com",
        ["sender_email"] = "workflow@example.com",
        ["smtp_server"] = "smtp.example.com",
        ["target_directory"] = "results",
        ["target_project"] = "my-project",
        ["class_name"] = "person",
        ["color"] = "#A351FB",
        ["sender_number"] = "+15550100",
        ["receiver_number"] = "+15550101",
    };

    /// <summary>Values for properties of certain blocks, by block and property; a block stands for all its versions.</summary>
    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["detections_filter.operations"] = $$"""[{ "type": "DetectionsFilter", "filter_operation": {{Confident}} }]""",
        ["detections_transformation.operations"] = """[{ "type": "DetectionsOffset", "offset_x": 10, "offset_y": 10 }]""",
        ["property_definition.operations"] = """[{ "type": "SequenceLength" }]""",
        ["vlm_as_detector.task_type"] = "\"object-detection\"",
        ["json_parser.expected_fields"] = """["color"]""",
        ["inner_workflow.workflow_definition"] = Inner,
        ["inner_workflow.parameter_bindings"] = """{ "image": "$inputs.image" }""",
    };

    private static readonly Dictionary<string, string> Objects = new(StringComparer.Ordinal)
    {
        ["StatementGroup"] = Condition,
        ["AnyOperation"] = """{ "type": "SequenceLength" }""",
        ["CasesDefinition"] = $$"""
            {
              "type": "CasesDefinition",
              "cases": [{ "type": "CaseDefinition", "condition": {{Condition}}, "result": { "type": "StaticCaseResult", "value": "found" } }],
              "default": { "type": "StaticCaseResult", "value": "nothing" }
            }
            """,
    };

    /// <summary>The step that examples take a value of a kind from: its type, its name and its output.</summary>
    public static IReadOnlyDictionary<string, (string Type, string Name, string Output)> Producers { get; } = new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
    {
        ["object_detection_prediction"] = ("roboflow_core/roboflow_object_detection_model@v3", "detection", "predictions"),
        ["instance_segmentation_prediction"] = ("roboflow_core/roboflow_instance_segmentation_model@v3", "segmentation", "predictions"),
        ["keypoint_detection_prediction"] = ("roboflow_core/roboflow_keypoint_detection_model@v3", "pose", "predictions"),
        ["semantic_segmentation_prediction"] = ("roboflow_core/roboflow_semantic_segmentation_model@v2", "segmentation", "predictions"),
        ["classification_prediction"] = ("roboflow_core/roboflow_classification_model@v3", "classification", "predictions"),
        ["embedding"] = ("roboflow_core/clip@v1", "embedding", "embedding"),
        ["*"] = ("roboflow_core/roboflow_object_detection_model@v3", "detection", "predictions"),
    };

    /// <summary>Outputs that the configuration of an example names, by block.</summary>
    private static readonly Dictionary<string, string> Outputs = new(StringComparer.Ordinal) { ["inner_workflow"] = "blurred", ["json_parser"] = "color" };

    /// <summary>The output that the example's configuration of a block names; null when it names none.</summary>
    public static string? Output(string type) => Outputs.GetValueOrDefault(Block(type));

    /// <summary>The value for a property of a block; null when any will do.</summary>
    public static JsonNode? For(string type, string property) => Special.TryGetValue($"{Block(type)}.{property}", out string? json) ? JsonNode.Parse(json) : null;

    /// <summary>A text for a property.</summary>
    public static string Text(string property) => Texts.GetValueOrDefault(property) ?? "my " + property.Replace('_', ' ');

    private static string Block(string type) => type.Split('/')[^1].Split('@')[0];

    /// <summary>An object of a named schema.</summary>
    public static JsonNode Object(string? schema) => JsonNode.Parse(Objects.GetValueOrDefault(schema ?? "", "{}"))!;
}

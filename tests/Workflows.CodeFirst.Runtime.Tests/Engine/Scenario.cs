using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Tests.Engine;

/// <summary>Workflows of test blocks, written and run in a line or two.</summary>
internal static class Scenario
{
    public const string Numbers = """{"type": "WorkflowBatchInput", "name": "numbers", "kind": ["float"]}""";

    public const string Limit = """{"type": "WorkflowParameter", "name": "limit", "kind": ["float"], "default_value": 0.5}""";

    public static string Output(string name, string selector) => $$"""{"type": "JsonField", "name": "{{name}}", "selector": "{{selector}}"}""";

    public static Workflow Parse(string inputs, string steps, string outputs) =>
        Workflow.Parse($$"""{"version": "1.3.0", "inputs": [{{inputs}}], "steps": [{{steps}}], "outputs": [{{outputs}}]}""", TestBlocks.Catalogue);

    public static string Run(string inputs, string steps, string outputs, string values, CompatibilityMode mode = CompatibilityMode.Corrected)
    {
        using var runtime = new WorkflowRuntime(new WorkflowRuntimeOptions { Compatibility = mode });
        TestBlocks.AddTo(runtime.Blocks);
        using var app = runtime.Compile(Parse(inputs, steps, outputs));
        return Run(app, values);
    }

    public static string Run(CompiledWorkflow app, string values)
    {
        using var document = JsonDocument.Parse(values);
        var given = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
        return $"[{string.Join(", ", app.RunBatch(given).Select(result => result.ToJson()))}]";
    }

    public static void Expect(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, but got {actual}.");
}

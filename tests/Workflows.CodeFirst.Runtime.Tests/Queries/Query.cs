using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>Short forms for tests of queries.</summary>
internal static class Query
{
    public static JsonElement Json(string json) => JsonElement.Parse(json);

    /// <summary>Compiles operations and runs them.</summary>
    public static object? Run(string operations, object? value, IReadOnlyDictionary<string, object?>? values = null, QueryEnvironment? environment = null) =>
        CompiledOperations.Compile(Json(operations)).Execute(value, values, environment);

    /// <summary>The error of operations that fail.</summary>
    public static WorkflowError ErrorOf(string operations, object? value, IReadOnlyDictionary<string, object?>? values = null) =>
        Assert.Throws<QueryException>(() => Run(operations, value, values)).Error;

    /// <summary>The errors of a definition.</summary>
    public static WorkflowError[] ErrorsOf(string operations) =>
        [.. Assert.Throws<QueryException>(() => CompiledOperations.Compile(Json(operations))).Errors];

    /// <summary>Detections with boxes of the size 10, named and numbered in turn.</summary>
    public static Detections Detections(int count) => new()
    {
        Boxes = [.. Enumerable.Range(0, count).Select(i => new Box(10 * i, 5 * i, 10 * i + 10, 5 * i + 10 + i % 3))],
        Confidences = [.. Enumerable.Range(0, count).Select(i => i * 37 % 100 / 100.0)],
        ClassIds = [.. Enumerable.Range(0, count).Select(i => i % 3)],
        ClassNames = [.. Enumerable.Range(0, count).Select(i => new[] { "cat", "dog", "person" }[i % 3])],
        DetectionIds = [.. Enumerable.Range(0, count).Select(i => $"d{i}")],
    };
}

using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Compares how a definition is refused: the class of error, the stage that found it, the steps that it blames.</summary>
internal static class ErrorComparison
{
    public static void Compare(JsonElement expect, WorkflowException problem, List<Difference> differences)
    {
        // Where the reference leaks an exception of its own machinery, being refused is all there is to agree on.
        if (expect.TryGetProperty("raw", out var raw) && raw.GetBoolean())
        {
            return;
        }

        var actual = problem.Errors[0];
        Expect("error", expect.GetProperty("error").GetString(), actual.Error, differences);
        Expect("context", expect.GetProperty("context").GetString(), actual.Context, differences);
        if (!expect.TryGetProperty("blocks_errors", out var blamed) || blamed.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var block in blamed.EnumerateArray())
        {
            string? step = Text(block, "block_id"), property = Text(block, "property_name");
            bool output = step == "$outputs";
            bool found = problem.Errors.Any(error => output
                ? error.Path?.StartsWith("$.outputs", StringComparison.Ordinal) == true
                : error.Step == step && (property is null || error.Property == property));
            if (!found)
            {
                differences.Add(new Difference("blocks_errors", $"{step}.{property}", string.Join("; ", problem.Errors.Select(error => $"{error.Step}.{error.Property}"))));
            }
        }
    }

    private static string? Text(JsonElement block, string member) =>
        block.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Expect(string path, string? expected, string? actual, List<Difference> differences)
    {
        if (expected != actual)
        {
            differences.Add(new Difference(path, expected ?? "none", actual ?? "none"));
        }
    }
}

using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>Compares how a run fails: at which stage, with which class of error, in which step.</summary>
internal static class FailureComparison
{
    public static void Compare(JsonElement expect, string stage, WorkflowError actual, string? blockType, List<Difference> differences)
    {
        if (!expect.TryGetProperty("error", out _))
        {
            differences.Add(new("stage", "a result", $"{stage}: {actual.Error}: {actual.Message}"));
            return;
        }

        if (actual.Code == "block_cannot_run")
        {
            differences.Add(new("stage", expect.GetProperty("stage").GetString()!, $"{stage}: {actual.Message}"));
            return;
        }

        Expect("stage", expect, "stage", stage, differences);
        if (expect.TryGetProperty("raw", out var raw) && raw.GetBoolean())
        {
            return;
        }

        Expect("error", expect, "error", actual.Error, differences);
        Expect("context", expect, "context", actual.Context, differences);
        Expect("block_id", expect, "block_id", actual.Step, differences);
        if (blockType is not null)
        {
            Expect("block_type", expect, "block_type", blockType, differences);
        }
    }

    private static void Expect(string path, JsonElement expect, string member, string? actual, List<Difference> differences)
    {
        if (expect.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() != actual)
        {
            differences.Add(new(path, value.GetString()!, actual ?? "none"));
        }
    }
}

using System.Text.Json;
using Workflows.CodeFirst.Runtime;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>Compares how a block failed with how it was recorded to fail.</summary>
internal static class RecordedFailure
{
    // Raised by libraries behind the reference engine, whose kinds differ from version to version.
    private static readonly HashSet<string> OnlyFails = ["error", "IndexError", "TypeError", "AttributeError", "KeyError", "ValidationError"];

    public static CaseResult Compare(JsonElement record, Exception actual)
    {
        if (!record.TryGetProperty("exception", out var exception))
        {
            if (actual is RefusedArgumentException)
            {
                return CaseResult.Skip(actual.Message);
            }

            return CaseResult.Fail(new Difference("", "a result", Describe(actual)));
        }

        string type = exception.GetProperty("type").GetString()!;
        bool isOfBlocks = exception.TryGetProperty("origin", out var origin) && origin.GetString() == "workflows" && !OnlyFails.Contains(type);
        return actual switch
        {
            QueryException query when isOfBlocks && query.Error.Error != type => CaseResult.Fail(new Difference("exception.type", type, Describe(actual))),
            PythonException python when isOfBlocks && python.Kind != type => CaseResult.Fail(new Difference("exception.type", type, Describe(actual))),

            // Deliberate errors; whatever else comes out of a block is a mistake in it.
            WorkflowRunException or RefusedArgumentException or PythonException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException => CaseResult.Pass,
            _ => CaseResult.Fail(new Difference("exception", type, Describe(actual))),
        };
    }

    private static string Describe(Exception e) => $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Reads JSON, and says where it is broken.</summary>
internal static class JsonProblem
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <exception cref="InputException">The text is no JSON object.</exception>
    public static JsonObject Parse(string source, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Options) as JsonObject ?? throw new InputException($"{source}:1: A JSON object should stand here.");
        }
        catch (JsonException problem)
        {
            throw new InputException($"{source}:{(problem.LineNumber ?? 0) + 1}: The JSON is broken: {Explain(problem)}");
        }
    }

    /// <summary>The message without the places that it repeats.</summary>
    public static string Explain(JsonException problem)
    {
        string message = problem.Message;
        foreach (string detail in (ReadOnlySpan<string>)[" Path:", " LineNumber:"])
        {
            int start = message.IndexOf(detail, StringComparison.Ordinal);
            message = start < 0 ? message : message[..start];
        }

        return message;
    }
}

using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Takes members out of JSON, as language models write it.</summary>
internal sealed class JsonParserBlock : Block<JsonParserV1.Arguments, JsonParserV1.Results>
{
    private const string Reserved = "error_status";

    public override JsonParserV1.Results Run(in JsonParserV1.Arguments arguments, BlockContext context)
    {
        bool isRead = LanguageModelJson.TryRead(arguments.RawJson, out object? value);
        var members = value as IReadOnlyDictionary<string, object?>;
        bool isComplete = isRead && (members is not null || arguments.ExpectedFields.Count == 0);
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (string name in arguments.ExpectedFields)
        {
            if (name == Reserved)
            {
                throw new ArgumentException($"The name '{Reserved}' is taken by an output of its own; leave it out of expected_fields.");
            }

            object? field = null;
            isComplete &= members?.TryGetValue(name, out field) == true;
            fields[name] = field;
        }

        return new(!isComplete, fields);
    }
}

/// <summary>Reads JSON out of the answers of language models.</summary>
internal static class LanguageModelJson
{
    private const string Start = "```json", End = "```";

    /// <summary>Reads the first block of Markdown that is marked as JSON, or the whole text when there is none.</summary>
    public static bool TryRead(string answer, out object? value)
    {
        int start = answer.IndexOf(Start, StringComparison.OrdinalIgnoreCase) + Start.Length;
        int end = start < Start.Length ? -1 : answer.IndexOf(End, start, StringComparison.Ordinal);
        return PythonJsonReader.TryRead(end < 0 ? answer : answer[start..end], out value);
    }
}

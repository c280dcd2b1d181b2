using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;
using Workflows.CodeFirst.Conformance.Values;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Conformance.Uql;

/// <summary>The query language: recorded operations and statements (<c>uql.jsonl</c>) with their results or errors.</summary>
public sealed class UqlSuite : ISuite
{
    private const string FileName = "uql.jsonl";

    private static readonly Tolerance Doubles = new(0, 1e-6);
    private static readonly Tolerance Singles = new(1e-6, 1e-4);

    // Raised by libraries behind the reference engine, whose kinds differ from version to version.
    private static readonly HashSet<string> OnlyFails = ["error", "IndexError", "TypeError", "AttributeError"];

    public string Name => "uql";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        string file = Path.Combine(input.Directory, FileName);
        if (!File.Exists(file))
        {
            throw new SuiteException($"There is no file '{file}'.");
        }

        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (line.Length > 0)
            {
                yield return Read(line, file, number);
            }
        }
    }

    private static ConformanceCase Read(string line, string file, int number)
    {
        JsonElement record;
        try
        {
            record = JsonElement.Parse(line);
        }
        catch (JsonException e)
        {
            throw new SuiteException($"Line {number} of '{file}' is no JSON: {e.Message}", e);
        }

        return record.TryGetProperty("id", out var id)
            ? new(id.GetString()!, file, () => Run(record))
            : throw new SuiteException($"Line {number} of '{file}' has no 'id'.");
    }

    private static CaseResult Run(JsonElement record)
    {
        var inputs = (IReadOnlyDictionary<string, object?>)GoldenValues.Decode(record.GetProperty("inputs"))!;
        object? definition = GoldenValues.Decode(record.GetProperty("definition"));
        object? result;
        try
        {
            result = record.GetProperty("kind").GetString() switch
            {
                "operations" => CompiledOperations
                    .Compile(((IReadOnlyDictionary<string, object?>)definition!)["operations"])
                    .Execute(inputs.GetValueOrDefault("value"), inputs.GetValueOrDefault("global_parameters") as IReadOnlyDictionary<string, object?>, QueryEnvironment.Reference),
                "statement" => CompiledStatement.Compile(definition).Evaluate(inputs, QueryEnvironment.Reference),
                var kind => throw new FormatException($"There is no kind of case '{kind}'."),
            };
        }
        catch (QueryException e)
        {
            return record.TryGetProperty("exception", out var expected)
                ? CaseResult.From(Compare(expected, e.Error))
                : CaseResult.Fail(new Difference("", "a result", $"{e.Error.Error}: {e.Error}"));
        }

        if (!record.TryGetProperty("result", out var recorded))
        {
            return CaseResult.Fail(new Difference("", record.GetProperty("exception").GetProperty("type").GetString()!, GoldenComparison.Show(result)));
        }

        var comparison = new GoldenComparison(record.GetRawText().Contains("\"float32\"", StringComparison.Ordinal) ? Singles : Doubles);
        comparison.Compare("$", recorded, result);
        return CaseResult.From(comparison.Differences);
    }

    private static List<Difference> Compare(JsonElement expected, WorkflowError actual)
    {
        var differences = new List<Difference>();
        string type = expected.GetProperty("type").GetString()!;
        if (actual.Error != type && !OnlyFails.Contains(type))
        {
            differences.Add(new("exception.type", type, $"{actual.Error}: {actual}"));
        }

        string? context = expected.TryGetProperty("context", out var place) ? place.GetString() : null;
        if (context is not null && actual.Context != context)
        {
            differences.Add(new("exception.context", context, actual.Context ?? "none"));
        }

        return differences;
    }
}

using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Blocks;

/// <summary>
/// Single blocks: recorded calls (<c>*.jsonl</c>, <c>uql.jsonl</c> aside) with their results or errors. A case is one call; the calls before
/// it in its sequence are made first, on the same instance.
/// </summary>
public sealed class BlocksSuite : ISuite
{
    private const string QueryFile = "uql.jsonl";

    public string Name => "blocks";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        if (!Directory.Exists(input.Directory))
        {
            throw new SuiteException($"There is no folder '{input.Directory}'.");
        }

        string[] files = [.. Directory.EnumerateFiles(input.Directory, "*.jsonl").Where(file => Path.GetFileName(file) != QueryFile).Order(StringComparer.Ordinal)];
        return files.Length == 0 ? throw new SuiteException($"There are no files '*.jsonl' in '{input.Directory}'.") : files.SelectMany(Read);
    }

    private static IEnumerable<ConformanceCase> Read(string file)
    {
        RecordedSequence? sequence = null;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var record = Parse(line, file, number);
            string id = Text(record, "id", file, number), name = Text(record, "seq", file, number);
            if (sequence?.Name != name)
            {
                sequence = new(name);
            }

            // The case holds its sequence, and the sequence its own calls only: a file is gone from memory when its cases are.
            var current = sequence;
            int call = current.Add(record);
            yield return new(id, file, () => current.ResultOf(call));
        }
    }

    private static JsonElement Parse(string line, string file, int number)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException e)
        {
            throw new SuiteException($"Line {number} of '{file}' is no JSON: {e.Message}", e);
        }
    }

    private static string Text(JsonElement record, string name, string file, int number) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new SuiteException($"Line {number} of '{file}' has no '{name}'.");
}

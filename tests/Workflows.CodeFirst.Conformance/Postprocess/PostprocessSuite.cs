using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>The mathematics around a network: resize kernels, geometry, suppression, masks, run lengths, decoding; one file of cases.</summary>
public sealed class PostprocessSuite : ISuite
{
    public string Name => "postprocess";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        string file = Path.Combine(input.Directory, "cases.json");
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SuiteException($"'{file}' is not valid JSON: {e.Message}", e);
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
        {
            throw new SuiteException($"'{file}' has no array 'cases'.");
        }

        var all = new Dictionary<string, JsonElement>();
        foreach (var element in cases.EnumerateArray())
        {
            all[element.GetProperty("id").GetString()!] = element;
        }

        foreach (var element in cases.EnumerateArray())
        {
            var item = new PostprocessCase(element, all);
            yield return new(item.Id, file, () => Run(item));
        }
    }

    private static CaseResult Run(PostprocessCase item)
    {
        if (!Operations.ByName.TryGetValue(item.Operation, out var operation))
        {
            return CaseResult.Fail(new Difference("$.op", "a known operation", item.Operation));
        }

        var actual = JsonSerializer.SerializeToElement(operation.Run(item));
        return CaseResult.From(JsonComparer.Compare(item.Output, actual, operation.Tolerance));
    }
}

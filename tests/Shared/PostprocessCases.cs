using System.Text.Json;

namespace Workflows.CodeFirst.TestSupport;

/// <summary>The recorded cases of <c>tests/data/golden/postprocess/cases.json</c>, by identifier.</summary>
internal static class PostprocessCases
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Cases = new(Load);

    public static JsonElement Get(string id) => Cases.Value[id];

    public static IEnumerable<string> Ids(string prefix) => Cases.Value.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static byte[] Bytes(JsonElement data) => [.. data.EnumerateArray().Select(e => e.GetByte())];

    public static float[] Floats(JsonElement data) => [.. data.EnumerateArray().Select(e => e.GetSingle())];

    public static int[] Ints(JsonElement data) => [.. data.EnumerateArray().Select(e => e.GetInt32())];

    private static Dictionary<string, JsonElement> Load()
    {
        using FileStream file = File.OpenRead(RepositoryFiles.Path("tests", "data", "golden", "postprocess", "cases.json"));
        using var document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c.Clone());
    }
}

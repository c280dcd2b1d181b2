using System.Text.Json.Nodes;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>The recorded definitions of whole workflows.</summary>
internal static class GoldenWorkflows
{
    /// <summary>Those that the reference engine accepts, by case.</summary>
    public static IEnumerable<(string Id, string Definition)> Accepted()
    {
        foreach (string path in new[] { "validation", "execution" }.SelectMany(static suite => Directory.EnumerateFiles(RepositoryFiles.Path("tests", "data", "golden", "engine", suite), "*.json")).Order(StringComparer.Ordinal))
        {
            foreach (var item in JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray())
            {
                // A run that gave results was accepted, too.
                var expect = item!["expect"]!;
                if ((expect["valid"]?.GetValue<bool>() == true || expect["result"] is not null) && item["definition"] is JsonObject definition)
                {
                    yield return (item["id"]!.GetValue<string>(), definition.ToJsonString());
                }
            }
        }
    }
}

using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Reads the cases of the engine suites: <c>SUITE/*.json</c> below the folder, each with a list of cases.</summary>
internal static class EngineCases
{
    /// <exception cref="SuiteException">There are no such cases.</exception>
    public static IEnumerable<(string File, JsonElement Case)> Read(SuiteInput input, string suite, string list = "cases")
    {
        string folder = Path.Combine(input.Directory, suite);
        if (!Directory.Exists(folder))
        {
            throw new SuiteException($"'{input.Directory}' has no folder '{suite}'.");
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            JsonElement root;
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 1024 });
                root = document.RootElement.Clone();
            }
            catch (JsonException problem)
            {
                throw new SuiteException($"'{file}' is not valid JSON: {problem.Message}", problem);
            }

            foreach (var element in root.GetProperty(list).EnumerateArray())
            {
                yield return (file, element);
            }
        }
    }
}
